// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/configured.h"

#include "net/url.h"

#include <algorithm>

namespace shipglass {

namespace {

/// A text that differs when the value does, and holds no secret: where one would be, it has where it is
/// found.
std::string written(const ConfiguredText& text) {
    return text.reference ? format(*text.reference) : text.clear;
}

template <class Texts> std::string written(const Texts& texts) {
    std::string all;
    for (const auto& [key, text] : texts) all += key + "=" + written(text) + "\n";
    return all;
}

std::string urlOf(const ConfiguredSource& source, const Connector& connector) {
    return source.url.empty() ? std::string(connector.defaultUrl) : source.url;
}

bool isLoopback(const std::string& host) {
    return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "::1" ||
           host == "[::1]";
}

/// The host whose silence may mean that there is no network; "" for what stays on this machine.
std::string networkHost(const std::string& address) {
    const auto url = Url::parse(address);
    return !url || isLoopback(url->host) ? std::string() : url->host;
}

SourcePlan planOf(const ConfiguredSource& source, const Connector& connector) {
    SourcePlan plan;
    plan.name = source.name;
    plan.kind = source.kind;
    plan.host = networkHost(urlOf(source, connector));
    plan.revision = source.url + "\n" + written(source.auth) + written(source.headers) + written(source.env) +
                    written(source.proxy) + source.tls.authority + source.tls.certificate +
                    written(source.tls.key) + source.settings;
    const bool alerts = std::ranges::count(connector.facets, Facet::alert) > 0;
    plan.pace = Pace::around(source.every.value_or(connector.every), alerts);
    plan.enabled = source.enabled;
    return plan;
}

PolledSource polled(const ConfiguredSource& source, const Connector& connector) {
    PolledSource polled;
    polled.plan = planOf(source, connector);
    polled.connector = &connector;
    polled.backfill = source.backfill;
    polled.identity =
        urlOf(source, connector) + "\n" + written(source.auth) + std::to_string(connector.cursorVersion);
    polled.actions = source.actions;
    return polled;
}

Keep keepOf(const KeepSpans& spans) {
    Keep keep;
    const auto add = [&keep](Kind kind, const std::optional<Millis>& span) {
        if (span) keep.spans[kind] = *span;
    };
    add(Kind::run, spans.runs);
    add(Kind::test, spans.tests);
    add(Kind::metric, spans.metrics);
    add(Kind::log, spans.logs);
    add(Kind::deployment, spans.deployments);
    add(Kind::change, spans.changes);
    add(Kind::alert, spans.alerts);
    add(Kind::resource, spans.resources);
    // Nothing is for ever, which no history reaches.
    keep.stages = spans.stages.value_or(std::chrono::days(365'000));
    return keep;
}

template <class Texts> std::vector<std::string> keysOf(const Texts& texts) {
    std::vector<std::string> keys;
    for (const auto& [key, text] : texts) keys.push_back(key);
    return keys;
}

} // namespace

PolledSources polledSources(const Config& config, FindConnector find) {
    PolledSources all;
    all.keep = keepOf(config.keep);
    all.delivery = {config.services, config.dora.production};
    all.poll = config.poll;
    for (const auto& source : config.sources)
        if (const auto* connector = find(source.kind)) all.sources.push_back(polled(source, *connector));
    return all;
}

SourceConfig sessionConfig(const ConfiguredSource& source, const Connector& connector) {
    SourceConfig config;
    config.name = source.name;
    config.connector = &connector;
    config.url = source.url;
    auto settings = Json::parse(source.settings);
    if (settings) config.settings = std::move(*settings);
    config.authKeys = keysOf(source.auth);
    config.actionAuthKeys = keysOf(source.actionAuth);
    config.headerNames = keysOf(source.headers);
    config.envNames = keysOf(source.env);
    config.tls = {source.tls.authority, source.tls.certificate, source.tls.key.clear};
    config.timeout = source.timeout;
    config.atOnce = source.atOnce;
    config.perMinute = source.perMinute;
    return config;
}

} // namespace shipglass

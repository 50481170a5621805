// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/source_parser.h"

#include "config/kind_values.h"
#include "config/web_address.h"
#include "records/nearest.h"

#include <algorithm>

namespace shipglass {

namespace {

std::string noSuchKind(const std::string& near) {
    return "this version has no such kind; " +
           (near.empty() ? "shipglass connectors lists those there are" : "the nearest is \"" + near + "\"");
}

} // namespace

std::vector<ConfiguredSource> SourceParser::list(const YamlPtr& node) {
    std::vector<ConfiguredSource> sources;
    if (!node) return sources;
    if (node->type != YamlType::list) {
        m_mistakes.add(node->place, "a list is expected here: each source begins with \"- name:\"");
        return sources;
    }
    for (const auto& item : node->items) sources.push_back(source(item));
    return sources;
}

ConfiguredSource SourceParser::source(const YamlPtr& node) {
    ConfiguredSource source;
    source.place = node->place;
    MapReader map(node, m_mistakes);
    if (node->type != YamlType::map) return source;
    name(map, source);
    const KindInfo* known = kind(map, source);
    address(map, source, known);
    credentials(map, source, known);
    schedule(map, source);
    limits(map, source);
    actions(map, source);
    if (!known) return source; // Which keys are its own cannot be said.
    ownKeys(map, source, *known);
    map.finish();
    return source;
}

void SourceParser::name(MapReader& map, ConfiguredSource& source) {
    const auto node = map.child("name");
    if (!node) {
        m_mistakes.add(source.place, "\"name\" is missing");
        return;
    }
    map.text("name", source.name);
    const auto plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '/' && c != '\x7f'; };
    if (source.name.size() > 100 || source.name.starts_with('-') ||
        !std::all_of(source.name.begin(), source.name.end(), plain))
        m_mistakes.add(node->place,
                       "a name has no spaces and no /, does not begin with - and is at most 100 bytes long");
    const auto [first, added] = m_names.emplace(source.name, node->place.line);
    if (!added && !source.name.empty())
        m_mistakes.add(node->place,
                       "this name is taken by the source in line " + std::to_string(first->second));
}

const KindInfo* SourceParser::kind(MapReader& map, ConfiguredSource& source) {
    const auto node = map.child("kind");
    if (!node) {
        m_mistakes.add(source.place, "\"kind\" is missing");
        return nullptr;
    }
    if (!map.text("kind", source.kind)) return nullptr;
    const auto found = std::find_if(m_kinds.begin(), m_kinds.end(),
                                    [&](const KindInfo& info) { return info.id == source.kind; });
    std::vector<std::string> ids;
    for (const KindInfo& info : m_kinds) ids.push_back(info.id);
    if (found == m_kinds.end())
        m_mistakes.add(node->place, noSuchKind(nearWord(source.kind, ids)));
    else if (found->runsPrograms && !m_trust.trusted())
        m_mistakes.add(node->place, "programs are not run from here: " + trustAdvice(m_trust));
    return found == m_kinds.end() ? nullptr : &*found;
}

void SourceParser::address(MapReader& map, ConfiguredSource& source, const KindInfo* kind) {
    const auto node = map.child("url");
    if (node && map.text("url", source.url)) {
        if (const auto wrong = wrongAddress(source.url)) m_mistakes.add(node->place, *wrong);
        if (kind && kind->url == UrlNeed::none)
            m_mistakes.add(node->place, "sources of this kind have no url");
    }
    if (!node && kind && kind->url == UrlNeed::required) m_mistakes.add(source.place, "\"url\" is missing");
    source.proxy = m_credentials.proxy(map.child("proxy"));
    source.tls = m_credentials.tls(map.child("tls"));
}

void SourceParser::credentials(MapReader& map, ConfiguredSource& source, const KindInfo* kind) {
    const auto auth = map.child("auth");
    source.auth = m_credentials.auth(auth, kind);
    if (!auth && kind) m_credentials.requireAuth(source, *kind);
    source.actionAuth = m_credentials.auth(map.child("actionAuth"), kind);
    source.headers = m_credentials.headers(map.child("headers"));
    source.env = m_credentials.environment(map.child("env"));
}

void SourceParser::schedule(MapReader& map, ConfiguredSource& source) {
    map.duration("every", source.every, Millis{1'000});
    map.duration("backfill", source.backfill, Millis{0});
    map.duration("timeout", source.timeout, Millis{1'000});
    map.flag("enabled", source.enabled);
}

void SourceParser::limits(MapReader& map, ConfiguredSource& source) {
    const auto node = map.child("limits");
    if (!node) return;
    MapReader limits(node, m_mistakes);
    limits.whole("atOnce", source.atOnce, 1, 100);
    limits.whole("perMinute", source.perMinute, 1, 1'000'000);
    limits.finish();
}

void SourceParser::actions(MapReader& map, ConfiguredSource& source) {
    constexpr std::array<std::string_view, 6> verbs{"rerun",       "cancel",  "approve",
                                                    "acknowledge", "silence", "resolve"};
    const auto node = map.child("actions");
    if (!node) return;
    if (node->type == YamlType::scalar) {
        source.actions.all = node->text == "all";
        if (!source.actions.all && node->text != "none")
            m_mistakes.add(node->place, "none, all or a list is expected here, as [rerun, cancel]");
        return;
    }
    source.actions.verbs = textsOf(node, m_mistakes).value_or(std::vector<std::string>{});
    for (const auto& item : node->items)
        if (std::find(verbs.begin(), verbs.end(), item->text) == verbs.end())
            m_mistakes.add(item->place, "there is no such action; the nearest is \"" +
                                            nearestWord(item->text, verbs) + "\"");
}

void SourceParser::ownKeys(MapReader& map, ConfiguredSource& source, const KindInfo& kind) {
    KindValues values(m_mistakes);
    for (const KindField& field : kind.fields) {
        if (const auto node = map.child(field.key))
            values.add(field, node);
        else if (field.required)
            m_mistakes.add(source.place, "\"" + field.key + "\" is missing: sources of this kind need it");
    }
    source.settings = values.json();
}

} // namespace shipglass

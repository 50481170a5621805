// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/recorder_exchange.h"

#include "net/credential_patterns.h"
#include "net/text.h"
#include "net/url.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace shipglass {

namespace {

using nlohmann::json;

bool isUtf8(const std::string& text) {
    try {
        static_cast<void>(json(text).dump());
        return true;
    } catch (const json::exception&) {
        return false;
    }
}

/// Objects and lists as a connector would see them; anything else stays the text it is.
std::optional<json> documentOf(const std::string& text) {
    const auto start = trimmed(std::string_view(text).substr(0, 64));
    if (!start.starts_with('{') && !start.starts_with('[')) return std::nullopt;
    const auto parsed = Json::parse(text);
    if (!parsed) return std::nullopt;
    return json::parse(parsed->root().dump());
}

void addBody(json& response, RecorderSecrets& secrets, const std::string& body) {
    if (body.empty()) return;
    if (!isUtf8(body)) {
        response["base64"] = base64(secrets(body));
        return;
    }
    auto document = documentOf(body);
    if (document) secrets.mask(*document);
    if (document)
        response["json"] = std::move(*document);
    else
        response["body"] = secrets(body);
}

/// What a request carries, unless it holds a secret: played with a dummy it would not fit any more.
void addContent(json& request, RecorderSecrets& secrets, const std::string& content, const char* asText) {
    if (content.empty() || !isUtf8(content)) return;
    auto document = documentOf(content);
    if (!document) {
        if (!secrets.isIn(content)) request[asText] = content;
        return;
    }
    const json whole = *document;
    secrets.mask(*document);
    if (*document == whole) request["json"] = whole;
}

json failed(RecorderSecrets& secrets, const Error& error) {
    json response{{"fault", word(error.fault)}, {"message", secrets(error.message)}};
    if (error.status != 0) response["status"] = error.status;
    if (error.retryAfter) response["retryAfter"] = formatTime(*error.retryAfter);
    return response;
}

/// A value, or a list of those that share a name.
void addTo(json& object, const std::string& name, const std::string& value) {
    auto& place = object[name];
    if (place.is_null()) {
        place = value;
        return;
    }
    if (!place.is_array()) place = json::array({place});
    place.push_back(value);
}

json grouped(const Pairs& pairs) {
    json object = json::object();
    for (const auto& [name, value] : pairs) addTo(object, name, value);
    return object;
}

bool isConfigured(const SourceConfig& config, const std::string& name) {
    return std::any_of(config.headerNames.begin(), config.headerNames.end(),
                       [&](const auto& other) { return equalsNoCase(other, name); });
}

json requestHeaders(const SourceConfig& config, RecorderSecrets& secrets, const Pairs& headers) {
    json kept = json::object();
    for (const auto& [name, value] : headers) {
        const bool ofCache = equalsNoCase(name, "if-none-match") || equalsNoCase(name, "if-modified-since");
        if (!ofCache && !isCredentialName(name) && !isConfigured(config, name) && !secrets.isIn(value))
            kept[name] = value;
    }
    return kept;
}

void addAddress(json& request, const SourceConfig& config, const std::string& address) {
    const auto url = Url::parse(address), base = Url::parse(config.url);
    if (!url || !base || url->origin() != base->origin()) {
        request["url"] = address;
        return;
    }
    request["path"] = url->path;
    const auto query = parseQuery(url->query);
    if (!query.empty()) request["query"] = grouped(query);
}

json answered(RecorderSecrets& secrets, const WireAnswer& answer) {
    json response{{"status", answer.status}};
    // The body is written as it is unpacked, in whatever length that makes.
    Pairs headers = secrets.headers(answer.headers);
    std::erase_if(headers, [](const auto& header) {
        return header.first == "content-length" || header.first == "content-encoding" ||
               header.first == "transfer-encoding" || header.first == "connection";
    });
    if (!headers.empty()) response["headers"] = grouped(headers);
    addBody(response, secrets, answer.body);
    return response;
}

json exchange(const char* type, json request, json response) {
    return {{"type", type}, {"request", std::move(request)}, {"response", std::move(response)}};
}

void maskTexts(json& value, RecorderSecrets& secrets) {
    if (value.is_string()) value = secrets(value.get_ref<const std::string&>());
    if (value.is_structured())
        for (auto& member : value) maskTexts(member, secrets);
}

/// What a query calls `key` or `sig` is a credential too.
void maskQuery(json& query) {
    if (!query.is_object()) return;
    for (auto& [name, value] : query.items())
        if (isCredentialQuery(name)) value = "***";
}

/// The kind's own keys, without what their names say is secret.
json ownSettings(const SourceConfig& config, RecorderSecrets& secrets) {
    json settings = json::parse(config.settings.root().dump(), nullptr, false);
    if (!settings.is_object()) return json::object();
    secrets.mask(settings);
    if (const auto query = settings.find("query"); query != settings.end()) maskQuery(*query);
    return settings;
}

void addDummies(json& settings, const char* section, const std::vector<std::string>& keys) {
    for (const auto& key : keys) settings[section][key] = "dummy";
}

} // namespace

json httpExchange(const SourceConfig& config, RecorderSecrets& secrets, const WireRequest& request,
                  const Result<WireAnswer>& answer) {
    secrets.refresh();
    secrets.learn(request);
    if (answer) secrets.learn(*answer);
    json response = answer ? answered(secrets, *answer) : failed(secrets, answer.error());
    json asked{{"method", word(request.method)}};
    addAddress(asked, config, secrets(request.url));
    const auto headers = requestHeaders(config, secrets, request.headers);
    if (!headers.empty()) asked["headers"] = headers;
    addContent(asked, secrets, request.body, "body");
    return exchange("http", std::move(asked), std::move(response));
}

json processExchange(RecorderSecrets& secrets, const WireCommand& command,
                     const Result<CommandResult>& result) {
    secrets.refresh();
    json asked{{"argv", json::array()}};
    for (const auto& argument : command.argv) asked["argv"].push_back(secrets(argument));
    addContent(asked, secrets, command.input, "input");
    if (!result) return exchange("process", std::move(asked), failed(secrets, result.error()));
    json response{{"exit", result->exitCode}};
    addBody(response, secrets, result->output);
    if (!result->errors.empty()) response["errors"] = secrets(result->errors);
    return exchange("process", std::move(asked), std::move(response));
}

json filesExchange(RecorderSecrets& secrets, const std::string& glob,
                   const Result<std::vector<FileInfo>>& files) {
    secrets.refresh();
    json asked{{"glob", secrets(glob)}};
    if (!files) return exchange("file", std::move(asked), failed(secrets, files.error()));
    json response{{"files", json::array()}};
    for (const auto& file : *files)
        response["files"].push_back({{"path", secrets(file.path)},
                                     {"size", file.size},
                                     {"modified", formatTime(fromEpochMs(file.modifiedMs))}});
    return exchange("file", std::move(asked), std::move(response));
}

json readExchange(RecorderSecrets& secrets, const std::string& path, const Result<std::string>& text) {
    secrets.refresh();
    json response = json::object();
    if (text)
        addBody(response, secrets, *text);
    else
        response = failed(secrets, text.error());
    return exchange("file", {{"path", secrets(path)}}, std::move(response));
}

json recordedSettings(const SourceConfig& config, RecorderSecrets& secrets, const Host& host, Time now) {
    secrets.refresh();
    json settings = ownSettings(config, secrets);
    settings["kind"] = config.connector->id;
    settings["name"] = config.name;
    if (!config.url.empty()) settings["url"] = config.url;
    settings["since"] = formatTime(host.since());
    settings["cursors"] = host.allCursors();
    maskTexts(settings, secrets);
    settings["now"] = formatTime(now);
    addDummies(settings, "auth", config.authKeys);
    addDummies(settings, "actionAuth", config.actionAuthKeys);
    addDummies(settings, "headers", config.headerNames);
    addDummies(settings, "env", config.envNames);
    return settings;
}

} // namespace shipglass

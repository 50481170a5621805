// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/replay_match.h"

#include "net/text.h"
#include "net/url.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace shipglass {

namespace {

Pairs sorted(Pairs pairs) {
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

/// `query` as an object (a list where a name comes twice), or behind the `?` of the path; nothing when left
/// out.
std::optional<Pairs> expectedQuery(Node expected) {
    const std::string path = expected["path"].text();
    const auto question = path.find('?');
    if (question != std::string::npos) return parseQuery(std::string_view(path).substr(question + 1));
    if (!expected["query"].isObject()) return std::nullopt;
    Pairs pairs;
    for (const auto& [name, value] : expected["query"].members()) {
        const auto values = value.isArray() ? value.texts() : std::vector<std::string>{value.text()};
        for (const auto& one : values) pairs.emplace_back(name, one);
    }
    return pairs;
}

bool fitsAddress(Node expected, const std::string& address) {
    if (expected["url"].isString()) return expected["url"].text() == address;
    const auto url = Url::parse(address);
    const std::string path = expected["path"].text();
    if (!url || url->path != path.substr(0, path.find('?'))) return false;
    const auto query = expectedQuery(expected);
    return !query || sorted(*query) == sorted(parseQuery(url->query));
}

bool hasHeader(const Pairs& headers, const std::string& name, const std::string& value) {
    return std::any_of(headers.begin(), headers.end(), [&](const auto& header) {
        return equalsNoCase(header.first, name) && header.second == value;
    });
}

bool sameJson(Node expected, const std::string& body) {
    const auto sent = nlohmann::json::parse(body, nullptr, false);
    return !sent.is_discarded() && sent == nlohmann::json::parse(expected.dump(), nullptr, false);
}

} // namespace

bool fitsRequest(Node expected, const WireRequest& request) {
    const std::string method = expected["method"].exists() ? expected["method"].text() : "GET";
    if (method != word(request.method) || !fitsAddress(expected, request.url)) return false;
    for (const auto& [name, value] : expected["headers"].members())
        if (!hasHeader(request.headers, name, value.text())) return false;
    if (expected["body"].isString() && expected["body"].text() != request.body) return false;
    return !expected["json"].exists() || sameJson(expected["json"], request.body);
}

bool fitsCommand(Node expected, const WireCommand& command) {
    if (expected["argv"].texts() != command.argv) return false;
    if (expected["json"].exists() && !sameJson(expected["json"], command.input)) return false;
    return !expected["input"].isString() || expected["input"].text() == command.input;
}

std::string describeExchange(Node exchange) {
    const auto request = exchange["request"];
    if (exchange["type"].text() == "file")
        return "the file " + request["path"].text() + request["glob"].text();
    std::string text;
    for (const auto& argument : request["argv"].texts()) text += (text.empty() ? "" : " ") + argument;
    if (exchange["type"].text() == "process") return text;
    const std::string method = request["method"].exists() ? request["method"].text() : "GET";
    const std::string query = request["query"].isObject() ? " with query " + request["query"].dump() : "";
    return method + " " + request["path"].text() + request["url"].text() + query;
}

std::string fromBase64(std::string_view text) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned buffer = 0;
    int bits = 0;
    for (const char letter : text) {
        const auto value = letters.find(letter);
        if (value == std::string_view::npos) continue;
        buffer = (buffer << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(buffer >> static_cast<unsigned>(bits) & 0xFFU);
    }
    return bytes;
}

} // namespace shipglass

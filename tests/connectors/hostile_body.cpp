// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_body.h"

#include "records/error.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace shipglass {

namespace {

using nlohmann::json;

constexpr std::string_view hugeNumber = "123456789012345678901234567890";

std::string fileText(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Failure(Fault::config, path + " is missing");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A JSON document in a text, or one a line as a list; nothing structured for other texts.
json parsedText(const std::string& text, bool& lines) {
    auto document = json::parse(text, nullptr, false);
    lines = document.is_discarded() && text.starts_with('{');
    if (!lines) return document;
    document = json::array();
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) document.push_back(json::parse(line, nullptr, false));
    const bool whole =
        std::all_of(document.begin(), document.end(), [](const json& one) { return one.is_object(); });
    return whole ? document : json();
}

} // namespace

void putBodyInPlace(json& response, const std::string& folder) {
    if (response.contains("bodyFile"))
        response["body"] = fileText(folder + "/" + std::string(response["bodyFile"]));
    response.erase("bodyFile");
    if (!response.contains("body") || !response["body"].is_string()) return;
    bool lines = false;
    auto parsed = parsedText(response["body"], lines);
    if (!parsed.is_structured()) return;
    response["json"] = std::move(parsed);
    response["lines"] = lines;
    response.erase("body");
}

std::string replaced(std::string text, const std::string& from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

std::string textOf(const json& response) {
    if (!response.contains("json")) return response.value("body", std::string());
    const json& document = response["json"];
    const bool lines = response.value("lines", false) && document.is_array();
    // Without throwing: the text may be broken on purpose.
    const auto print = [](const json& value) {
        return value.dump(-1, ' ', false, json::error_handler_t::ignore);
    };
    std::string text = lines ? "" : print(document);
    if (lines)
        for (const json& line : document) text += print(line) + "\n";
    return replaced(text, '"' + std::string(hugeMark) + '"', hugeNumber);
}

void setBody(json& response, std::string body) {
    response.erase("json");
    response.erase("base64");
    response["body"] = std::move(body);
}

} // namespace shipglass

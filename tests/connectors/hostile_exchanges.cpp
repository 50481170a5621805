// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_exchanges.h"

#include "case_run.h"
#include "hostile_body.h"

#include <array>

namespace shipglass {

namespace {

using nlohmann::json;
using namespace std::string_literals;

constexpr std::array harmWords{"null",
                               "another type",
                               "a number over 64 bits",
                               "a negative number",
                               "a time before 1970",
                               "the year 9999",
                               "a megabyte",
                               "control characters",
                               "broken UTF-8",
                               "removed",
                               "doubled",
                               "emptied",
                               "cut to 10 bytes",
                               "cut in half",
                               "cut before its end",
                               "broken bytes",
                               "10 000 deep",
                               "a web page",
                               "401",
                               "403",
                               "404",
                               "429",
                               "500",
                               "500 with a secret",
                               "a list without end"};

constexpr std::size_t endlessPages = 1100;     // more than any list is read
constexpr std::size_t largestEndless = 16'000; // bytes of an answer that is worth so many copies

json otherType(const json& value) {
    if (value.is_string()) return 7;
    if (value.is_number()) return "seven";
    if (value.is_boolean()) return "maybe";
    if (value.is_object()) return json::array({1, "two"});
    return json::object({{"one", 1}});
}

json twice(const json& value) {
    json list = value.is_array() ? value : json::array({value});
    const json once = list;
    list.insert(list.end(), once.begin(), once.end());
    return list;
}

json harmed(const json& value, Harm harm) {
    switch (harm) {
    case Harm::otherType:
        return otherType(value);
    case Harm::hugeNumber:
        return std::string(hugeMark);
    case Harm::negative:
        return -1;
    case Harm::before1970:
        return "1889-04-05T06:07:08Z";
    case Harm::year9999:
        return value.is_number() ? json(253402300799000) : json("9999-12-31T23:59:59Z");
    case Harm::megabyte:
        return std::string(1U << 20U, 'm');
    case Harm::controls:
        return "\x1b[31m\0\x07 \xE2\x80\xAE live \xE2\x81\xA6\r\n\t<b>&amp;</b>"s;
    case Harm::brokenText:
        return "@@broken@@";
    case Harm::doubled:
        return twice(value);
    default:
        return nullptr;
    }
}

void harmValue(json& response, const Mutation& mutation) {
    const json::json_pointer pointer(mutation.pointer);
    json& document = response["json"];
    if (mutation.harm != Harm::removed || pointer.empty()) {
        document[pointer] = harmed(document[pointer], mutation.harm);
    } else {
        json& parent = document[pointer.parent_pointer()];
        if (parent.is_array())
            parent.erase(std::stoul(pointer.back()));
        else
            parent.erase(pointer.back());
    }
    setBody(response, replaced(textOf(response), "@@broken@@", "\xFF\xC3(\xED\xA0\x80\xF0\x9F"));
}

void answerWith(json& response, int status, std::string body) {
    response["status"] = status;
    setBody(response, std::move(body));
}

/// Every answer of the list names a next page, in each of the ways that are in use.
json endlessAnswer(json exchange, std::size_t page) {
    static constexpr std::array names{"next",   "next_page",  "next_page_token", "nextPageToken", "endCursor",
                                      "cursor", "nextCursor", "next_cursor",     "offset",        "continue"};
    const std::string number = std::to_string(page);
    json& response = exchange["response"];
    const auto address =
        exchange["request"].value("path", exchange["request"].value("url", std::string("/")));
    const auto plain = address.substr(0, address.find('?'));
    exchange["request"]["path"] = plain;
    exchange["request"].erase("query");
    exchange["request"].erase("json");
    exchange["request"].erase("body");
    exchange["optional"] = true;
    response["headers"]["Link"] = "<" + plain + "?page=" + number + ">; rel=\"next\"";
    response["headers"]["X-Next-Page"] = number;
    std::vector<json*> open{&response["json"]};
    while (!open.empty()) {
        json& value = *open.back();
        open.pop_back();
        if (value.is_object())
            for (const char* name : names)
                if (value.contains(name) && value[name].is_primitive())
                    value[name] = plain + "?page=" + number;
        if (value.is_object() && value.contains("hasNextPage")) value["hasNextPage"] = true;
        if (value.is_object() && value.contains("more")) value["more"] = true;
        for (auto& member : value)
            if (member.is_structured()) open.push_back(&member);
    }
    return exchange;
}

void makeEndless(json& exchanges, std::size_t index) {
    const json exchange = exchanges[index];
    exchanges.erase(index);
    for (std::size_t page = 2; page < endlessPages; ++page)
        exchanges.push_back(endlessAnswer(exchange, page));
}

void harmAnswer(json& response, Harm harm, const std::string& secret) {
    const std::string whole = textOf(response);
    switch (harm) {
    case Harm::cutShort:
        return setBody(response, whole.substr(0, 10));
    case Harm::cutInHalf:
        return setBody(response, whole.substr(0, whole.size() / 2));
    case Harm::cutAtEnd:
        return setBody(response, whole.substr(0, whole.empty() ? 0 : whole.size() - 1));
    case Harm::brokenBytes:
        return setBody(response, replaced(whole, "e", "\xE9\xFF"));
    case Harm::deepNesting:
        return setBody(response, std::string(10'000, '[') + std::string(10'000, ']'));
    case Harm::webPage:
        return answerWith(response, 200, "<!DOCTYPE html><html><head><title>Sign in</title></head></html>");
    case Harm::unauthorized:
        return answerWith(response, 401, R"({"message":"Bad credentials"})");
    case Harm::forbidden:
        return answerWith(response, 403, R"({"message":"Not for you"})");
    case Harm::notFound:
        return answerWith(response, 404, R"({"message":"Not found"})");
    case Harm::rateLimited:
        response["headers"]["Retry-After"] = "60";
        return answerWith(response, 429, R"({"message":"Slow down"})");
    case Harm::serverError:
        return answerWith(response, 500, "oops");
    case Harm::echo:
        response["exit"] = 1;
        response["errors"] = "cannot log in with " + secret + "\n";
        return answerWith(response, 500, R"({"message":"the token )" + secret + R"( is wrong"})");
    default:
        return setBody(response, "");
    }
}

void collect(const json& value, const std::string& pointer, std::vector<std::string>& pointers) {
    pointers.push_back(pointer);
    if (!value.is_structured()) return;
    for (const auto& [key, member] : value.items())
        collect(member, pointer + "/" + replaced(replaced(key, "~", "~0"), "/", "~1"), pointers);
}

bool hasBody(const json& exchange) {
    const auto response = exchange.find("response");
    return response != exchange.end() && response->is_object() && !response->contains("files") &&
           !response->contains("base64");
}

} // namespace

std::string Mutation::describe() const {
    return "exchange " + std::to_string(exchange) + (pointer.empty() ? "" : ", " + pointer) + ": " +
           harmWords.at(static_cast<std::size_t>(harm));
}

bool Mutation::hitsStatusWord() const {
    const auto name = pointer.substr(pointer.rfind('/') + 1);
    for (const char* word :
         {"status", "state", "conclusion", "result", "results", "health", "color", "outcome"})
        if (name == word) return harm != Harm::doubled;
    return false;
}

json hostileExchanges(const std::string& folder) {
    json exchanges = readCaseFile(folder + "/exchange.json");
    for (json& exchange : exchanges) {
        exchange["request"].erase("headers");
        if (hasBody(exchange)) putBodyInPlace(exchange["response"], folder);
    }
    return exchanges;
}

std::vector<Mutation> valueMutations(const json& exchanges) {
    std::vector<Mutation> mutations;
    for (std::size_t index = 0; index < exchanges.size(); ++index) {
        if (!hasBody(exchanges[index]) || !exchanges[index]["response"].contains("json")) continue;
        std::vector<std::string> pointers;
        collect(exchanges[index]["response"]["json"], "", pointers);
        for (const auto& pointer : pointers)
            for (auto harm = Harm::null; harm <= Harm::doubled; harm = Harm(static_cast<int>(harm) + 1))
                mutations.push_back({index, pointer, harm});
    }
    return mutations;
}

std::vector<Mutation> answerMutations(const json& exchanges) {
    std::vector<Mutation> mutations;
    for (std::size_t index = 0; index < exchanges.size(); ++index) {
        if (!hasBody(exchanges[index])) continue;
        const bool pages = exchanges[index]["type"] == "http" &&
                           exchanges[index]["response"].contains("json") &&
                           textOf(exchanges[index]["response"]).size() < largestEndless;
        for (auto harm = Harm::emptied; harm <= Harm::endless; harm = Harm(static_cast<int>(harm) + 1))
            if (harm != Harm::endless || pages) mutations.push_back({index, "", harm});
    }
    return mutations;
}

json mutated(json exchanges, const Mutation& mutation, const std::string& secret) {
    for (std::size_t index = 0; index < exchanges.size(); ++index)
        if (json& response = exchanges[index]["response"];
            response.contains("lines") && index != mutation.exchange)
            setBody(response, textOf(response));
    if (mutation.harm == Harm::endless) {
        makeEndless(exchanges, mutation.exchange);
        return exchanges;
    }
    json& exchange = exchanges[mutation.exchange];
    exchange["repeat"] = true;
    if (mutation.harm < Harm::emptied)
        harmValue(exchange["response"], mutation);
    else
        harmAnswer(exchange["response"], mutation.harm, secret);
    return exchanges;
}

} // namespace shipglass

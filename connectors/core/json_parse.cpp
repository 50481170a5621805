// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/utf8.h"
#include "net/node.h"
#include "net/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace shipglass {

namespace {

using nlohmann::json;

constexpr std::size_t deepest = 100;
constexpr std::size_t mostValues = 1'000'000;

/// Builds the document while it counts: a hostile one is given up before it is large in memory.
class Builder final : public json::json_sax_t {
public:
    json take() { return std::move(m_root); }
    const std::optional<Error>& error() const { return m_error; }

    bool null() override { return add(json()); }
    bool boolean(bool value) override { return add(json(value)); }
    bool number_integer(json::number_integer_t value) override { return add(json(value)); }
    bool number_unsigned(json::number_unsigned_t value) override { return add(json(value)); }
    bool number_float(json::number_float_t value, const std::string& digits) override {
        const bool whole = digits.find_first_of(".eE") == std::string::npos;
        return add(whole ? json(digits) : json(value));
    }
    bool string(std::string& value) override { return add(json(std::move(value))); }
    bool binary(json::binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        m_member = &(*m_open.back())[std::move(name)];
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return stop(Fault::malformed,
                    "the answer is not JSON: it breaks at byte " + std::to_string(position));
    }

private:
    bool stop(Fault fault, std::string message) {
        m_error = Error{fault, std::move(message), 0, {}};
        return false;
    }
    json* place(json value) {
        if (m_open.empty()) return &(m_root = std::move(value));
        if (m_open.back()->is_object()) return &(*m_member = std::move(value));
        m_open.back()->push_back(std::move(value));
        return &m_open.back()->back();
    }
    bool add(json value) {
        if (++m_values > mostValues)
            return stop(Fault::tooLarge, "the answer holds more than 1 000 000 values");
        place(std::move(value));
        return true;
    }
    bool open(json value) {
        if (m_open.size() >= deepest)
            return stop(Fault::tooLarge, "the answer is nested deeper than 100 levels");
        if (++m_values > mostValues)
            return stop(Fault::tooLarge, "the answer holds more than 1 000 000 values");
        m_open.push_back(place(std::move(value)));
        return true;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }

    json m_root;
    std::vector<json*> m_open; ///< Only the last container grows, so these stay where they are.
    json* m_member = nullptr;
    std::size_t m_values = 0;
    std::optional<Error> m_error;
};

std::string_view withoutGuards(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.starts_with(")]}'")) text.remove_prefix(4);
    return text;
}

/// The code unit of an escape like `\ud83d` at `at`, or nothing.
std::optional<unsigned> escapedUnit(std::string_view text, std::size_t at) {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
    unsigned unit = 0;
    const char* end = text.data() + at + 6;
    const auto parsed = std::from_chars(text.data() + at + 2, end, unit, 16);
    return parsed.ptr == end ? std::optional(unit) : std::nullopt;
}

/// The text with escaped halves of surrogate pairs, which stand for no character, replaced.
std::string withoutLoneSurrogates(std::string_view text) {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const auto unit = text[at] == '\\' ? escapedUnit(text, at) : std::nullopt;
        const auto next = unit ? escapedUnit(text, at + 6) : std::nullopt;
        const bool high = unit && *unit >= 0xD800 && *unit < 0xDC00,
                   low = unit && *unit >= 0xDC00 && *unit < 0xE000;
        const bool pair = high && next && *next >= 0xDC00 && *next < 0xE000;
        const std::size_t length = pair ? 12 : unit ? 6 : text[at] == '\\' ? 2 : 1;
        if ((high && !pair) || low)
            clean += "\\ufffd";
        else
            clean += text.substr(at, length);
        at += length;
    }
    return clean;
}

/// Where a string that begins at `at` ends.
std::size_t behindString(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return std::min(at + 1, text.size());
}

bool isOverRange(std::string_view number) {
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    // What is too close to zero is out of range as well, and read as zero.
    return read.ec == std::errc::result_out_of_range && number.find("e-") == std::string_view::npos &&
           number.find("E-") == std::string_view::npos;
}

/// The text with null, which is unknown, for numbers that no double holds, as 1e400: they are JSON.
std::string withoutHugeNumbers(std::string_view text) {
    constexpr std::string_view letters = "0123456789+-.eE";
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const bool number = text[at] == '-' || (text[at] >= '0' && text[at] <= '9');
        const auto end = text[at] == '"' ? behindString(text, at)
                         : number        ? std::min(text.find_first_not_of(letters, at), text.size())
                                         : at + 1;
        const auto token = text.substr(at, end - at);
        clean += number && isOverRange(token) ? "null" : token;
        at = end;
    }
    return clean;
}

Result<Json> parseClean(std::string_view text) {
    Builder builder;
    if (json::sax_parse(text.begin(), text.end(), &builder)) return Json(builder.take());
    return builder.error().value_or(Error{Fault::malformed, "the answer is not JSON", 0, {}});
}

} // namespace

Result<Json> Json::parse(std::string_view text) {
    text = withoutGuards(text);
    if (trimmed(text).empty()) return Error{Fault::malformed, "the answer is empty", 0, {}};
    const std::string clean = isUtf8(text) ? std::string() : repairUtf8(text);
    const std::string_view readable = clean.empty() ? text : std::string_view(clean);
    auto parsed = parseClean(readable);
    if (parsed.ok() || parsed.error().fault != Fault::malformed) return parsed;
    const std::string repaired = withoutHugeNumbers(withoutLoneSurrogates(readable));
    return repaired == readable ? std::move(parsed) : parseClean(repaired);
}

} // namespace shipglass

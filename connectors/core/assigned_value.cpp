// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/assigned_value.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::size_t none = std::string_view::npos;

/// The first letter from `at` on that is none of these, or the end.
std::size_t behind(std::string_view text, std::size_t at, std::string_view letters) {
    return std::min(text.find_first_not_of(letters, at), text.size());
}

std::size_t upTo(std::string_view text, std::size_t at, std::string_view letters) {
    return std::min(text.find_first_of(letters, at), text.size());
}

bool isQuote(std::string_view text, std::size_t at) {
    return at < text.size() && (text[at] == '"' || text[at] == '\'');
}

/// The quote at `at` with the backslashes before it; "" for none.
std::string_view quoteAt(std::string_view text, std::size_t at) {
    const auto quote = behind(text, at, "\\");
    return isQuote(text, quote) ? text.substr(at, quote + 1 - at) : std::string_view();
}

/// The end of a text that begins at `at`, behind such a quote: the next one with no more backslashes than it
/// has.
std::size_t quotedEnd(std::string_view text, std::size_t at, std::string_view quote) {
    for (std::size_t slashes = 0; at < text.size(); ++at) {
        if (text[at] == quote.back() && slashes < quote.size()) return at - slashes;
        slashes = text[at] == '\\' ? slashes + 1 : 0;
        if (quote.size() == 1 && slashes == 2) slashes = 0; // a backslash that is written out
    }
    return text.size();
}

/// Behind the bracket that closes the one at `at`, or nothing.
std::size_t nestedEnd(std::string_view text, std::size_t at) {
    int depth = 0;
    for (; at < text.size(); ++at) {
        const char letter = text[at];
        if (isQuote(text, at)) at = quotedEnd(text, at + 1, text.substr(at, 1));
        if (letter == '{' || letter == '[') ++depth;
        if ((letter == '}' || letter == ']') && --depth == 0) return at + 1;
    }
    return none;
}

/// What is cut off hides all there is. Outside of JSON a bracket may be a mere letter, and no more than its
/// line is looked at.
std::size_t bracketEnd(std::string_view text, std::size_t at, std::string_view nameQuote) {
    if (nameQuote.size() > 1) return quotedEnd(text, at, nameQuote.substr(nameQuote.size() - 1));
    const auto part = nameQuote.empty() ? text.substr(0, upTo(text, at, "\r\n")) : text;
    return std::min(nestedEnd(part, at), part.size());
}

} // namespace

AssignedValue assignedValue(std::string_view text, std::size_t nameEnd, bool toLineEnd) {
    AssignedValue value;
    const auto nameQuote = quoteAt(text, nameEnd);
    const std::string_view blanks = nameQuote.empty() ? " " : " \t\r\n";
    const auto sign = behind(text, nameEnd + nameQuote.size(), blanks);
    if (sign >= text.size() || (text[sign] != '=' && text[sign] != ':')) return value;
    const auto at = behind(text, sign + 1, blanks);
    const auto quote = quoteAt(text, at);
    if (at + quote.size() >= text.size()) return value;
    value.begin = at + quote.size();
    if (!quote.empty()) {
        value.end = quotedEnd(text, value.begin, quote);
        return value;
    }
    value.quote = nameQuote;
    if (toLineEnd && nameQuote.empty())
        value.end = upTo(text, at, "\r\n\"");
    else if (text[at] == '{' || text[at] == '[')
        value.end = bracketEnd(text, at, nameQuote);
    else
        value.end = upTo(text, at, nameQuote.size() > 1 ? "\\& \t\r\n,;\"'<>)}]" : "& \t\r\n,;\"'<>)}]");
    return value;
}

} // namespace shipglass

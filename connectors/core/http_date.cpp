// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http_date.h"

#include "net/text.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace shipglass {

namespace {

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole =
        !digits.empty() && parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
    return whole ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> month(std::string_view name) {
    static constexpr std::string_view names = "janfebmaraprmayjunjulaugsepoctnovdec";
    const auto at = name.size() == 3 ? names.find(lowered(name)) : std::string_view::npos;
    return at != std::string_view::npos && at % 3 == 0 ? std::optional(static_cast<unsigned>(at / 3 + 1))
                                                       : std::nullopt;
}

std::optional<Millis> timeOfDay(std::string_view text) {
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
    const auto hours = number(text.substr(0, 2)), minutes = number(text.substr(3, 2)),
               seconds = number(text.substr(6, 2));
    if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60) return std::nullopt;
    return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds);
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" ,-", at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

int fourDigits(int year) { return year >= 100 ? year : year + (year < 70 ? 2000 : 1900); }

} // namespace

std::optional<Time> parseHttpDate(std::string_view text) {
    auto parts = words(trimmed(text));
    if (parts.size() < 5) return std::nullopt;
    // The form of C's asctime() has the month first and the year last.
    if (month(parts[1])) parts = {parts[0], parts[2], parts[1], parts[4], parts[3]};
    const auto day = number(parts[1]), year = number(parts[3]);
    const auto monthOfYear = month(parts[2]);
    const auto time = timeOfDay(parts[4]);
    if (!day || !year || !monthOfYear || !time || *day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(fourDigits(*year)),
                                           std::chrono::month(*monthOfYear),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return Time(std::chrono::sys_days(date)) + *time;
}

} // namespace shipglass

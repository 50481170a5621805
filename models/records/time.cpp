// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace shipglass {

namespace {

using namespace std::chrono;

/// Reads a text from left to right; every step tells whether it found what it wanted.
class Cursor {
public:
    explicit Cursor(std::string_view text) : m_rest(text) {}

    bool digits(std::size_t count, int& value) {
        if (m_rest.size() < count || !std::all_of(m_rest.begin(), m_rest.begin() + count, isDigit))
            return false;
        std::from_chars(m_rest.data(), m_rest.data() + count, value);
        m_rest.remove_prefix(count);
        return true;
    }
    bool any(std::string_view letters) {
        if (m_rest.empty() || letters.find(m_rest.front()) == std::string_view::npos) return false;
        m_last = m_rest.front();
        m_rest.remove_prefix(1);
        return true;
    }
    bool number(std::int64_t& value) {
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
        if (error != std::errc{} || value < 0) return false;
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        return true;
    }
    std::string_view letters() {
        const auto end =
            std::find_if_not(m_rest.begin(), m_rest.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        const auto found = m_rest.substr(0, static_cast<std::size_t>(end - m_rest.begin()));
        m_rest.remove_prefix(found.size());
        return found;
    }
    bool fraction(int& millis) {
        int digit = 0, place = 100;
        if (!digits(1, digit)) return false;
        do {
            millis += digit * place;
            place /= 10;
        } while (digits(1, digit));
        return true;
    }
    char last() const { return m_last; }
    bool done() const { return m_rest.empty(); }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    std::string_view m_rest;
    char m_last = 0;
};

bool readOffset(Cursor& cursor, minutes& offset) {
    if (cursor.done() || cursor.any("Zz")) return true;
    if (!cursor.any("+-")) return false;
    const int sign = cursor.last() == '-' ? -1 : 1;
    int hour = 0, minute = 0;
    if (!cursor.digits(2, hour)) return false;
    cursor.any(":");
    if (!cursor.done() && !cursor.digits(2, minute)) return false;
    offset = sign * minutes{hour * 60 + minute};
    return hour < 24 && minute < 60;
}

bool readClock(Cursor& cursor, Millis& clock) {
    int hour = 0, minute = 0, second = 0, millis = 0;
    if (!cursor.digits(2, hour) || !cursor.any(":") || !cursor.digits(2, minute)) return false;
    if (cursor.any(":") && !cursor.digits(2, second)) return false;
    if (cursor.any(".,") && !cursor.fraction(millis)) return false;
    clock = hours{hour} + minutes{minute} + seconds{second} + Millis{millis};
    return hour < 24 && minute < 60 && second < 61;
}

/// Go's zero time and the Unix epoch are how systems write "not set".
bool isZero(Time time) { return time == Time{} || time <= Time{sys_days{year{1} / January / 1}}; }

struct Unit {
    std::string_view name;
    std::int64_t ms;
};
constexpr std::array units{Unit{"w", 604'800'000}, Unit{"d", 86'400'000}, Unit{"h", 3'600'000},
                           Unit{"m", 60'000},      Unit{"s", 1'000},      Unit{"ms", 1}};

} // namespace

std::optional<Time> parseTime(std::string_view text) {
    Cursor cursor(text);
    int y = 0, m = 0, d = 0;
    if (!cursor.digits(4, y) || !cursor.any("-") || !cursor.digits(2, m) || !cursor.any("-") ||
        !cursor.digits(2, d))
        return std::nullopt;
    const auto date = year{y} / month{static_cast<unsigned>(m)} / day{static_cast<unsigned>(d)};
    Millis clock{0};
    minutes offset{0};
    if (!date.ok()) return std::nullopt;
    if (!cursor.done() && (!cursor.any("Tt ") || !readClock(cursor, clock))) return std::nullopt;
    if (!cursor.done()) cursor.any(" ");
    if (!readOffset(cursor, offset) || !cursor.done()) return std::nullopt;
    const Time time = Time{sys_days{date}} + clock - offset;
    return isZero(time) ? std::nullopt : std::optional(time);
}

std::string formatTime(Time time) {
    static const Time first{sys_days{year{0} / January / 1}};
    static const Time last = Time{sys_days{year{10000} / January / 1}} - Millis{1};
    time = std::clamp(time, first, last);
    const auto date = floor<days>(time);
    const year_month_day ymd{date};
    const hh_mm_ss clock{time - date};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                  static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return text.data();
}

std::optional<Millis> parseDuration(std::string_view text) {
    constexpr std::int64_t longest = 1'000LL * 365 * 86'400'000;
    Cursor cursor(text);
    std::int64_t total = 0;
    if (cursor.done()) return std::nullopt;
    while (!cursor.done()) {
        std::int64_t count = 0;
        if (!cursor.number(count)) return std::nullopt;
        const auto name = cursor.letters();
        const auto unit =
            std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == name; });
        if (unit == units.end() || count > (longest - total) / unit->ms) return std::nullopt;
        total += count * unit->ms;
    }
    return Millis{total};
}

std::string formatDuration(Millis span) {
    std::string text;
    std::int64_t rest = span.count();
    for (const Unit& unit : units) {
        if (unit.name == "w" || rest < unit.ms) continue;
        text += std::to_string(rest / unit.ms).append(unit.name);
        rest %= unit.ms;
    }
    return text.empty() ? "0s" : text;
}

} // namespace shipglass

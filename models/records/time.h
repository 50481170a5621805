// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shipglass {

/// A span of time in milliseconds.
using Millis = std::chrono::milliseconds;
/// A moment: milliseconds since 1970-01-01T00:00:00Z. Unknown moments are `std::nullopt`, never 0.
using Time = std::chrono::sys_time<Millis>;

inline Time fromEpochMs(std::int64_t ms) { return Time{Millis{ms}}; }
inline Time fromEpochSeconds(std::int64_t seconds) { return Time{std::chrono::seconds{seconds}}; }
inline std::int64_t epochMs(Time time) { return time.time_since_epoch().count(); }

/// Reads RFC 3339 and its relatives: any number of fraction digits (cut to milliseconds), `Z`, `+08:00`,
/// `+0800` or no zone (taken as UTC), `T` or a space. Go's and Unix' zero times, and what is no time, give
/// nothing.
std::optional<Time> parseTime(std::string_view text);

/// RFC 3339 in UTC with milliseconds: `2026-05-04T10:00:00.000Z`. Years outside 0000 to 9999 are clamped.
std::string formatTime(Time time);

/// Reads `90d`, `2h`, `10m`, `30s`, `500ms`, `1w` and sums of them (`1h30m`); nothing for anything else.
std::optional<Millis> parseDuration(std::string_view text);

/// The shortest exact form that parseDuration() reads back: `1h30m`, `0s`.
std::string formatDuration(Millis span);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

namespace shipglass::cli {

Result<Time> readTime(const std::string& text, Time now, const std::function<Time(int, int, int)>& midnight) {
    if (const auto age = parseDuration(text)) return now - *age;
    const auto time = parseTime(text);
    if (!time)
        return Error{Fault::config,
                     text + " is no time; write 2026-05-04, 2026-05-04T10:00:00Z or an age as 90d.",
                     0,
                     {}};
    if (text.size() != 10) return *time;
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(*time)};
    return midnight(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                    static_cast<int>(static_cast<unsigned>(date.day())));
}

} // namespace shipglass::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/moments.h"

namespace shipglass {

std::optional<Time> after(std::optional<Time> start, std::optional<std::int64_t> millis) {
    if (!start || !millis || *start < firstMoment || *start > lastMoment) return std::nullopt;
    const auto longest = (lastMoment - *start).count();
    return *millis >= 0 && *millis <= longest ? std::optional(*start + Millis{*millis}) : std::nullopt;
}

} // namespace shipglass

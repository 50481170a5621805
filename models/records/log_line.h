// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/alert.h"

namespace shipglass {

/// One line of a log; `seq` orders lines of equal times.
struct LogLine : Common {
    std::optional<Time> time;
    std::optional<std::int64_t> seq;
    Severity severity = Severity::unknown;
    std::string stream, message;

    bool operator==(const LogLine&) const = default;
};
template <SameRecord<LogLine> L, class Visit> void eachField(L& line, Visit&& visit) {
    visit("source", line.source);
    visit("id", line.id);
    visit("time", line.time);
    visit("seq", line.seq);
    visit("severity", line.severity);
    visit("stream", line.stream);
    visit("message", line.message);
    visit("service", line.service);
    visit("observedAt", line.observedAt);
    visit("attributes", line.attributes);
}

} // namespace shipglass

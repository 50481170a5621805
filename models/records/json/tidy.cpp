// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/tidy.h"

namespace shipglass {

namespace {

template <class T> bool endsBeforeStart(const T& timed) {
    return timed.startedAt && timed.finishedAt && *timed.finishedAt < *timed.startedAt;
}

template <class Parts> void tidyParts(Parts& parts) {
    if (!parts) return;
    for (auto& part : *parts)
        if (endsBeforeStart(part)) part.finishedAt.reset();
}

} // namespace

void dropImpossibleEnds(Record& record) {
    std::visit(
        [](auto& value) {
            if constexpr (requires { value.finishedAt; }) {
                if (endsBeforeStart(value)) {
                    value.attributes["rawFinishedAt"] = formatTime(*value.finishedAt);
                    value.finishedAt.reset();
                }
            }
            if constexpr (requires { value.stages; }) tidyParts(value.stages);
            if constexpr (requires { value.attempts; }) tidyParts(value.attempts);
        },
        record);
}

} // namespace shipglass

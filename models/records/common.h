// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"
#include "records/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace shipglass {

/// What every record has. `id` is unique per kind and source; an empty string is an unknown one.
struct Common {
    std::string source;
    std::string id;
    std::string service; ///< What the system says; the effective service is worked out on reading.
    Attributes attributes;
    std::optional<Time>
        observedAt; ///< Filled in on output: the last time a poll of the record's scope succeeded.

    bool operator==(const Common&) const = default;
};

/// One step of a record's life. `observed`: the time is that of the poll that saw it, not the system's own.
template <class Status> struct Moment {
    Time at{};
    Status status{};
    bool observed = false;

    bool operator==(const Moment&) const = default;
};
template <class Status> using History = std::vector<Moment<Status>>;

/// A list that may not have been read: absent when unknown, empty when known to be empty.
template <class T> using MaybeList = std::optional<std::vector<T>>;

/// True when `T`, const or not, is the record type `R`; bounds the field lists to their own record.
template <class T, class R>
concept SameRecord = std::is_same_v<std::remove_cv_t<T>, R>;

} // namespace shipglass

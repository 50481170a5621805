// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/record.h"

namespace shipglass {

namespace {

std::optional<Time> began(const Change& change) {
    return change.mergedAt ? change.mergedAt : change.openedAt ? change.openedAt : change.firstCommitAt;
}
std::optional<Time> began(const Alert& alert) { return alert.startedAt; }
std::optional<Time> began(const Resource&) { return std::nullopt; }
std::optional<Time> began(const Metric& metric) {
    return metric.points.empty() ? std::nullopt : std::optional(metric.points.back().at);
}
std::optional<Time> began(const LogLine& line) { return line.time; }
std::optional<Time> began(const TestCase& test) { return test.startedAt; }
template <class R> std::optional<Time> began(const R& record) {
    return record.createdAt ? record.createdAt : record.startedAt;
}

template <std::size_t... Index> Record emptyRecord(Kind kind, std::index_sequence<Index...>) {
    static const std::array<Record, sizeof...(Index)> records{Record(std::in_place_index<Index>)...};
    return records.at(static_cast<std::size_t>(kind));
}

} // namespace

Record emptyRecord(Kind kind) {
    return emptyRecord(kind, std::make_index_sequence<std::variant_size_v<Record>>{});
}

std::optional<Time> beganAt(const Record& record) {
    const auto own = std::visit([](const auto& value) { return began(value); }, record);
    return own ? own : common(record).observedAt;
}

} // namespace shipglass

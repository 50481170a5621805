// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/common.h"
#include "records/words.h"

#include <array>

namespace shipglass {

enum class TestStatus { passed, failed, error, skipped };
template <> struct Words<TestStatus> {
    static constexpr std::array<std::string_view, 4> list{"passed", "failed", "error", "skipped"};
};

/// One test case of a run; `id` is the run and `suite|class|name`.
struct TestCase : Common {
    std::string runId, suite, className, name;
    TestStatus status = TestStatus::passed;
    std::optional<Time> startedAt;
    std::optional<std::int64_t> durationMs;
    std::string message, type, trace;
    std::optional<bool> flaky;

    bool operator==(const TestCase&) const = default;
};
template <SameRecord<TestCase> T, class Visit> void eachField(T& test, Visit&& visit) {
    visit("source", test.source);
    visit("id", test.id);
    visit("runId", test.runId);
    visit("suite", test.suite);
    visit("class", test.className);
    visit("name", test.name);
    visit("status", test.status);
    visit("startedAt", test.startedAt);
    visit("durationMs", test.durationMs);
    visit("message", test.message);
    visit("type", test.type);
    visit("trace", test.trace);
    visit("flaky", test.flaky);
    visit("service", test.service);
    visit("observedAt", test.observedAt);
    visit("attributes", test.attributes);
}

} // namespace shipglass

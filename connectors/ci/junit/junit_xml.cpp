// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/dialects.h"
#include "net/text.h"

#include <algorithm>

namespace shipglass::junit {

namespace {

/// Failed again when it was run again: still a failure, told apart only by its name.
bool isFailure(std::string_view name) { return name == "failure" || name == "rerunFailure"; }
bool isError(std::string_view name) { return name == "error" || name == "rerunError"; }
/// Passed when it was run again.
bool isFlaky(std::string_view name) { return name == "flakyFailure" || name == "flakyError"; }

/// Surefire's traces of attempts, and the output, where ctest leaves all that a failed test said.
bool isDetail(std::string_view name, TestStatus status) {
    const bool bad = status == TestStatus::failed || status == TestStatus::error;
    return name == "stackTrace" || (name == "system-out" && bad);
}

/// What GoogleTest and ctest say in an attribute where others have a child.
TestStatus statusOfWord(std::string_view word) {
    if (word == "notrun" || word == "disabled" || word == "skipped") return TestStatus::skipped;
    return word == "fail" || word == "failed" ? TestStatus::failed : TestStatus::passed;
}

} // namespace

void appendText(std::string& text, std::string_view piece) {
    constexpr std::size_t most = 64U << 10U;
    text.append(piece.substr(0, most - std::min(most, text.size())));
}

void JunitDialect::start(std::string_view name, const XmlAttributes& attributes) {
    m_text = nullptr;
    if (name == "testsuites" || name == "testsuite")
        startSuite(attributes);
    else if (name == "testcase")
        startCase(attributes);
    else if (m_case)
        startOutcome(name, attributes);
}

void JunitDialect::startSuite(const XmlAttributes& attributes) {
    m_suites.emplace_back(attribute(attributes, "name"));
    if (m_report.name.empty()) m_report.name = m_suites.back();
    if (const auto took = millisOf(attribute(attributes, "time")); took && m_timedSuite == 0) {
        addMillis(m_report.suitesMs, took);
        m_timedSuite = m_suites.size();
    }
    const auto timestamp = attribute(attributes, "timestamp");
    const auto started = parseTime(timestamp);
    if (!started || (m_report.startedAt && *m_report.startedAt <= *started)) return;
    m_report.startedAt = started;
    m_report.zoned = hasZone(timestamp);
}

void JunitDialect::endSuite() {
    if (m_timedSuite == m_suites.size()) m_timedSuite = 0;
    m_suites.pop_back();
}

void JunitDialect::startCase(const XmlAttributes& attributes) {
    m_case.emplace();
    m_case->suite = m_suites.empty() ? "" : m_suites.back();
    m_case->className = attribute(attributes, "classname");
    m_case->name = attribute(attributes, "name");
    m_case->durationMs = millisOf(attribute(attributes, "time"));
    const auto timestamp = attribute(attributes, "timestamp");
    if (hasZone(timestamp)) m_case->startedAt = parseTime(timestamp);
    m_case->status = statusOfWord(attribute(attributes, "status"));
}

void JunitDialect::startOutcome(std::string_view name, const XmlAttributes& attributes) {
    const bool bad = isFailure(name) || isError(name);
    if (name == "skipped") m_case->status = TestStatus::skipped;
    if (isDetail(name, m_case->status) && m_case->trace.empty()) m_text = &m_case->trace;
    if (isFlaky(name)) m_case->flaky = true;
    if (bad) m_case->status = isError(name) ? TestStatus::error : TestStatus::failed;
    if (!bad && !isFlaky(name) && name != "skipped") return;
    if (m_case->message.empty()) m_case->message = attribute(attributes, "message");
    if (m_case->type.empty()) m_case->type = attribute(attributes, "type");
    if (bad && m_case->trace.empty()) m_text = &m_case->trace;
}

void JunitDialect::end(std::string_view name) {
    m_text = nullptr;
    if (name == "testsuite" || name == "testsuites") endSuite();
    if (name != "testcase" || !m_case) return;
    m_case->trace = trimmed(m_case->trace);
    addCase(m_report, std::move(*m_case));
    m_case.reset();
}

void JunitDialect::text(std::string_view text) {
    if (m_text) appendText(*m_text, text);
}

} // namespace shipglass::junit

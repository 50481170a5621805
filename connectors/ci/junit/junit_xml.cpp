// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/dialects.h"

namespace shipglass::junit {

namespace {

/// Failed again when it was run again: still a failure, told apart only by its name.
bool isFailure(std::string_view name) { return name == "failure" || name == "rerunFailure"; }
bool isError(std::string_view name) { return name == "error" || name == "rerunError"; }
/// Passed when it was run again.
bool isFlaky(std::string_view name) { return name == "flakyFailure" || name == "flakyError"; }

TestStatus statusOfWord(std::string_view word) {
    // GoogleTest and ctest say "notrun" or "disabled" where others have a <skipped/> child.
    return word == "notrun" || word == "disabled" || word == "skipped" ? TestStatus::skipped
                                                                       : TestStatus::passed;
}

} // namespace

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
    const auto started = parseTime(attribute(attributes, "timestamp"));
    if (started && (!m_report.startedAt || *started < *m_report.startedAt)) m_report.startedAt = started;
}

void JunitDialect::startCase(const XmlAttributes& attributes) {
    m_case.emplace();
    m_case->suite = m_suites.empty() ? "" : m_suites.back();
    m_case->className = attribute(attributes, "classname");
    m_case->name = attribute(attributes, "name");
    m_case->durationMs = millisOf(attribute(attributes, "time"));
    m_case->startedAt = parseTime(attribute(attributes, "timestamp"));
    m_case->status = statusOfWord(attribute(attributes, "status"));
}

void JunitDialect::startOutcome(std::string_view name, const XmlAttributes& attributes) {
    const bool bad = isFailure(name) || isError(name);
    if (name == "skipped") m_case->status = TestStatus::skipped;
    if (isFlaky(name)) m_case->flaky = true;
    if (bad) m_case->status = isError(name) ? TestStatus::error : TestStatus::failed;
    if (!bad && !isFlaky(name) && name != "skipped") return;
    if (m_case->message.empty()) m_case->message = attribute(attributes, "message");
    if (m_case->type.empty()) m_case->type = attribute(attributes, "type");
    if (bad && m_case->trace.empty()) m_text = &m_case->trace;
}

void JunitDialect::end(std::string_view name) {
    m_text = nullptr;
    if (name == "testsuite" || name == "testsuites") m_suites.pop_back();
    if (name != "testcase" || !m_case) return;
    addCase(m_report, std::move(*m_case));
    m_case.reset();
}

void JunitDialect::text(std::string_view text) {
    if (m_text) m_text->append(text);
}

} // namespace shipglass::junit

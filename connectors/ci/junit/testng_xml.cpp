// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/dialects.h"

#include <charconv>

namespace shipglass::junit {

namespace {

/// `2026-05-04T08:00:00 UTC` and `...Z`; other names of zones are not known here.
std::optional<Time> timeOf(std::string_view text) {
    for (const char* utc : {" UTC", " GMT", " Z"})
        if (text.ends_with(utc)) return parseTime(text.substr(0, text.rfind(' ')));
    return parseTime(text);
}

TestStatus statusOf(std::string_view word) {
    if (word == "FAIL") return TestStatus::failed;
    return word == "SKIP" ? TestStatus::skipped : TestStatus::passed;
}

} // namespace

void TestngDialect::start(std::string_view name, const XmlAttributes& attributes) {
    m_text = nullptr;
    if (name == "suite" && m_report.name.empty()) {
        m_report.name = attribute(attributes, "name");
        m_report.startedAt = timeOf(attribute(attributes, "started-at"));
    }
    if (name == "test") m_suite = attribute(attributes, "name");
    if (name == "class") m_class = attribute(attributes, "name");
    if (name == "test-method") startMethod(attributes);
    if (!m_case) return;
    if (name == "exception") m_case->type = attribute(attributes, "class");
    if (name == "message") m_text = &m_case->message;
    if (name == "full-stacktrace") m_text = &m_case->trace;
}

void TestngDialect::startMethod(const XmlAttributes& attributes) {
    // Set-up methods are no tests, and a retried row is an earlier attempt that TestNG calls skipped.
    if (attribute(attributes, "is-config") == "true" || attribute(attributes, "retried") == "true") return;
    m_case.emplace();
    m_case->suite = m_suite;
    m_case->className = m_class;
    m_case->name = attribute(attributes, "name");
    m_case->status = statusOf(attribute(attributes, "status"));
    m_case->startedAt = timeOf(attribute(attributes, "started-at"));
    const auto duration = attribute(attributes, "duration-ms");
    std::int64_t millis = 0;
    const auto [end, error] = std::from_chars(duration.data(), duration.data() + duration.size(), millis);
    if (error == std::errc{} && millis >= 0) m_case->durationMs = millis;
}

void TestngDialect::end(std::string_view name) {
    m_text = nullptr;
    if (name != "test-method" || !m_case) return;
    addCase(m_report, std::move(*m_case));
    m_case.reset();
}

void TestngDialect::text(std::string_view text) {
    if (m_text) m_text->append(text);
}

} // namespace shipglass::junit

// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/dialects.h"
#include "net/text.h"

#include <charconv>

namespace shipglass::junit {

namespace {

/// `2026-05-04T08:00:00 UTC` and `...Z`; other names of zones are not known here.
std::optional<Time> timeOf(std::string_view text) {
    for (const char* utc : {" UTC", " GMT", " Z"})
        if (text.ends_with(utc)) return parseTime(text.substr(0, text.rfind(' ')));
    return parseTime(text);
}

/// A span, as believable as those of millisOf().
std::optional<std::int64_t> millisIn(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool believable = error == std::errc{} && number >= 0 && number < 1'000'000'000'000;
    return believable ? std::optional(number) : std::nullopt;
}

TestStatus statusOf(std::string_view word) {
    if (word == "PASS") return TestStatus::passed;
    if (word == "FAIL") return TestStatus::failed;
    return word == "SKIP" ? TestStatus::skipped : TestStatus::error;
}

/// `adds` of the parameters 1 and 2 is `adds(1, 2)`.
std::string nameWith(const std::string& method, const std::vector<std::string>& parameters) {
    if (parameters.empty()) return method;
    std::string list;
    for (const std::string& parameter : parameters) list += (list.empty() ? "" : ", ") + parameter;
    return method + "(" + list + ")";
}

} // namespace

void TestngDialect::start(std::string_view name, const XmlAttributes& attributes) {
    m_text = nullptr;
    if (name == "suite" && m_report.name.empty()) {
        m_report.name = attribute(attributes, "name");
        const auto started = attribute(attributes, "started-at");
        m_report.startedAt = timeOf(started);
        m_report.zoned = hasZone(started);
    }
    if (name == "suite") addMillis(m_report.suitesMs, millisIn(attribute(attributes, "duration-ms")));
    if (name == "test") m_suite = attribute(attributes, "name");
    if (name == "class") m_class = attribute(attributes, "name");
    if (name == "test-method") startMethod(attributes);
    if (!m_case) return;
    if (name == "exception") m_case->type = attribute(attributes, "class");
    if (name == "message") m_text = &m_case->message;
    if (name == "full-stacktrace") m_text = &m_case->trace;
    if (name == "value") m_text = &m_parameter;
    if (name == "value" && attribute(attributes, "is-null") == "true") m_parameter = "null";
}

void TestngDialect::startMethod(const XmlAttributes& attributes) {
    m_isConfig = attribute(attributes, "is-config") == "true";
    m_isRetried = attribute(attributes, "retried") == "true";
    m_parameters.clear();
    m_case.emplace();
    m_case->suite = m_suite;
    m_case->className = m_class;
    m_case->name = attribute(attributes, "name");
    m_case->status = statusOf(attribute(attributes, "status"));
    m_case->startedAt = timeOf(attribute(attributes, "started-at"));
    m_case->durationMs = millisIn(attribute(attributes, "duration-ms"));
}

void TestngDialect::end(std::string_view name) {
    m_text = nullptr;
    if (name == "value" && m_case) m_parameters.push_back(std::string(trimmed(m_parameter)));
    if (name == "value") m_parameter.clear();
    if (name == "test-method") endMethod();
    if (name == "testng-results") markRetried();
}

void TestngDialect::endMethod() {
    m_case->name = nameWith(m_case->name, m_parameters);
    m_case->message = trimmed(m_case->message);
    m_case->trace = trimmed(m_case->trace);
    if (m_isRetried)
        m_retried.push_back(caseId(*m_case)); // TestNG calls an earlier attempt skipped.
    else if (!m_isConfig)
        addCase(m_report, std::move(*m_case));
    else if (m_case->status == TestStatus::failed) {
        m_case->status = TestStatus::error;
        addCase(m_report, std::move(*m_case));
    }
    m_case.reset();
}

/// Attempts are not in the order in which they were made.
void TestngDialect::markRetried() {
    for (const std::string& id : m_retried) {
        const auto place = m_report.places.find(id);
        if (place == m_report.places.end()) continue;
        TestCase& test = m_report.cases[place->second];
        if (test.status == TestStatus::passed) test.flaky = true;
    }
}

void TestngDialect::text(std::string_view text) {
    if (m_text) appendText(*m_text, text);
}

} // namespace shipglass::junit

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/ci/junit/junit.h"
#include "net/xml.h"

#include <optional>
#include <string>
#include <vector>

namespace shipglass::junit {

/// Keeps the first 64 KB of a text that comes in pieces.
void appendText(std::string& text, std::string_view piece);

/// `<testsuites>` or `<testsuite>` as JUnit's Ant task began it and everybody else continued it.
class JunitDialect final : public XmlHandler {
public:
    explicit JunitDialect(Report& report) : m_report(report) {}
    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;

private:
    void startSuite(const XmlAttributes& attributes);
    void endSuite();
    void startCase(const XmlAttributes& attributes);
    void startOutcome(std::string_view name, const XmlAttributes& attributes);

    Report& m_report;
    std::vector<std::string> m_suites;
    std::size_t m_timedSuite = 0; ///< The depth of the open suite whose time counts; 0 while there is none.
    std::optional<TestCase> m_case;
    std::string* m_text = nullptr; ///< Where character data goes, if anywhere.
};

/// `<testng-results>`: suites of tests of classes of methods. A method that a data provider fed is one case
/// for each set of parameters. Set-up methods are no tests, but one that fails is an error.
class TestngDialect final : public XmlHandler {
public:
    explicit TestngDialect(Report& report) : m_report(report) {}
    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;

private:
    void startMethod(const XmlAttributes& attributes);
    void endMethod();
    void markRetried();

    Report& m_report;
    std::string m_suite, m_class, m_parameter;
    std::vector<std::string> m_parameters;
    std::optional<TestCase> m_case;
    std::vector<std::string> m_retried; ///< The ids of cases that were tried before.
    bool m_isConfig = false, m_isRetried = false;
    std::string* m_text = nullptr;
};

} // namespace shipglass::junit

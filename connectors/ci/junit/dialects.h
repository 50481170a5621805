// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/ci/junit/junit.h"
#include "net/xml.h"

#include <string>
#include <vector>

namespace shipglass::junit {

/// `<testsuites>` or `<testsuite>` as JUnit's Ant task began it and everybody else continued it.
class JunitDialect final : public XmlHandler {
public:
    explicit JunitDialect(Report& report) : m_report(report) {}
    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;

private:
    void startSuite(const XmlAttributes& attributes);
    void startCase(const XmlAttributes& attributes);
    void startOutcome(std::string_view name, const XmlAttributes& attributes);

    Report& m_report;
    std::vector<std::string> m_suites;
    std::optional<TestCase> m_case;
    std::string* m_text = nullptr; ///< Where character data goes, if anywhere.
};

/// `<testng-results>`: suites of tests of classes of methods.
class TestngDialect final : public XmlHandler {
public:
    explicit TestngDialect(Report& report) : m_report(report) {}
    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;

private:
    void startMethod(const XmlAttributes& attributes);

    Report& m_report;
    std::string m_suite, m_class;
    std::optional<TestCase> m_case;
    std::string* m_text = nullptr;
};

} // namespace shipglass::junit

// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/junit.h"

#include "connectors/ci/junit/dialects.h"

#include <algorithm>
#include <charconv>

namespace shipglass::junit {

namespace {

bool failed(const TestCase& test) {
    return test.status == TestStatus::failed || test.status == TestStatus::error;
}

/// Hands the document on to the dialect that its root element belongs to.
class AnyDialect final : public XmlHandler {
public:
    explicit AnyDialect(Report& report) : m_junit(report), m_testng(report) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (!m_dialect) choose(name);
        m_dialect->start(name, attributes);
    }
    void end(std::string_view name) override { m_dialect->end(name); }
    void text(std::string_view text) override {
        if (m_dialect) m_dialect->text(text);
    }

private:
    void choose(std::string_view root) {
        if (root == "testsuites" || root == "testsuite")
            m_dialect = &m_junit;
        else if (root == "testng-results")
            m_dialect = &m_testng;
        else
            throw Failure(Fault::malformed, "This XML holds no test results.");
    }

    JunitDialect m_junit;
    TestngDialect m_testng;
    XmlHandler* m_dialect = nullptr;
};

} // namespace

void addCase(Report& report, TestCase test) {
    test.id = test.suite + "|" + test.className + "|" + test.name;
    report.durationMs += test.durationMs.value_or(0);
    const auto [place, isNew] = report.places.try_emplace(test.id, report.cases.size());
    if (isNew) {
        report.cases.push_back(std::move(test));
        return;
    }
    TestCase& earlier = report.cases[place->second];
    if (failed(earlier) && test.status == TestStatus::passed) test.flaky = true;
    earlier = std::move(test);
}

std::optional<std::int64_t> millisOf(std::string_view text) {
    std::string plain(text);
    // With a point, commas group thousands; without one, a comma is the decimal sign.
    if (plain.find('.') != std::string::npos)
        std::erase(plain, ',');
    else
        std::replace(plain.begin(), plain.end(), ',', '.');
    double seconds = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), seconds);
    if (error != std::errc{} || end != plain.data() + plain.size() || !(seconds >= 0 && seconds < 1e9))
        return std::nullopt;
    return static_cast<std::int64_t>(seconds * 1000 + 0.5);
}

Result<Report> readReport(const std::string& text) {
    Report report;
    AnyDialect dialect(report);
    try {
        const auto parsed = parseXml(text, dialect);
        if (!parsed) return parsed.error();
    } catch (const Failure& failure) {
        return failure.error();
    }
    return report;
}

} // namespace shipglass::junit

// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/junit.h"

#include "codec/utf8.h"
#include "connectors/ci/junit/dialects.h"
#include "net/text.h"

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
            throw Failure(Fault::unsupported, "This XML holds no test results.");
    }

    JunitDialect m_junit;
    TestngDialect m_testng;
    XmlHandler* m_dialect = nullptr;
};

/// Whether the text is UTF-8 by its own word, which in XML is also what silence means.
bool claimsUtf8(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return false;
    const auto head = lowered(text.substr(0, std::min<std::size_t>(text.find("?>"), 200)));
    return head.find("encoding") == std::string::npos || head.find("utf-8") != std::string::npos;
}

bool isForbidden(char letter) {
    return static_cast<unsigned char>(letter) < 0x20 && letter != '\t' && letter != '\n' && letter != '\r';
}

/// Test output gets into these files as it is, and many tools do not look what bytes it has.
std::string repaired(const std::string& text) {
    std::string good = isUtf8(text) ? text : repairUtf8(text);
    std::replace_if(good.begin(), good.end(), isForbidden, ' ');
    return good;
}

bool needsRepair(const std::string& text) {
    return claimsUtf8(text) && (!isUtf8(text) || std::any_of(text.begin(), text.end(), isForbidden));
}

} // namespace

bool hasZone(std::string_view timestamp) {
    const auto clock = timestamp.find(':');
    return clock != std::string_view::npos &&
           timestamp.find_first_of("Z+-UG", clock) != std::string_view::npos;
}

std::string caseId(const TestCase& test) { return test.suite + "|" + test.className + "|" + test.name; }

void addCase(Report& report, TestCase test) {
    test.id = caseId(test);
    addMillis(report.casesMs, test.durationMs);
    const auto [place, isNew] = report.places.try_emplace(test.id, report.cases.size());
    if (isNew) {
        report.cases.push_back(std::move(test));
        return;
    }
    TestCase& earlier = report.cases[place->second];
    if (failed(earlier) && test.status == TestStatus::passed) test.flaky = true;
    earlier = std::move(test);
}

void addMillis(std::int64_t& sum, std::optional<std::int64_t> took) {
    constexpr std::int64_t longest = 1'000'000'000'000;
    sum = std::min(longest, sum + std::min(longest, took.value_or(0)));
}

std::optional<std::int64_t> millisOf(std::string_view text) {
    std::string plain(text);
    // The last sign is the decimal one, all before it group thousands.
    const auto sign = plain.find_last_of(".,");
    if (sign != std::string::npos) {
        plain[sign] = '.';
        const auto whole = plain.begin() + static_cast<std::ptrdiff_t>(sign);
        plain.erase(std::remove_if(plain.begin(), whole, [](char c) { return c == '.' || c == ','; }), whole);
    }
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
        const auto parsed = parseXml(needsRepair(text) ? repaired(text) : text, dialect);
        if (!parsed) return parsed.error();
    } catch (const Failure& failure) {
        return failure.error();
    }
    return report;
}

} // namespace shipglass::junit

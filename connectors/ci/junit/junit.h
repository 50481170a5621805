// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

#include <unordered_map>

/// Test results that build tools leave as files: JUnit XML (Maven Surefire and Failsafe, Gradle, pytest,
/// ctest, GoogleTest) and TestNG's own.
namespace shipglass::junit {

/// The cases of one file, recounted: the counts that files claim are not trusted.
struct Report {
    std::vector<TestCase> cases;
    std::unordered_map<std::string, std::size_t> places; ///< Of the cases, by id.
    std::string name;                                    ///< Of the outermost suite.
    std::optional<Time> startedAt;                       ///< The earliest time stamp in the file.
    bool zoned = false;                                  ///< Whether that said its time zone.
    std::int64_t casesMs = 0;                            ///< The sum of the cases.
    std::int64_t suitesMs = 0;                           ///< What the outermost suites that say it took.

    /// Cases may have run side by side, so the suites know better.
    Millis took() const { return Millis{suitesMs > 0 ? suitesMs : casesMs}; }
};

/// Reads one file of either dialect. Faults: `unsupported` for XML that holds no test results, `malformed`
/// and `tooLarge` as of parseXml(). A byte that is no text costs that letter only.
Result<Report> readReport(const std::string& text);

/// `suite|class|name`
std::string caseId(const TestCase& test);

/// Adds a case, or folds it into an earlier one of the same name: the last attempt counts, a pass after a
/// failure is flaky.
void addCase(Report& report, TestCase test);

/// Adds what a part took to a sum of milliseconds, which goes no further than thirty years.
void addMillis(std::int64_t& sum, std::optional<std::int64_t> took);

/// `1.25`, `1,234.5`, `1.234,5`, `0,031`: seconds as tools write them, in milliseconds; nothing for what is
/// empty or negative.
std::optional<std::int64_t> millisOf(std::string_view seconds);

/// Whether a time stamp says its zone: `Z`, an offset or `UTC`.
bool hasZone(std::string_view timestamp);

} // namespace shipglass::junit

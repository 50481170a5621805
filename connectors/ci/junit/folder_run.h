// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/ci/junit/junit.h"

namespace shipglass::junit {

/// A file and what it says.
struct ResultFile {
    FileInfo info;
    Result<Report> report;

    std::string name() const { return info.path.substr(info.path.rfind('/') + 1); }
    Time writtenAt() const { return fromEpochMs(info.modifiedMs); }
    Time beganAt() const { return writtenAt() - (report ? report->took() : Millis{0}); }
};

/// The run that the files of a folder tell of, which it is called after; the newest was written then.
Run beginRun(const std::string& folder, std::int64_t newestMs);

/// No run where no file holds test results. Returns what could not be read of it.
std::string addRun(Batch& runs, Batch& tests, std::vector<ResultFile> files, Run run);

} // namespace shipglass::junit

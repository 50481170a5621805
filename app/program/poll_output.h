// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "poll/poll_report.h"

namespace shipglass {

/// Prints how each source fared on standard output and one line a failure on standard error. Failed when any
/// scope was.
cli::Exit printReports(const std::vector<PollReport>& reports, cli::Format format);

} // namespace shipglass

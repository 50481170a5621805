// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "config/config.h"
#include "insight/dora/facts.h"
#include "insight/dora/question.h"

namespace shipglass {

/// What `shipglass dora` is asked, as far as it does not hang on the history. Times and the calendar are in
/// the time zone that the command line names, else the configuration, else UTC.
struct DoraPeriod {
    std::string timeZone;
    dora::Calendar calendar;
    dora::Window window;
};
/// The window of the command line; without one, the 90 days that ended last midnight. What cannot be read is
/// thrown as a Failure of Fault::config.
DoraPeriod doraPeriod(const cli::Dora& asked, const DoraSettings& settings, Time now);

/// The dialects that are asked for: one, or every one for `all`. Thrown as above.
std::vector<const dora::Dialect*> doraDialects(const std::string& name);

/// Whose deployments are asked for. A service, team or environment that neither the configuration nor the
/// facts have is thrown as above, with the nearest one.
dora::Scope doraScope(const cli::Dora& asked, const Config& config, const dora::Facts& facts);

} // namespace shipglass

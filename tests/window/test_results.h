// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace shipglass::testing {

/// Writes JUnit results of one test that passed and one that failed, as of a minute ago: what is only just
/// written is left alone by a poll, since it may not be whole yet.
bool writeTestResults(const QString& path);

} // namespace shipglass::testing

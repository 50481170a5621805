// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace shipglass::testing {

/// Ten records of every kind as NDJSON, three of them runs of `ci`, as the program itself writes them; some
/// with texts that mean harm. Apart from the tests: moc does not get over the raw text.
QByteArray sampleRecords();

} // namespace shipglass::testing

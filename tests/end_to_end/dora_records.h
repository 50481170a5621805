// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace shipglass::testing {

/// A deployment of `acme/web` by the source `cd` as a line of NDJSON; times are written `05-04 10:00`.
QByteArray doraDeployment(const QString& id, const QString& finishedAt, const char* status,
                          const char* version, const QStringList& commits,
                          const char* environment = "production");

/// Ten days of May. `d5` brings back the version of `d2`, so `d4` between them has failed; `i1` came an hour
/// after `d2`, `i2` 26 hours after `d5`.
QByteArray doraRecords();

} // namespace shipglass::testing

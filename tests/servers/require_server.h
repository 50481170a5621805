// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

/// Skips the test when the server's package is missing, and says so. Where everything was installed
/// beforehand
/// (`./dev test`, CI) SHIPGLASS_REQUIRE_SERVERS is set and a missing one fails the test.
#define REQUIRE_SERVER(Server)                                                                               \
    do {                                                                                                     \
        QString missing;                                                                                     \
        if (!Server::installed(&missing)) {                                                                  \
            if (qEnvironmentVariableIsSet("SHIPGLASS_REQUIRE_SERVERS")) QFAIL(qPrintable(missing));          \
            QSKIP(qPrintable(missing));                                                                      \
        }                                                                                                    \
    } while (false)

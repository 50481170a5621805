// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace shipglass::testing {

/// How a run of the program ended, and all that it said.
struct Outcome {
    int exit = -1; ///< -1 when it crashed or did not end by itself.
    QByteArray out, err;

    /// Standard output as one JSON array of objects; empty when it is anything else.
    QList<QJsonObject> objects() const;
    /// The same of one object a line.
    QList<QJsonObject> lines() const;
    /// For the message of a failed test.
    QString text() const;
};

/// The objects that have these values.
QList<QJsonObject> having(const QList<QJsonObject>& objects, const QJsonObject& values);
/// The `id` of each.
QStringList idsOf(const QList<QJsonObject>& objects);

} // namespace shipglass::testing

/// Fails the test with all that the program said when it ended otherwise. Runs `outcome` once.
#define VERIFY_EXIT(outcome, expected)                                                                       \
    do {                                                                                                     \
        const shipglass::testing::Outcome verified = (outcome);                                              \
        QVERIFY2(verified.exit == (expected), qPrintable(verified.text()));                                  \
    } while (false)

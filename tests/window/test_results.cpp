// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/test_results.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace shipglass::testing {

namespace {

constexpr const char* results = R"XML(<testsuite name="Basket" tests="2" failures="1" time="0.02">
  <testcase classname="Basket" name="adds" time="0.01"/>
  <testcase classname="Basket" name="pays" time="0.01"><failure message="3 != 4">basket.py:7</failure></testcase>
</testsuite>
)XML";

} // namespace

bool writeTestResults(const QString& path) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    const QDateTime minuteAgo = QDateTime::currentDateTimeUtc().addSecs(-60);
    return file.open(QIODevice::WriteOnly) && file.write(results) > 0 && file.flush() &&
           file.setFileTime(minuteAgo, QFileDevice::FileModificationTime);
}

} // namespace shipglass::testing

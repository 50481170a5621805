// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include "case_run.h"

#include <QDir>
#include <QDirIterator>

using namespace shipglass;

/// Plays every case folder tests/connectors/<kind>/<case>/ through its connector.
class ConnectorsTest : public QObject {
    Q_OBJECT
private slots:
    void answersAsExpected_data();
    void answersAsExpected();
};

void ConnectorsTest::answersAsExpected_data() {
    QTest::addColumn<QString>("folder");
    QDirIterator files(SHIPGLASS_CASES, {"settings.json"}, QDir::Files, QDirIterator::Subdirectories);
    QStringList folders;
    while (files.hasNext()) folders << QFileInfo(files.next()).path();
    folders.sort();
    for (const auto& folder : folders)
        QTest::newRow(qPrintable(QDir(SHIPGLASS_CASES).relativeFilePath(folder))) << folder;
}

namespace {

QString keepActual(const QString& folder, const nlohmann::json& actual) {
    QDir().mkpath(SHIPGLASS_ACTUAL);
    const QString name = QDir(SHIPGLASS_CASES).relativeFilePath(folder).replace('/', '-') + ".json";
    QFile file(QDir(SHIPGLASS_ACTUAL).filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(QByteArray::fromStdString(actual.dump(2) + "\n"));
    return file.fileName();
}

} // namespace

void ConnectorsTest::answersAsExpected() {
    QFETCH(QString, folder);
    try {
        const auto expected = completed(readCaseFile(folder.toStdString() + "/expected.json"));
        CaseRun run(folder.toStdString());
        const auto actual = run.run();
        const auto difference = firstDifference(expected, actual);
        if (!difference.empty()) {
            const auto kept = "\nall of it: " + keepActual(folder, actual);
            for (const auto& complaint : run.complaints()) qWarning("%s", complaint.c_str());
            QFAIL((difference + kept.toStdString()).c_str());
        }
        const auto complaints = run.complaints();
        if (!complaints.empty()) QFAIL(complaints.front().c_str());
    } catch (const std::exception& broken) {
        QFAIL(broken.what());
    }
}

QTEST_APPLESS_MAIN(ConnectorsTest)
#include "tst_connectors.moc"

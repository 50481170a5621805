// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/source_table.h"
#include "servers/alertmanager.h"
#include "window/on_screen.h"
#include "window/open_cockpit.h"

#include <QTableView>

using namespace shipglass;
using namespace shipglass::testing;

/// The file changes while the window is open.
class WindowConfigTest : public QObject {
    Q_OBJECT

public:
    explicit WindowConfigTest(const OwnFolders& folders) : m_folders(folders) {}

private slots:
    void initTestCase();
    void newSourceIsPolled();
    void badFileIsRefused();
    void repairedFileIsTakenOver();
    void cleanupTestCase() { m_cockpit.reset(); }

private:
    bool configure(const QStringList& sources, const QString& kind = QStringLiteral("alertmanager"));
    SourceTable* model();
    QStringList sources();
    std::optional<Time> lastRead(const std::string& source);

    const OwnFolders& m_folders;
    std::unique_ptr<AlertmanagerServer> m_alertmanager;
    std::unique_ptr<OpenCockpit> m_cockpit;
};

bool WindowConfigTest::configure(const QStringList& sources, const QString& kind) {
    QString yaml = "sources:\n";
    for (const QString& source : sources)
        yaml += "  - name: " + source + "\n    kind: " + kind +
                "\n    url: " + m_alertmanager->url().toString() + "\n    every: 1s\n";
    return m_folders.configure(yaml.toUtf8());
}

SourceTable* WindowConfigTest::model() {
    return qobject_cast<SourceTable*>(m_cockpit->child<QTableView>("sources")->model());
}

std::optional<Time> WindowConfigTest::lastRead(const std::string& source) {
    for (int row = 0; row < model()->rowCount(); ++row)
        if (const auto* state = model()->sourceAt(row); state && state->source == source) return state->okAt;
    return std::nullopt;
}

/// Those that are up to date.
QStringList WindowConfigTest::sources() {
    QStringList names;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const auto* state = model()->sourceAt(row);
        if (state && state->health == SourceHealth::fresh)
            names.append(QString::fromStdString(state->source));
    }
    return names;
}

void WindowConfigTest::initTestCase() {
    REQUIRE_SCREEN();
    REQUIRE_SERVER(AlertmanagerServer);
    QString why;
    m_alertmanager = AlertmanagerServer::start(&why);
    QVERIFY2(m_alertmanager, qPrintable(why));
    QVERIFY(configure({"one"}));
    m_cockpit = std::make_unique<OpenCockpit>();
    QVERIFY(m_cockpit->go("sources"));
    QVERIFY(waitUntil([&] { return sources() == QStringList{"one"}; }));
}

void WindowConfigTest::newSourceIsPolled() {
    QVERIFY(configure({"one", "two"}));
    QVERIFY(waitUntil([&] { return sources() == QStringList({"one", "two"}); }));
}

void WindowConfigTest::badFileIsRefused() {
    QVERIFY(configure({"three"}, "alertmanagr"));
    QVERIFY2(waitUntil([&] { return m_cockpit->said().contains("was not taken over"); }),
             qPrintable(m_cockpit->said()));
    const QString place = m_folders.configPath() + ":3:";
    QVERIFY2(m_cockpit->said().contains(place), qPrintable(m_cockpit->said()));
    QVERIFY2(m_cockpit->said().contains("alertmanager"), "names the nearest kind");
    const auto before = lastRead("one");
    QVERIFY2(waitUntil([&] { return lastRead("one") > before; }), "the old one is in force");
    QCOMPARE(sources(), QStringList({"one", "two"}));
}

void WindowConfigTest::repairedFileIsTakenOver() {
    QVERIFY(configure({"one", "three"}));
    QVERIFY(waitUntil([&] { return sources().contains("three"); }));
    const auto before = lastRead("two"), adopted = lastRead("one");
    QVERIFY(waitUntil([&] { return lastRead("one") > adopted; }));
    QCOMPARE(lastRead("two"), before);
    QVERIFY2(!m_cockpit->said().contains("was not taken over"), qPrintable(m_cockpit->said()));
}

int main(int argc, char** argv) { return runOnScreen<WindowConfigTest>(argc, argv); }

#include "tst_window_config.moc"

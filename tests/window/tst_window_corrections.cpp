// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/desk.h"
#include "window/on_screen.h"
#include "window/open_cockpit.h"

#include <QFile>
#include <QSaveFile>

using namespace shipglass;
using namespace shipglass::testing;

/// The file of corrections by hand changes while the page DORA is open, and nobody touches the window.
class WindowCorrectionsTest : public QObject {
    Q_OBJECT

public:
    explicit WindowCorrectionsTest(const OwnFolders& folders) : m_folders(folders) {}

private slots:
    void initTestCase();
    void aFileThatIsNotThereYet();
    void isReadOnceItIsWritten();
    void isReadAgainWhenItIsReplaced();
    void isMissedWhenItIsGone();
    void anotherOneIsNamed();
    void cleanupTestCase() { m_cockpit.reset(); }

private:
    bool write(const QString& file, const QByteArray& text) const;
    /// The page says this of the corrections.
    bool says(const std::string& text);
    QString file(const QString& name) const {
        return m_folders.path(QStringLiteral("config/shipglass/") + name);
    }

    const OwnFolders& m_folders;
    std::unique_ptr<OpenCockpit> m_cockpit;
};

bool WindowCorrectionsTest::write(const QString& name, const QByteArray& text) const {
    QSaveFile made(file(name));
    return made.open(QIODevice::WriteOnly) && made.write(text) == text.size() && made.commit();
}

bool WindowCorrectionsTest::says(const std::string& text) {
    const auto* desk = m_cockpit->page()->findChild<DoraDesk*>();
    return waitUntil([&] {
        return desk->findings() && desk->findings()->warnings.size() == 1 &&
               desk->findings()->warnings.front().find(text) != std::string::npos;
    });
}

void WindowCorrectionsTest::initTestCase() {
    REQUIRE_SCREEN();
    QVERIFY(m_folders.configure("dora:\n  overlay: corrections.yaml\n"));
    m_cockpit = std::make_unique<OpenCockpit>();
    QVERIFY(m_cockpit->go("dora"));
}

void WindowCorrectionsTest::aFileThatIsNotThereYet() { QVERIFY(says("corrections.yaml")); }

void WindowCorrectionsTest::isReadOnceItIsWritten() {
    QVERIFY(write("corrections.yaml", "- incident: pager/one\n  causedBy: none\n"));
    QVERIFY(says("there is no incident pager/one"));
}

void WindowCorrectionsTest::isReadAgainWhenItIsReplaced() {
    QVERIFY(write("corrections.yaml", "- incident: pager/two\n  causedBy: none\n"));
    QVERIFY(says("there is no incident pager/two"));
}

void WindowCorrectionsTest::isMissedWhenItIsGone() {
    QVERIFY(QFile::remove(file("corrections.yaml")));
    QVERIFY(says("cannot be read"));
}

void WindowCorrectionsTest::anotherOneIsNamed() {
    QVERIFY(write("others.yaml", "- incident: pager/three\n  causedBy: none\n"));
    QVERIFY(m_folders.configure("dora:\n  overlay: others.yaml\n"));
    QVERIFY(says("there is no incident pager/three"));
    QVERIFY(write("others.yaml", "- incident: pager/four\n  causedBy: none\n"));
    QVERIFY(says("there is no incident pager/four"));
}

int main(int argc, char** argv) { return runOnScreen<WindowCorrectionsTest>(argc, argv); }

#include "tst_window_corrections.moc"

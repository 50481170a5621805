// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace shipglass::testing;

namespace {

/// A pipe with a name, from which a program reads what the test writes.
class NamedPipe {
public:
    explicit NamedPipe(const QString& path) : m_path(QFile::encodeName(path)) {
        ::mkfifo(m_path.constData(), 0600);
        // Opening one end waits for the other, except of him who opens both.
        m_both = ::open(m_path.constData(), O_RDWR | O_CLOEXEC);
        m_end = ::open(m_path.constData(), O_WRONLY | O_CLOEXEC);
    }
    ~NamedPipe() { ::close(m_end); }
    NamedPipe(const NamedPipe&) = delete;
    NamedPipe& operator=(const NamedPipe&) = delete;

    /// From now on only the program reads; without it, writing fails.
    void leaveReading() const { ::close(m_both); }
    bool write(const QByteArray& text) const {
        for (qsizetype at = 0; at < text.size();) {
            const auto some =
                ::write(m_end, text.constData() + at, static_cast<std::size_t>(text.size() - at));
            if (some < 0) return false;
            at += some;
        }
        return true;
    }

private:
    QByteArray m_path;
    int m_both = -1, m_end = -1;
};

} // namespace

/// An import that a person stops.
class CommandImportTest : public QObject {
    Q_OBJECT

private slots:
    void stoppedWhileItWaitsForMore();
};

void CommandImportTest::stoppedWhileItWaitsForMore() {
    std::signal(SIGPIPE, SIG_IGN);
    const Home home;
    const QString input = home.path("records");
    const NamedPipe pipe(input);
    const auto program = home.start({"import", "-"}, {}, input);
    pipe.leaveReading();
    // Far more than a pipe holds: once all is written, the program has begun to read.
    QByteArray records;
    for (int run = 0; run < 5'000; ++run)
        records += R"({"kind":"run","source":"ci","id":")" + QByteArray::number(run) +
                   R"(","pipeline":"build","status":"success","createdAt":"2026-05-04T10:00:00Z"})" + "\n";
    QVERIFY(pipe.write(records));
    const Outcome outcome = program->terminate();
    VERIFY_EXIT(outcome, 1);
    QCOMPARE(outcome.err, QByteArray("Stopped. Nothing was imported.\n"));
    QCOMPARE(home.show({"runs"}).size(), 0);
}

QTEST_APPLESS_MAIN(CommandImportTest)
#include "tst_command_import.moc"

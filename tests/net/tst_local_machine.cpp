// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_run.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <optional>

#include <sys/wait.h>

using namespace shipglass;

namespace {

/// A process that the script announced by writing its id to a file.
pid_t announced(const QString& path) {
    turnLoop([&] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) && file.readAll().endsWith('\n');
    });
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : -1;
}

/// Gone, or a zombie that waits for init.
bool isDead(pid_t pid) {
    QFile status(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!status.open(QIODevice::ReadOnly)) return true;
    const auto text = status.readAll();
    return text.isEmpty() || text.mid(text.lastIndexOf(')') + 2, 1) == "Z";
}

bool hasNoChildren() { return ::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }

} // namespace

class TestLocalMachine : public QObject {
    Q_OBJECT
private slots:
    void exitCodesAreNoFault() {
        LocalMachine machine;
        const auto got = run(machine, shell("echo out; echo err >&2; exit 3"));
        QVERIFY(got.ok());
        QCOMPARE(got->exitCode, 3);
        QCOMPARE(got->output, std::string("out\n"));
        QCOMPARE(got->errors, std::string("err\n"));
        QVERIFY(hasNoChildren());
    }

    void feedsStandardInput() {
        LocalMachine machine;
        WireCommand command;
        command.argv = {"cat"};
        for (int i = 0; i < 300'000; ++i) command.input += std::to_string(i);
        const auto got = run(machine, command);
        QVERIFY(got.ok());
        QVERIFY(got->output == command.input);
    }

    void inputThatNobodyReads() {
        LocalMachine machine;
        auto command = shell("exec 0<&-; echo done");
        command.input = std::string(1 << 20, 'x');
        const auto got = run(machine, command);
        QVERIFY(got.ok());
        QCOMPARE(got->output, std::string("done\n"));
    }

    void noInputIsAnEnd() {
        LocalMachine machine;
        const auto got = run(machine, shell("cat; echo end"));
        QVERIFY(got.ok());
        QCOMPARE(got->output, std::string("end\n"));
    }

    void theEnvironmentIsAsGiven() {
        qputenv("SHIPGLASS_TEST_LEAK", "leaked");
        LocalMachine machine;
        WireCommand command;
        command.argv = {"env"};
        command.environment = {{"TOKEN", "a b=c"}, {"EMPTY", ""}};
        const auto got = run(machine, command);
        QVERIFY(got.ok());
        QCOMPARE(got->output, std::string("TOKEN=a b=c\nEMPTY=\nPATH=/usr/local/bin:/usr/bin:/bin\n"));
    }

    void theGivenPathIsSearched() {
        QTemporaryDir folder;
        QFile tool(folder.filePath("own-tool"));
        QVERIFY(tool.open(QIODevice::WriteOnly));
        tool.write("#!/bin/sh\necho \"$0\"\n");
        tool.close();
        tool.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        LocalMachine machine;
        WireCommand command;
        command.argv = {"own-tool"};
        QCOMPARE(run(machine, command).error().fault, Fault::config);
        command.environment = {{"PATH", "/nowhere:" + folder.path().toStdString()}};
        const auto got = run(machine, command);
        QVERIFY(got.ok());
        QCOMPARE(got->output, tool.fileName().toStdString() + "\n");
    }

    void argumentsMeetNoShell() {
        LocalMachine machine;
        WireCommand command;
        command.argv = {"printf", "%s|", "$(id)", "a b", "*", ""};
        const auto got = run(machine, command);
        QVERIFY(got.ok());
        QCOMPARE(got->output, std::string("$(id)|a b|*||"));
    }

    void runsInItsFolder() {
        QTemporaryDir folder;
        LocalMachine machine;
        auto command = shell("pwd");
        command.directory = folder.path().toStdString();
        const auto got = run(machine, command);
        QVERIFY(got.ok());
        QCOMPARE(QString::fromStdString(got->output).trimmed(), QDir(folder.path()).canonicalPath());
        command.directory += "/missing";
        QCOMPARE(run(machine, command).error().fault, Fault::config);
    }

    void whatCannotStartIsSaid() {
        LocalMachine machine;
        WireCommand command;
        QCOMPARE(run(machine, command).error().fault, Fault::config);
        command.argv = {"no-such-program"};
        QVERIFY(run(machine, command).error().message.starts_with("no-such-program cannot be started"));
        command.argv = {"/etc/passwd"};
        QCOMPARE(run(machine, command).error().fault, Fault::config);
        command.argv = {"echo", std::string("a\0b", 3)};
        QCOMPARE(run(machine, command).error().fault, Fault::config);
        command.argv = {"env"};
        command.environment = {{"A=B", "c"}};
        QCOMPARE(run(machine, command).error().fault, Fault::config);
    }

    void inheritsNothingOfOurs() {
        const int leak = ::dup(1); // Not closed by exec.
        LocalMachine machine;
        const auto descriptors = run(machine, shell("ls /proc/self/fd | wc -l"));
        ::close(leak);
        QVERIFY(descriptors.ok());
        QCOMPARE(QString::fromStdString(descriptors->output).trimmed(),
                 QString("4")); // 0, 1, 2 and the folder.
        const auto ignored = run(machine, shell("grep SigIgn /proc/self/status"));
        QVERIFY(ignored.ok());
        // Signals 32 and 33 belong to the C library.
        const auto mask =
            QString::fromStdString(ignored->output).section('\t', 1).trimmed().toULongLong(nullptr, 16);
        QCOMPARE(mask & 0x7fffffffU, 0ULL);
    }

    void tooMuchOutputEndsIt() {
        LocalMachine machine;
        auto command = shell("yes");
        command.largestOutput = 1U << 20U;
        const auto got = run(machine, command);
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::tooLarge);
        QCOMPARE(got.error().message, std::string("sh wrote more than 1 MB"));
        QVERIFY(turnLoop(hasNoChildren));
    }

    void tooMuchErrorOutputEndsIt() {
        LocalMachine machine;
        auto command = shell("head -c 3000 /dev/zero >&2");
        command.largestOutput = 2999;
        QCOMPARE(run(machine, command).error().fault, Fault::tooLarge);
        command.largestOutput = 3000;
        QVERIFY(run(machine, command).ok());
    }

    void aSignalIsAFault() {
        LocalMachine machine;
        const auto got = run(machine, shell("kill -SEGV $$"));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::server);
        QCOMPARE(got.error().message, std::string("sh was ended by signal SEGV"));
    }

    void theTimeoutKillsGrandchildren() {
        QTemporaryDir folder;
        LocalMachine machine;
        auto command = shell("sleep 1000 & echo $! > pid; wait");
        command.directory = folder.path().toStdString();
        command.timeout = Millis{300};
        const auto got = run(machine, command);
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::timeout);
        QCOMPARE(got.error().message, std::string("sh did not end within 300ms"));
        const pid_t grandchild = announced(folder.filePath("pid"));
        QVERIFY(grandchild > 1);
        QVERIFY(turnLoop([&] { return isDead(grandchild); }));
        QVERIFY(turnLoop(hasNoChildren));
    }

    void destroyingKillsTheGroup() {
        QTemporaryDir folder;
        LocalMachine machine;
        auto command = shell("trap '' TERM; sleep 1000 & echo $! > pid; wait");
        command.directory = folder.path().toStdString();
        auto operation =
            machine.run(command, [](const Result<CommandResult>&) { QFAIL("cancelled work ended"); });
        const pid_t grandchild = announced(folder.filePath("pid"));
        QVERIFY(grandchild > 1 && !isDead(grandchild));
        operation.reset();
        QVERIFY(turnLoop([&] { return isDead(grandchild); }));
        QVERIFY(turnLoop(hasNoChildren));
    }

    void theMachineMayGoFirst() {
        std::unique_ptr<Operation> operation;
        {
            LocalMachine machine;
            operation = machine.run(shell("sleep 1000"), [](const Result<CommandResult>&) {});
        }
        operation.reset();
        QVERIFY(turnLoop(hasNoChildren));
    }

    void whatStaysBehindDoesNotHoldTheResult() {
        QTemporaryDir folder;
        LocalMachine machine;
        auto command = shell("sleep 1000 & echo $! > pid; echo done");
        command.directory = folder.path().toStdString();
        const auto got = run(machine, command);
        QVERIFY(got.ok());
        QCOMPARE(got->output, std::string("done\n"));
        const pid_t grandchild = announced(folder.filePath("pid"));
        QVERIFY(turnLoop([&] { return isDead(grandchild); }));
    }

    void theCompletionMayDestroyItsOperation() {
        LocalMachine machine;
        std::unique_ptr<Operation> operation;
        operation = machine.run(shell("true"), [&](const Result<CommandResult>&) { operation.reset(); });
        QVERIFY(turnLoop([&] { return !operation; }));
    }

    void livesBesideQProcess() {
#ifdef __SANITIZE_THREAD__
        QSKIP("the thread sanitizer takes QProcess for a fork that goes on with threads");
#endif
        LocalMachine machine;
        QProcess other;
        other.start("sh", {"-c", "exit 7"});
        QVERIFY(run(machine, shell("true")).ok());
        QVERIFY(turnLoop([&] { return other.state() == QProcess::NotRunning; }));
        QCOMPARE(other.exitCode(), 7);
    }

    void manyAtOnceLeakNothing() {
        const auto descriptors = [] {
            return QDir("/proc/self/fd")
                .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                .size();
        };
        LocalMachine machine;
        QVERIFY(run(machine, shell("true")).ok());
        const auto before = descriptors();
        int ended = 0;
        std::vector<std::unique_ptr<Operation>> operations;
        for (int i = 0; i < 50; ++i)
            operations.push_back(
                machine.run(shell("echo x"), [&](const Result<CommandResult>& got) { ended += got.ok(); }));
        QVERIFY(turnLoop([&] { return ended == 50; }));
        operations.clear();
        QCOMPARE(descriptors(), before);
        QVERIFY(hasNoChildren());
    }
};

QTEST_GUILESS_MAIN(TestLocalMachine)
#include "tst_local_machine.moc"

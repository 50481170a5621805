// SPDX-License-Identifier: GPL-3.0-or-later
// Starts real servers, keeps them busy, and runs shipglass on them: shipglass-stack [--only-servers | PROGRAM
// [ARGUMENT...]]
#include "servers/stack_life.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace {

using namespace shipglass::testing;

/// Ctrl-C and SIGTERM as a readable descriptor, so that they end the event loop and not the process.
int stopSignals() {
    sigset_t caught;
    sigemptyset(&caught);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&caught, signal);
    sigprocmask(SIG_BLOCK, &caught, nullptr);
    return signalfd(-1, &caught, SFD_CLOEXEC);
}

/// Runs in the child between fork and exec: our blocked signals are not its own, and it dies with us.
void prepareChild() {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

void run(QProcess& program, QStringList arguments, const QString& configuration, const QString& store) {
    program.setProgram(arguments.takeFirst());
    arguments.removeOne(QStringLiteral("--"));
    program.setArguments(arguments << QStringLiteral("--config") << configuration << QStringLiteral("--store")
                                   << QStringLiteral("sqlite:") + store);
    program.setProcessChannelMode(QProcess::ForwardedChannels);
    program.setChildProcessModifier(&prepareChild);
    QObject::connect(&program, &QProcess::finished, qApp, [](int code, QProcess::ExitStatus status) {
        QCoreApplication::exit(status == QProcess::NormalExit ? code : 1);
    });
    QObject::connect(&program, &QProcess::errorOccurred, qApp, [&program](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart) return;
        std::fprintf(stderr, "%s: %s\n", qPrintable(program.program()), qPrintable(program.errorString()));
        QCoreApplication::exit(1);
    });
    program.start();
}

/// Asks the program to end and waits for it: its store must close well.
void end(QProcess& program) {
    if (program.state() == QProcess::NotRunning) return;
    QObject::disconnect(&program, nullptr, qApp, nullptr);
    program.terminate();
    if (!program.waitForFinished(10'000)) program.kill();
}

} // namespace

int main(int argc, char** argv) {
    const int caught = stopSignals();
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty()) {
        std::fprintf(stderr, "usage: shipglass-stack --only-servers | PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    Stack stack;
    QString why;
    if (!stack.start(&why)) {
        std::fprintf(stderr, "%s\n", qPrintable(why));
        return 1;
    }
    const ServerProcess files(QStringLiteral("shipglass")); // for its folder
    const QByteArray configuration = stackConfiguration(stack);
    files.write(QStringLiteral("shipglass.yaml"), configuration);
    std::printf("# %s\n%s\n", qPrintable(files.path(QStringLiteral("shipglass.yaml"))),
                configuration.constData());
    std::fflush(stdout);

    QSocketNotifier stop(caught, QSocketNotifier::Read);
    QObject::connect(&stop, &QSocketNotifier::activated, &application, [] { QCoreApplication::quit(); });
    const StackLife life(stack);
    QProcess program;
    if (arguments.first() != QStringLiteral("--only-servers")) {
        run(program, arguments, files.path(QStringLiteral("shipglass.yaml")),
            files.path(QStringLiteral("history.sqlite")));
    }
    const int status = QCoreApplication::exec();
    end(program);
    return status;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/git_repository.h"

#include "servers/server_process.h"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace shipglass::testing {

namespace {

/// One step of the history: what git is told, or a commit with this title when it is told nothing.
struct Step {
    int minutesBeforeEnd;
    QStringList arguments;
    const char* title = "";
};

QStringList words(const char* text) { return QString::fromUtf8(text).split(u' '); }

QStringList merge(const char* branch) {
    return words("merge --quiet --no-ff --no-edit") << QString::fromUtf8(branch);
}

QList<Step> history() {
    constexpr int hour = 60, day = 24 * hour;
    return {{40 * day, {}, "Begin the shop"},
            {39 * day, {}, "Show the products"},
            {38 * day, {}, "Add a basket"},
            {37 * day, words("checkout --quiet -b payments"), ""},
            {36 * day, {}, "Pay by card"},
            {35 * day, {}, "Refuse cards that ended"},
            {34 * day, words("checkout --quiet main"), ""},
            {33 * day, {}, "Write the prices in the reader's currency"},
            {32 * day, merge("payments"), ""},
            {31 * day, words("tag -a v1.0.0 -m First-release"), ""},
            {20 * day, words("checkout --quiet -b search"), ""},
            {19 * day, {}, "Search by name"},
            {18 * day, words("checkout --quiet main"), ""},
            {17 * day, merge("search"), ""},
            {10 * day, {}, "Make the search quicker"},
            {9 * day, words("tag v1.1.0"), ""},
            {2 * day, words("clone"), ""},
            {1 * day, words("revert --no-edit HEAD"), ""},
            {20 * hour, words("tag v1.1.1"), ""},
            {3 * hour, {}, "Answer \"\xC3\x9C\xC3\xA4\" and <script>alert(1)</script> as typed"},
            {2 * hour, words("checkout --quiet -b still-open"), ""},
            {1 * hour, {}, "Try a new front page"},
            {30, words("checkout --quiet main"), ""},
            {1, {}, "Say when a product comes back"}};
}

QStringList environment(const QString& home, const QString& date) {
    return {QStringLiteral("PATH=/usr/bin:/bin"),
            QStringLiteral("HOME=") + home,
            QStringLiteral("LC_ALL=C.UTF-8"),
            QStringLiteral("GIT_CONFIG_NOSYSTEM=1"),
            QStringLiteral("GIT_CONFIG_GLOBAL=/dev/null"),
            QStringLiteral("GIT_AUTHOR_NAME=Ada Example"),
            QStringLiteral("GIT_AUTHOR_EMAIL=ada@example.org"),
            QStringLiteral("GIT_COMMITTER_NAME=Ada Example"),
            QStringLiteral("GIT_COMMITTER_EMAIL=ada@example.org"),
            QStringLiteral("GIT_AUTHOR_DATE=") + date,
            QStringLiteral("GIT_COMMITTER_DATE=") + date};
}

QString gitDate(const QDateTime& when) { return QStringLiteral("@%1 +0000").arg(when.toSecsSinceEpoch()); }

} // namespace

bool GitRepository::installed(QString* why) {
    return programsInstalled({QStringLiteral("git")}, QStringLiteral("git"), why);
}

std::unique_ptr<GitRepository> GitRepository::create(const QDateTime& end, QString* why) {
    if (!installed(why)) return nullptr;
    auto repository = std::make_unique<GitRepository>();
    if (!repository->build(end, why)) return nullptr;
    return repository;
}

bool GitRepository::build(const QDateTime& end, QString* why) {
    QDir(m_folder.path()).mkdir(QStringLiteral("acme-web"));
    if (!run(path(), words("init --quiet --initial-branch main"), nullptr, why)) return false;
    for (const Step& step : history()) {
        const QDateTime when = end.addSecs(-60LL * step.minutesBeforeEnd);
        m_date = gitDate(when);
        QStringList arguments = step.arguments;
        if (arguments == QStringList{QStringLiteral("clone")}) {
            arguments = {QStringLiteral("clone"), QStringLiteral("--quiet"), path(), clonePath()};
        }
        const bool done = arguments.isEmpty() ? commit(QString::fromUtf8(step.title), when, why)
                                              : run(path(), arguments, nullptr, why);
        if (!done) return false;
    }
    return true;
}

bool GitRepository::commit(const QString& title, const QDateTime& when, QString* why) {
    m_date = gitDate(when);
    QFile file(path() + QStringLiteral("/page-%1.txt").arg(++m_count));
    if (!file.open(QIODevice::WriteOnly) || file.write(title.toUtf8() + '\n') < 0) {
        *why = file.errorString();
        return false;
    }
    file.close();
    return run(path(), words("add --all"), nullptr, why) &&
           run(path(), words("commit --quiet -m") << title, nullptr, why);
}

QString GitRepository::head() const { return git(words("rev-parse HEAD")); }

QString GitRepository::git(const QStringList& arguments, QString* why) const {
    QString output, ignored;
    run(path(), arguments, &output, why ? why : &ignored);
    return output.trimmed();
}

bool GitRepository::run(const QString& folder, const QStringList& arguments, QString* output,
                        QString* why) const {
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setEnvironment(environment(m_folder.path(), m_date));
    process.start(QStringLiteral("git"), arguments);
    const bool good =
        process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (output) *output = QString::fromUtf8(process.readAllStandardOutput());
    if (!good) {
        *why = QStringLiteral("git %1 failed: %2")
                   .arg(arguments.join(u' '), QString::fromUtf8(process.readAllStandardError()).trimmed());
    }
    return good;
}

} // namespace shipglass::testing

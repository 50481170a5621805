// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace shipglass::testing {

namespace {

constexpr const char* keptVariables[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"};

} // namespace

Home::Home() {
    setVariable(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    setVariable(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    setVariable(QStringLiteral("HOME"), m_folder.path());
    setVariable(QStringLiteral("TMPDIR"), m_folder.path());
    setVariable(QStringLiteral("XDG_CONFIG_HOME"), path(QStringLiteral("config")));
    setVariable(QStringLiteral("XDG_DATA_HOME"), path(QStringLiteral("data")));
    setVariable(QStringLiteral("XDG_CACHE_HOME"), path(QStringLiteral("cache")));
    setVariable(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path());
    for (const char* name : keptVariables)
        if (qEnvironmentVariableIsSet(name)) setVariable(QString::fromUtf8(name), qEnvironmentVariable(name));
}

QString Home::write(const QString& file, const QByteArray& content) const {
    const QString whole = path(file);
    QDir().mkpath(QFileInfo(whole).path());
    QFile target(whole);
    if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(whole));
    return whole;
}

QByteArray Home::read(const QString& file) const {
    QFile source(path(file));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

void Home::configure(const QByteArray& yaml) const {
    write(QDir(m_folder.path()).relativeFilePath(configPath()), yaml);
}

void Home::setVariable(const QString& name, const QString& value) {
    const QString begin = name + u'=';
    m_variables.removeIf([&](const QString& other) { return other.startsWith(begin); });
    m_variables.append(begin + value);
}

Outcome Home::run(const QStringList& arguments, const QString& folder) const {
    return start(arguments, folder)->wait();
}

Outcome Home::runInto(int output, const QStringList& arguments) const {
    return RunningProgram(arguments, m_variables, m_folder.path(), QProcess::nullDevice(), output).wait();
}

std::unique_ptr<RunningProgram> Home::start(const QStringList& arguments, const QString& folder,
                                            const QString& input) const {
    return std::make_unique<RunningProgram>(arguments, m_variables,
                                            folder.isEmpty() ? m_folder.path() : folder, input);
}

QList<QJsonObject> Home::show(const QStringList& arguments) const {
    return run(QStringList{QStringLiteral("show"), QStringLiteral("--format"), QStringLiteral("json")} +
               arguments)
        .objects();
}

} // namespace shipglass::testing

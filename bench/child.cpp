// SPDX-License-Identifier: GPL-3.0-or-later
#include "child.h"

#include "child_home.h"
#include "loop_child.h"
#include "screen_child.h"

#include <QDir>
#include <QProcess>

#include <sstream>
#include <stdexcept>

namespace shipglass::bench {

namespace {

std::vector<double> numbersOf(const std::string& text) {
    std::istringstream stream(text);
    std::vector<double> numbers;
    for (double number = 0; stream >> number;) numbers.push_back(number);
    return numbers;
}

} // namespace

int runChild(std::string_view what, const std::vector<std::string>& arguments) {
    if (what == windowChild) return windowScreenChild(arguments);
    return what == loopChild ? eventLoopChild(arguments) : bareScreenChild(arguments);
}

ChildHome::ChildHome(const Scale& scale, const std::string& history)
    : m_program(scale.program), m_config(m_folder.filePath("shipglass.yaml").toStdString()) {
    writeFile(QString::fromStdString(m_config), "store: sqlite:" + history + "\nsources: []\n");
    QDir(m_folder.path()).mkdir(QStringLiteral("shipglass"));
    writeFile(m_folder.filePath(QStringLiteral("shipglass/shipglass.conf")), "[window]\npage=pipelines\n");
}

std::vector<double> ChildHome::run(std::string_view what, const std::vector<std::string>& arguments) {
    constexpr int patience = 300'000; // milliseconds
    QStringList all{QString::fromUtf8(what.data(), static_cast<qsizetype>(what.size())),
                    QString::fromStdString(m_config)};
    for (const std::string& argument : arguments) all.push_back(QString::fromStdString(argument));
    QProcess child;
    child.setProcessEnvironment(environmentIn(m_folder.path()));
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QString::fromStdString(m_program), all << QString::number(nanosecondsNow()));
    if (!child.waitForFinished(patience) || child.exitCode() != 0)
        throw std::runtime_error("the child " + std::string(what) + " failed");
    return numbersOf(child.readAllStandardOutput().toStdString());
}

} // namespace shipglass::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/stack_life.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace shipglass::testing {

namespace {

using namespace std::chrono_literals;

/// Migrate comes while deploy still rolls out: it waits for the lock.
constexpr std::array builders{"slow", "pass", "deploy", "migrate", "fail", "pass", "unstable"};
constexpr int turnsBetweenCommits = 5;

} // namespace

StackLife::StackLife(Stack& stack) : m_stack(stack) {
    // Never taken, so one is enough.
    QString why;
    if (!m_stack.master->force("wait", {}, &why)) std::fprintf(stderr, "%s\n", qPrintable(why));
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { act(); });
    m_timer.start(8s);
    act();
}

void StackLife::act() {
    QString why;
    if (m_turn % turnsBetweenCommits == 0) {
        const QString title = QStringLiteral("Change page %1").arg(m_turn);
        if (!m_stack.repository->commit(title, QDateTime::currentDateTimeUtc(), &why)) {
            std::fprintf(stderr, "%s\n", qPrintable(why));
        }
    }
    const auto* builder = builders[static_cast<std::size_t>(m_turn++) % builders.size()];
    const QMap<QString, QString> parameters{{"branch", "main"},
                                            {"revision", m_stack.repository->head()},
                                            {"reason", "life in the stack"},
                                            {"lines", "40"}};
    if (!m_stack.master->force(builder, parameters, &why)) std::fprintf(stderr, "%s\n", qPrintable(why));
}

} // namespace shipglass::testing

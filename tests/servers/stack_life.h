// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/stack_config.h"

#include <QTimer>

namespace shipglass::testing {

/// Keeps a stack busy: a build every few seconds, in turn of every kind, and now and then a commit.
class StackLife {
public:
    explicit StackLife(Stack& stack);

private:
    void act();

    Stack& m_stack;
    QTimer m_timer;
    int m_turn = 0;
};

} // namespace shipglass::testing

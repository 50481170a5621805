// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dora_world.h"
#include "models/dora/desk.h"

#include <QCoreApplication>

namespace shipglass {

/// A desk on ten weeks of history in memory.
struct DeskWorld {
    DeskWorld() {
        fillDora(history.reader);
        desk.refresh();
        settle();
    }
    static void settle() {
        for (int turn = 0; turn < 8; ++turn) QCoreApplication::processEvents();
    }
    void ask(const DoraWish& wish) {
        desk.ask(wish);
        settle();
    }
    void look(dora::Key key, std::optional<std::size_t> bucket = {}, std::optional<SpanRange> spans = {}) {
        desk.look({key, bucket, spans});
        settle();
    }
    void putLateOne() {
        shipLate(history.reader);
        desk.refresh();
        settle();
    }
    const DoraFindings& found() const { return *desk.findings(); }
    const dora::Figure& figure(dora::Key key) const { return found().of(key).figure; }

    FakeHistory history;
    LiveTerms terms;
    DoraDesk desk{history, terms, [] { return worldNow(); }};
};

} // namespace shipglass

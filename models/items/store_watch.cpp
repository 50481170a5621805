// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store_watch.h"

namespace shipglass {

StoreWatch::StoreWatch(HistoryAccess& history, QObject* parent) : QObject(parent), m_history(history) {
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &StoreWatch::check);
}

void StoreWatch::start() {
    check();
    m_timer.start();
}

void StoreWatch::check() {
    if (std::exchange(m_asking, true)) return;
    m_history.ask(
        this, [](Reader& reader) { return reader.version(); },
        [this](const Result<std::int64_t>& version) { take(version); });
}

void StoreWatch::take(const Result<std::int64_t>& version) {
    m_asking = false;
    // The first answer is no change: whoever listens has just read, or is about to.
    const bool isChange = version.ok() && m_version && *m_version != *version;
    if (version.ok()) m_version = *version;
    if (isChange) emit changed();
    emit ticked();
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notification_feed.h"

#include "query/queries.h"

namespace shipglass {

NotificationFeed::NotificationFeed(HistoryAccess& history, Now now, QObject* parent)
    : QObject(parent), m_history(history), m_now(std::move(now)) {}

void NotificationFeed::refresh() {
    if (std::exchange(m_reading, true)) {
        m_again = true;
        return;
    }
    m_history.ask(
        this, [now = m_now(), asOf = m_asOf](Reader& reader) { return read(reader, now, asOf); },
        [this](const News& news) { take(news); });
}

NotificationFeed::News NotificationFeed::read(Reader& reader, Time now, std::optional<Time> asOf) {
    News news;
    news.digest = readDigest(reader, now, asOf);
    Selection ended;
    ended.where = queries::with("status", {"success", "failure"});
    ended.since = now - std::chrono::hours(24);
    ended.limit = 500;
    ended.now = now;
    ended.asOf = asOf;
    if (const auto runs = reader.read(ended); runs.ok())
        for (const Row& row : *runs) news.runs.push_back(runRow(row, {}));
    Selection firing;
    firing.kind = Kind::alert;
    firing.where = queries::both(queries::with("state", {"firing"}), queries::with("severity", {"critical"}));
    firing.now = now;
    firing.asOf = asOf;
    if (const auto alerts = reader.read(firing); alerts.ok())
        for (const Row& row : *alerts) news.alerts.push_back(alertRow(row));
    return news;
}

void NotificationFeed::take(const News& news) {
    m_reading = false;
    const auto notices = m_rules.observe(news.runs, news.alerts, m_now());
    m_digest = news.digest;
    m_worst = worstOf(m_digest, m_rules.brokenPipelines());
    emit updated();
    for (const Notice& notice : notices) emit noticed(notice);
    if (std::exchange(m_again, false)) refresh();
}

Worst worstOf(const Digest& digest, int brokenPipelines) {
    if (digest.firing(Severity::critical) > 0) return Worst::critical;
    if (digest.firing(Severity::high) > 0 || brokenPipelines > 0) return Worst::broken;
    if (digest.sourceCount() == 0) return Worst::nothing;
    return digest.unwell() > 0 ? Worst::unsure : Worst::fine;
}

} // namespace shipglass

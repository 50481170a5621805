// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/facts_keeper.h"

#include "delivery/reading.h"
#include "models/plain_text.h"

namespace shipglass {

namespace {

using Read = Result<std::shared_ptr<const HeldFacts>>;

bool isUnwell(const SourceState& source) {
    return source.configured &&
           (source.health == SourceHealth::stale || source.health == SourceHealth::failing);
}

Read readAll(Reader& reader, const delivery::Rules& rules, Time now, std::optional<Time> asOf) {
    auto facts = delivery::readFacts(reader, rules, now, asOf);
    if (!facts) return facts.error();
    const auto sources = reader.sources(now, asOf);
    if (!sources) return sources.error();
    auto held = std::make_shared<HeldFacts>();
    held->facts = std::move(*facts);
    held->readAt = now;
    for (const SourceState& source : *sources)
        if (isUnwell(source)) held->unread.push_back(source.source);
    return Read(std::move(held));
}

} // namespace

FactsKeeper::FactsKeeper(HistoryAccess& history, const LiveTerms& terms, Now now, QObject* parent)
    : QObject(parent), m_history(history), m_terms(terms), m_now(std::move(now)) {
    // Other terms make other facts of the same history: that cannot rest. Nobody has asked before the first
    // reading.
    connect(&terms, &LiveTerms::changed, this, [this] {
        if (m_held || m_reading) read();
    });
}

void FactsKeeper::refresh() {
    m_behind = true;
    tick();
}

void FactsKeeper::tick() {
    if (m_behind && !m_reading && m_now() >= m_restsUntil) read();
}

void FactsKeeper::read() {
    m_behind = false;
    m_reading = true;
    const Time now = m_now();
    m_ask = m_history.ask(
        this,
        [rules = m_terms.now().rules, now, asOf = m_asOf](Reader& reader) {
            return readAll(reader, rules, now, asOf);
        },
        [this, now](Read read) { take(std::move(read), now); });
}

void FactsKeeper::take(Read read, Time askedAt) {
    m_reading = false;
    m_restsUntil = m_now() + restFor * (m_now() - askedAt);
    if (!read) return emit failed(plainLine(read.error().message));
    m_held = std::move(*read);
    emit changed();
}

} // namespace shipglass

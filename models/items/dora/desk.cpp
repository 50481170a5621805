// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/desk.h"

#include "models/dora/saved_file.h"

namespace shipglass {

namespace {

std::string written(const DoraStudy& made, DoraFile what) {
    auto said = askedOf(made);
    if (what == DoraFile::csv) return doraCsv(said, made.facts(), made.question());
    said.explain = what == DoraFile::jsonWithRows;
    return doraJson(said, made.facts(), {made.question()});
}

} // namespace

DoraDesk::DoraDesk(HistoryAccess& history, const LiveTerms& terms, Now now, QObject* parent)
    : QObject(parent), m_history(history), m_terms(terms), m_now(now),
      m_keeper(history, terms, std::move(now)) {
    connect(&m_keeper, &FactsKeeper::changed, this, &DoraDesk::answer);
    connect(&m_keeper, &FactsKeeper::failed, this, &DoraDesk::failed);
    connect(&m_terms, &LiveTerms::corrected, this, &DoraDesk::answer);
}

void DoraDesk::setAsOf(std::optional<Time> asOf) {
    m_asOf = asOf;
    m_keeper.setAsOf(asOf);
}

/// A new day moves the windows that end at the last midnight.
void DoraDesk::tick() {
    m_keeper.tick();
    const auto& calendar = m_terms.now().calendar;
    if (m_findings && !m_asOf && calendar.midnight(epochMs(m_now())) != m_askedDay) answer();
}

void DoraDesk::ask(const DoraWish& wish) {
    if (m_wish == wish) return;
    m_wish = wish;
    m_shown = {m_shown.key, {}, {}};
    answer();
}

void DoraDesk::look(const EvidenceWish& wish) {
    if (m_shown == wish) return;
    m_shown = wish;
    findEvidence();
}

void DoraDesk::wantSideBySide(bool wanted) {
    if (std::exchange(m_wantsDialects, wanted) == wanted) return;
    if (wanted) answerDialects();
}

DoraCase DoraDesk::asked() const {
    return {m_keeper.held(), m_terms.now(), m_wish, epochMs(m_asOf.value_or(m_now()))};
}

void DoraDesk::answer() {
    if (!m_keeper.held()) return;
    m_busy = true;
    m_askedDay = m_terms.now().calendar.midnight(epochMs(m_now()));
    m_dialects.clear();
    m_answerAsk = m_history.ask(
        this, [asked = asked()](Reader&) { return findingsOf(asked); },
        [this](DoraFindings findings) { take(std::move(findings)); });
}

void DoraDesk::take(DoraFindings findings) {
    m_busy = false;
    m_findings = std::make_unique<const DoraFindings>(std::move(findings));
    emit answered();
    findEvidence();
    answerDialects();
}

void DoraDesk::findEvidence() {
    if (!m_findings || !m_findings->made) return;
    m_evidenceAsk = m_history.ask(
        this, [made = m_findings->made, wish = m_shown](Reader&) { return evidenceOf(made->study(), wish); },
        [this](KeyEvidence evidence) {
            m_evidence = std::make_unique<const KeyEvidence>(std::move(evidence));
            emit evidenceFound();
        });
}

void DoraDesk::answerDialects() {
    if (!m_wantsDialects || !m_dialects.empty() || !m_findings || !m_findings->made) return;
    m_dialectsAsk = m_history.ask(
        this,
        [made = m_findings->made](Reader& reader) {
            // A question that was ended makes every call of its reader fail.
            return sideBySide(*made, [&reader] { return reader.version().ok(); });
        },
        [this](std::vector<DialectAnswer> dialects) {
            m_dialects = std::move(dialects);
            emit dialectsAnswered();
        });
}

void DoraDesk::save(DoraFile what, const QString& path, std::function<void(QString)> then) {
    if (!m_findings) return then(tr("There is nothing to save yet."));
    if (!m_findings->made) return then(QString::fromStdString(m_findings->problem));
    m_history.ask(
        this,
        [made = m_findings->made, what, path](Reader&) {
            return saveFile(path, QByteArray::fromStdString(written(*made, what)));
        },
        std::move(then));
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/desk.h"

#include "models/dora/saved_file.h"

namespace shipglass {

namespace {

std::string written(const DoraCase& asked, DoraFile what) {
    const auto question = makeQuestion(asked).question;
    auto said = askedOf(asked, question);
    if (what == DoraFile::csv) return doraCsv(said, asked.facts(), question);
    said.explain = what == DoraFile::jsonWithRows;
    return doraJson(said, asked.facts(), {question});
}

/// What a question that cannot be asked (any more) is answered with; the findings say why.
template <class Work> auto orNothing(Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const Failure&) {
        return {};
    }
}

/// Nothing, or why not.
QString save(const DoraCase& asked, DoraFile what, const QString& path) {
    try {
        return saveFile(path, QByteArray::fromStdString(written(asked, what)));
    } catch (const Failure& failure) {
        return QString::fromStdString(failure.error().message);
    }
}

} // namespace

DoraDesk::DoraDesk(HistoryAccess& history, const LiveTerms& terms, Now now, QObject* parent)
    : QObject(parent), m_history(history), m_terms(terms), m_now(now),
      m_keeper(history, terms, std::move(now)) {
    connect(&m_keeper, &FactsKeeper::changed, this, &DoraDesk::answer);
    connect(&m_keeper, &FactsKeeper::failed, this, &DoraDesk::failed);
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
    m_shown.bucket.reset();
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
    const bool some = findings.problem.empty();
    m_findings = std::make_unique<const DoraFindings>(std::move(findings));
    emit answered();
    if (!some) return;
    findEvidence();
    answerDialects();
}

void DoraDesk::findEvidence() {
    if (!m_findings || !m_findings->problem.empty()) return;
    m_evidenceAsk = m_history.ask(
        this,
        [asked = asked(), wish = m_shown](Reader&) {
            return orNothing([&] { return evidenceOf(asked, wish); });
        },
        [this](KeyEvidence evidence) {
            m_evidence = std::make_unique<const KeyEvidence>(std::move(evidence));
            emit evidenceFound();
        });
}

void DoraDesk::answerDialects() {
    if (!m_wantsDialects || !m_dialects.empty() || !m_findings || !m_findings->problem.empty()) return;
    m_dialectsAsk = m_history.ask(
        this,
        [asked = asked()](Reader& reader) {
            // A question that was ended makes every call of its reader fail.
            const auto goesOn = [&reader] { return reader.version().ok(); };
            return orNothing([&] { return sideBySide(asked, goesOn); });
        },
        [this](std::vector<DialectAnswer> dialects) {
            m_dialects = std::move(dialects);
            emit dialectsAnswered();
        });
}

void DoraDesk::save(DoraFile what, const QString& path, std::function<void(QString)> then) {
    if (!m_keeper.held()) return then(tr("There is nothing to save yet."));
    m_history.ask(
        this, [asked = asked(), what, path](Reader&) { return shipglass::save(asked, what, path); },
        std::move(then));
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/evidence_reading.h"
#include "models/dora/findings.h"
#include "models/dora/side_by_side.h"

namespace shipglass {

/// Ways to take figures along as a file.
enum class DoraFile : std::uint8_t { json, jsonWithRows, csv };

/// Answers the DORA page: keeps the facts, and works answers out on the reader threads. A newer question ends
/// the older; while only the question changes, the facts are not read again. Lives on the window's thread.
class DoraDesk : public QObject {
    Q_OBJECT

public:
    DoraDesk(HistoryAccess& history, const LiveTerms& terms, Now now, QObject* parent = nullptr);

    /// What was true then; nothing for now. Before the first refresh().
    void setAsOf(std::optional<Time> asOf);
    /// The history may have changed.
    void refresh() { m_keeper.refresh(); }
    /// Time has passed; called about once a second.
    void tick();

    const DoraWish& wish() const { return m_wish; }
    void ask(const DoraWish& wish);
    const EvidenceWish& shown() const { return m_shown; }
    void look(const EvidenceWish& wish);
    /// Whether every dialect is to be answered, too: takes eight times as long.
    void wantSideBySide(bool wanted);

    /// Null until there is something. Each stays the same until the next answer.
    const DoraFindings* findings() const { return m_findings.get(); }
    const KeyEvidence* evidence() const { return m_evidence.get(); }
    const std::vector<DialectAnswer>& dialects() const { return m_dialects; }
    /// The history has changed since the facts were read, and they are not being read again yet.
    bool isBehind() const { return m_keeper.isBehind(); }
    /// An answer is being worked out.
    bool isBusy() const { return m_busy; }

    /// Writes the answer that is there into a file; `then` is told why it could not, or nothing.
    void save(DoraFile what, const QString& path, std::function<void(QString)> then);

signals:
    void answered();
    void evidenceFound();
    void dialectsAnswered();
    void failed(const QString& why);

private:
    DoraCase asked() const;
    void answer();
    void findEvidence();
    void answerDialects();
    void take(DoraFindings findings);

    HistoryAccess& m_history;
    const LiveTerms& m_terms;
    Now m_now;
    std::optional<Time> m_asOf;
    FactsKeeper m_keeper;
    DoraWish m_wish;
    EvidenceWish m_shown;
    bool m_wantsDialects = false, m_busy = false;
    dora::Ms m_askedDay = 0; ///< The midnight that the last answer's window hangs on.
    LatestAsk m_answerAsk, m_evidenceAsk, m_dialectsAsk;
    std::unique_ptr<const DoraFindings> m_findings;
    std::unique_ptr<const KeyEvidence> m_evidence;
    std::vector<DialectAnswer> m_dialects;
};

} // namespace shipglass

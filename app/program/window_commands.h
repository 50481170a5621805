// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/editor.h"
#include "config/live_config.h"
#include "models/history_access.h"
#include "program/engine.h"
#include "widgets/commands.h"

#include <list>

namespace shipglass {

/// What a person does in the window, done: reads the record it is about, asks the poll service, edits the
/// file. Lives on the window's thread; everything it refers to outlives it.
class WindowCommands final : public Commands {
public:
    WindowCommands(Engine& engine, HistoryAccess& history, LiveConfig& config);
    ~WindowCommands() override;

    void pollNow() override;
    void setPaused(bool paused) override;
    bool isPaused() const override { return m_paused; }
    void stopBackfill(const std::string& source) override;
    bool offers(const std::string& source, Kind kind, const std::string& verb) const override;
    void act(const ActionWish& wish, ReplyTo reply) override;
    void allow(const std::string& source, const std::string& verb, ReplyTo reply) override;
    void readDetail(Kind kind, const std::string& source, const std::string& id) override;
    void readLog(const LogWish& wish, std::function<void(LogPiece)> piece) override;
    void testConnection(const std::string& source, ReplyTo reply) override;
    void setEnabled(const std::string& source, bool enabled, ReplyTo reply) override;
    void forget(const std::string& source, ReplyTo reply) override;
    void addServer(const OfferedServer& server, ReplyTo reply) override;
    QString serviceLines(const ServiceRules& rules) const override;
    void addServices(const ServiceRules& rules, ReplyTo reply) override;

    /// Works with the configuration that is in force now, and with sources that were only found.
    void adopt(const Config& config);

private:
    template <class Then>
    void withRecord(Kind kind, const std::string& source, const std::string& id, Then then);
    void keep(Ticket ticket);
    bool allows(const std::string& source, const std::string& verb) const;
    ConfigEditor editor() const;
    std::vector<SourceDraft> foundSources() const;
    void edited(const EditOutcome& outcome, const ReplyTo& reply, const QString& done);

    Engine& m_engine;
    HistoryAccess& m_history;
    LiveConfig& m_live;
    Config m_config;
    QObject m_receiver;
    std::vector<std::function<void()>> m_onAdopted; ///< What waits for an edit to hold.
    std::list<Ticket> m_tickets;                    ///< The newest questions; older ones are let go.
    bool m_paused = false;
};

} // namespace shipglass

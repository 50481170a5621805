// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands.h"

#include <deque>
#include <set>
#include <vector>

namespace shipglass {

/// Notes what a person asked for, and answers as the test says: at once with `reply`.
class FakeCommands final : public Commands {
public:
    void pollNow() override { ++polls; }
    void setPaused(bool wanted) override { paused = wanted; }
    bool isPaused() const override { return paused; }
    void stopBackfill(const std::string& source) override { stopped.push_back(source); }
    bool offers(const std::string&, Kind, const std::string& verb) const override {
        return verbs.contains(verb);
    }
    void act(const ActionWish& wish, ReplyTo to) override {
        wishes.push_back(wish);
        to(reply);
    }
    void allow(const std::string& source, const std::string& verb, ReplyTo to) override {
        allowed.emplace_back(source, verb);
        reply = {true, QStringLiteral("Done")};
        to({true, QStringLiteral("Allowed")});
    }
    void readDetail(Kind, const std::string&, const std::string& id) override { opened.push_back(id); }
    void readLog(const LogWish& wish, std::function<void(LogPiece)> piece) override {
        logWishes.push_back(wish);
        if (pieces.empty()) return;
        const auto next = pieces.front();
        pieces.pop_front();
        piece(next);
    }
    void testConnection(const std::string& source, ReplyTo to) override {
        tested.push_back(source);
        to(reply);
    }
    void setEnabled(const std::string& source, bool enabled, ReplyTo to) override {
        switched.emplace_back(source, enabled);
        to(reply);
    }
    void forget(const std::string& source, ReplyTo to) override {
        forgotten.push_back(source);
        to(reply);
    }
    void addServer(const OfferedServer& server, ReplyTo to) override {
        added.push_back(server);
        to(reply);
    }

    QString serviceLines(const ServiceRules& rules) const override {
        QString lines;
        for (const auto& rule : rules)
            lines += QStringLiteral("- name: %1\n").arg(QString::fromStdString(rule.name));
        return lines;
    }
    void addServices(const ServiceRules& rules, ReplyTo to) override {
        services = rules;
        to(reply);
    }

    Reply reply{true, QStringLiteral("Done")};
    std::set<std::string> verbs{"rerun", "cancel", "acknowledge", "silence",
                                "resolve"}; ///< What systems offer.
    std::deque<LogPiece> pieces;            ///< Of logs, in the order they are read.
    bool paused = false;
    int polls = 0;
    std::vector<ActionWish> wishes;
    std::vector<LogWish> logWishes;
    std::vector<std::string> opened, tested, forgotten, stopped;
    std::vector<std::pair<std::string, bool>> switched;
    std::vector<std::pair<std::string, std::string>> allowed;
    std::vector<OfferedServer> added;
    ServiceRules services; ///< Those that were added last.
};

} // namespace shipglass

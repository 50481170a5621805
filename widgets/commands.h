// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/services.h"
#include "records/record.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>

namespace shipglass {

/// What came of a person's action, said in text that is shown as it is.
struct Reply {
    bool ok = false;
    QString text;
    /// Set when the source's configuration does not allow the action: Commands::allow() can change that.
    bool forbiddenByFile = false;
};
using ReplyTo = std::function<void(Reply)>;

/// What a person wants done with one record.
struct ActionWish {
    std::string verb; ///< rerun, cancel, approve, acknowledge, silence, resolve
    Kind kind = Kind::run;
    std::string source, id;
    std::optional<Millis> duration;
    std::string comment;
};

/// Which log, and from where on.
struct LogWish {
    std::string source, runId, stageId;
    std::int64_t offset = 0;
};
/// The next piece of a log as its system sent it, or why there is none.
struct LogPiece {
    std::string text;
    std::int64_t nextOffset = 0;
    bool ended = false;
    QString problem; ///< Empty when all went well.
};

/// A server that was found on this machine and can be added as a source.
struct OfferedServer {
    std::string kind, name, url;
};

/// All that a person can make the program do. Implemented by the application; called on, and answering on,
/// the thread of the window. None of these waits. An answer may come after the widget that asked is gone.
class Commands {
public:
    virtual ~Commands() = default;

    virtual void pollNow() = 0;
    virtual void setPaused(bool paused) = 0;
    virtual bool isPaused() const = 0;
    /// Stops reading old history of a source; what is there stays.
    virtual void stopBackfill(const std::string& source) = 0;

    /// True when the source's system knows this verb for records of this kind.
    virtual bool offers(const std::string& source, Kind kind, const std::string& verb) const = 0;
    virtual void act(const ActionWish& wish, ReplyTo reply) = 0;
    /// Writes into the configuration that a source may be acted on with this verb; answers when it holds.
    virtual void allow(const std::string& source, const std::string& verb, ReplyTo reply) = 0;
    /// A record was opened by hand: what polls leave out may be fetched now; it arrives in the history.
    virtual void readDetail(Kind kind, const std::string& source, const std::string& id) = 0;
    virtual void readLog(const LogWish& wish, std::function<void(LogPiece)> piece) = 0;

    virtual void testConnection(const std::string& source, ReplyTo reply) = 0;
    virtual void setEnabled(const std::string& source, bool enabled, ReplyTo reply) = 0;
    /// Takes the source out of the configuration and deletes all that is known of it.
    virtual void forget(const std::string& source, ReplyTo reply) = 0;
    virtual void addServer(const OfferedServer& server, ReplyTo reply) = 0;
    /// Services as lines of the configuration, for somebody to copy.
    virtual QString serviceLines(const ServiceRules& rules) const = 0;
    /// Writes services into the configuration, all or none.
    virtual void addServices(const ServiceRules& rules, ReplyTo reply) = 0;
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/window_commands.h"

#include "config/editor.h"
#include "config/service_draft.h"
#include "connectors/registry.h"
#include "program/now.h"
#include "program/person.h"
#include "program/server_offer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace shipglass {

namespace {

constexpr std::size_t mostTickets = 16;

QString plain(const std::string& text) { return QString::fromStdString(text); }
Reply refused(const Error& error) { return {false, plain(error.message)}; }

QString healthText(const Health& health) {
    QString text =
        health.version.empty() ? QString("Connected") : "Connected to version " + plain(health.version);
    if (!health.identity.empty()) text += " as " + plain(health.identity);
    for (const auto& [facet, answer] : health.facets)
        if (answer != "yes") text += "; " + plain(std::string(word(facet))) + ": " + plain(answer);
    return text;
}

ActionRequest requestOf(const ActionWish& wish, Record record) {
    ActionRequest request;
    request.verb = wish.verb;
    request.call.record = std::move(record);
    request.call.duration = wish.duration;
    request.call.comment = wish.comment;
    request.call.who = personName();
    return request;
}

} // namespace

WindowCommands::WindowCommands(Engine& engine, HistoryAccess& history, LiveConfig& config)
    : m_engine(engine), m_history(history), m_live(config) {}

WindowCommands::~WindowCommands() = default;

void WindowCommands::adopt(const Config& config) {
    m_config = config;
    m_engine.configure(m_config);
    for (const auto& wait : std::exchange(m_onAdopted, {})) wait();
}

void WindowCommands::pollNow() { m_engine.polls().pollAllNow(); }

void WindowCommands::setPaused(bool paused) {
    m_paused = paused;
    m_engine.polls().pause(paused);
}

void WindowCommands::stopBackfill(const std::string& source) { m_engine.polls().stopBackfill(source); }

bool WindowCommands::offers(const std::string& source, Kind kind, const std::string& verb) const {
    const ConfiguredSource* configured = m_config.source(source);
    const Connector* connector = configured ? findConnector(configured->kind) : nullptr;
    return connector &&
           std::any_of(connector->actions.begin(), connector->actions.end(),
                       [&](const Action& action) { return action.facet == kind && action.verb == verb; });
}

/// Reads the whole record on a reader thread, then goes on here.
template <class Then>
void WindowCommands::withRecord(Kind kind, const std::string& source, const std::string& id, Then then) {
    m_history.ask(
        &m_receiver, [kind, source, id](Reader& reader) { return reader.find(kind, source, id, wallTime()); },
        [then = std::move(then)](Result<Row> row) { then(std::move(row)); });
}

void WindowCommands::keep(Ticket ticket) {
    m_tickets.push_back(std::move(ticket));
    if (m_tickets.size() > mostTickets) m_tickets.pop_front();
}

bool WindowCommands::allows(const std::string& source, const std::string& verb) const {
    const ConfiguredSource* configured = m_config.source(source);
    return configured && configured->actions.allows(verb);
}

void WindowCommands::act(const ActionWish& wish, ReplyTo reply) {
    if (!allows(wish.source, wish.verb))
        return reply(
            {false, "The configuration does not allow to " + plain(wish.verb) + " for " + plain(wish.source),
             true});
    withRecord(wish.kind, wish.source, wish.id, [this, wish, reply](Result<Row> row) {
        if (!row) return reply(refused(row.error()));
        m_engine.polls().act(wish.source, requestOf(wish, row->record), [reply](Result<ActionReport> report) {
            reply(report ? Reply{true, plain(report->message)} : refused(report.error()));
        });
    });
}

void WindowCommands::allow(const std::string& source, const std::string& verb, ReplyTo reply) {
    const ConfiguredSource* configured = m_config.source(source);
    auto verbs = configured ? configured->actions.verbs : std::vector<std::string>();
    verbs.push_back(verb);
    const auto outcome = editor().setKey(source, "actions", nlohmann::json(verbs).dump());
    if (!outcome.written) return edited(outcome, reply, {});
    m_onAdopted.emplace_back([reply, verb] { reply({true, plain(verb) + " is allowed now"}); });
}

void WindowCommands::readDetail(Kind kind, const std::string& source, const std::string& id) {
    withRecord(kind, source, id, [this, source](Result<Row> row) {
        if (row) keep(m_engine.polls().detail(source, row->record, [](const Result<Record>&) {}));
    });
}

void WindowCommands::readLog(const LogWish& wish, std::function<void(LogPiece)> piece) {
    withRecord(Kind::run, wish.source, wish.runId, [this, wish, piece](Result<Row> row) {
        if (!row) return piece({{}, wish.offset, true, plain(row.error().message)});
        LogRef ref;
        ref.run = std::get<Run>(row->record);
        ref.stageId = wish.stageId;
        ref.offset = wish.offset;
        keep(m_engine.polls().log(wish.source, std::move(ref), [wish, piece](Result<LogPage> page) {
            if (page)
                piece({page->text, page->nextOffset, page->ended, {}});
            else
                piece({{}, wish.offset, true, plain(page.error().message)});
        }));
    });
}

void WindowCommands::testConnection(const std::string& source, ReplyTo reply) {
    keep(m_engine.polls().test(source, [reply](Result<Health> health) {
        reply(health ? Reply{true, healthText(*health)} : refused(health.error()));
    }));
}

ConfigEditor WindowCommands::editor() const {
    return ConfigEditor(m_live.path(), m_live.text(), m_live.kinds());
}

/// The file's watcher brings the change into force; what could not be written is shown for copying.
void WindowCommands::edited(const EditOutcome& outcome, const ReplyTo& reply, const QString& done) {
    if (outcome.written) return reply({true, done});
    const QString lines = outcome.lines.empty() ? QString() : "\n" + plain(outcome.lines);
    reply({false, plain(outcome.why) + lines});
}

void WindowCommands::setEnabled(const std::string& source, bool enabled, ReplyTo reply) {
    edited(editor().setKey(source, "enabled", enabled ? "true" : "false"), reply,
           enabled ? "Switched on" : "Switched off");
}

void WindowCommands::forget(const std::string& source, ReplyTo reply) {
    const bool configured = m_live.config()->source(source) != nullptr;
    if (configured) {
        const auto outcome = editor().remove(source);
        if (!outcome.written) return edited(outcome, reply, {});
    }
    m_engine.polls().forget(source, [reply](Result<Done> done) {
        reply(done ? Reply{true, "Forgotten, with its data"} : refused(done.error()));
    });
}

/// What is shown without a configuration would be gone with the first one: it is written down, too.
std::vector<SourceDraft> WindowCommands::foundSources() const {
    std::vector<SourceDraft> drafts;
    if (m_live.text()) return drafts;
    for (const ConfiguredSource& source : m_config.sources) {
        SourceDraft& draft = drafts.emplace_back();
        draft.text("name", source.name).text("kind", source.kind);
        const auto settings = nlohmann::json::parse(source.settings);
        for (const auto& [key, value] : settings.items()) draft.entries.emplace_back(key, value.dump());
    }
    return drafts;
}

void WindowCommands::addServer(const OfferedServer& server, ReplyTo reply) {
    auto drafts = foundSources();
    drafts.push_back(draftOf(server));
    LiveConfig file(m_live.path(), m_live.kinds(),
                    true); // a second look, so that the watcher's own finds it all
    for (const SourceDraft& draft : drafts) {
        const auto outcome = ConfigEditor(file.path(), file.text(), file.kinds()).put(draft);
        if (!outcome.written) return edited(outcome, reply, {});
        file.look();
    }
    reply({true, plain(server.name) + " was added to " + plain(m_live.path().string())});
}

QString WindowCommands::serviceLines(const ServiceRules& rules) const {
    return plain(shipglass::serviceLines(rules));
}

void WindowCommands::addServices(const ServiceRules& rules, ReplyTo reply) {
    std::vector<SourceDraft> drafts;
    for (const ServiceRule& rule : rules) drafts.push_back(draftOf(rule));
    const auto outcome = editor().addServices(drafts);
    edited({outcome.written, outcome.why, ""}, reply, "Added to " + plain(m_live.path().string()));
}

} // namespace shipglass

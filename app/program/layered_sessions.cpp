// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/layered_sessions.h"

#include "net/recorder.h"
#include "net/request_log.h"

#include <optional>

namespace shipglass {

/// What stands between one source's sessions and the world, the recorder above the log.
struct LayeredSessions::Layers {
    Layers(const std::string& name, const SessionWorld& world, const std::string& recordFolder,
           const Log& log)
        : requests(name, *world.transport, *world.clock, log), sessions(around(world, recordFolder, log)) {}

    SessionWorld around(SessionWorld world, const std::string& recordFolder, const Log& log) {
        world.transport = &requests;
        if (recordFolder.empty()) return world;
        recorder.emplace(recordFolder, world, log);
        world.transport = &*recorder;
        world.local = &*recorder;
        return world;
    }

    RequestLog requests;
    std::optional<Recorder> recorder;
    std::optional<SourceSessions::Source> source; ///< Nothing once it was taken out.
    SourceSessions sessions;
};

namespace {

/// Says how a poll begins, and what it has cost when its session is let go of.
class PollLines {
public:
    PollLines(Log log, std::string source, std::function<Usage()> usage, const Clock& clock)
        : m_log(std::move(log)), m_source(std::move(source)), m_usage(std::move(usage)), m_clock(clock),
          m_begun(clock.now()) {
        m_log(LogLevel::info, m_source + ": the poll begins");
    }
    PollLines(const PollLines&) = delete;
    PollLines& operator=(const PollLines&) = delete;
    ~PollLines() {
        const Usage usage = m_usage();
        m_log(LogLevel::info, m_source + ": the poll ended after " +
                                  std::to_string((m_clock.now() - m_begun).count()) + " ms and " +
                                  std::to_string(usage.requests) + " requests, " +
                                  std::to_string(usage.notModified) + " of them answered as kept, " +
                                  std::to_string(usage.bytes) + " bytes");
    }
    Usage usage() const { return m_usage(); }

private:
    Log m_log;
    std::string m_source;
    std::function<Usage()> m_usage;
    const Clock& m_clock;
    Time m_begun;
};

} // namespace

LayeredSessions::LayeredSessions(SessionWorld world, std::string recordFolder, Log log)
    : m_world(std::move(world)), m_recordFolder(std::move(recordFolder)), m_log(std::move(log)) {}

LayeredSessions::~LayeredSessions() = default;

LayeredSessions::Layers& LayeredSessions::layersOf(const std::string& source) {
    auto& layers = m_layers[source];
    if (!layers) layers = std::make_unique<Layers>(source, m_world, m_recordFolder, m_log);
    return *layers;
}

void LayeredSessions::configure(std::vector<SourceSessions::Source> sources) {
    for (auto& [name, layers] : m_layers) {
        layers->source.reset();
        layers->sessions.configure({});
    }
    for (auto& source : sources) {
        Layers& layers = layersOf(source.config.name);
        layers.requests.follow(source.secrets);
        layers.sessions.configure({source});
        layers.source = std::move(source);
    }
}

Task<OpenSession> LayeredSessions::open(std::string source, Purpose purpose, Host* host,
                                        SavedBudgets budgets) {
    const auto found = m_layers.find(source);
    if (found == m_layers.end()) throw Failure(Fault::config, "no source is called " + source);
    Layers& layers = *found->second;
    if (layers.recorder && layers.source && purpose != Purpose::preview)
        layers.recorder->begin(layers.source->config, layers.source->secrets, *host);
    auto opening = layers.sessions.open(source, purpose, host, std::move(budgets));
    auto open = co_await std::move(opening);
    if (purpose != Purpose::poll || !m_log.wants(LogLevel::info)) co_return open;
    const auto lines = std::make_shared<PollLines>(m_log, source, std::move(open.usage), *m_world.clock);
    open.usage = [lines] { return lines->usage(); };
    co_return open;
}

} // namespace shipglass

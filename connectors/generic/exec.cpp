// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "net/connector.h"
#include "net/json_text.h"

#include <array>

namespace shipglass {

namespace exec {

namespace {

constexpr std::array facets{Facet::run,      Facet::deployment, Facet::change, Facet::alert,
                            Facet::resource, Facet::metric,     Facet::log,    Facet::test};
constexpr std::array auth{AuthKind{"none", {}, AuthPlacement::none, "", ""}};
constexpr std::array fields{
    Field{"command", FieldType::textList, true, "The program and its arguments; no shell reads them"},
    Field{"settings", FieldType::map, false, "Handed to the program as they are"}};
constexpr std::int64_t longestRun = 60'000; // milliseconds
constexpr std::size_t largestOutput = 8U << 20U;
constexpr std::size_t errorLines = 20;

/// What the program reads on its standard input.
std::string question(const Session& session) {
    std::string cursors;
    for (const auto& [scope, cursor] : session.cursors())
        cursors += (cursors.empty() ? "" : ",") + quoted(scope) + ":" + quoted(cursor);
    const Node settings = session.settings()["settings"];
    return R"({"protocol":1,"source":)" + quoted(session.source()) + R"(,"settings":)" +
           (settings.exists() ? settings.dump() : "{}") + R"(,"cursors":{)" + cursors + R"(},"since":)" +
           quoted(formatTime(session.since())) + "}\n";
}

/// The last lines of what the program complained of; the session redacts them.
std::string lastLines(std::string_view text) {
    std::size_t begin = text.size(), lines = 0;
    while (begin > 0 && lines <= errorLines)
        if (text[--begin] == '\n' && begin + 1 < text.size()) ++lines;
    if (begin > 0) ++begin;
    return std::string(text.substr(begin));
}

/// Collects records until a batch line closes them; what no batch closed is dropped with the object.
class Protocol {
public:
    explicit Protocol(Session session) : m_session(std::move(session)) {}

    Task<Done> take(std::string line) { return takeLine(this, std::move(line)); }

private:
    static Task<Done> takeLine(Protocol* self, std::string line) {
        auto json = Json::parse(line);
        if (!json)
            throw Failure(Fault::malformed,
                          "A line of the program's output is no JSON: " + json.error().message);
        const auto kind = (*json)["kind"].text();
        if (kind == "batch") {
            co_await handBatch(self, *json);
        } else if (kind == "error") {
            co_await passError(self, *json);
        } else {
            auto record = fromJson(line);
            if (!record) throw Failure(record.error());
            self->m_records.push_back(std::move(*record));
        }
        co_return Done();
    }
    static Facet facetOf(const Json& json) {
        const auto facet = fromWord<Facet>(json["facet"].text());
        if (!facet)
            throw Failure(Fault::malformed, "The program named an unknown facet: " + json["facet"].text());
        return *facet;
    }
    static Task<Done> handBatch(Protocol* self, Json json) {
        Batch batch(facetOf(json), json["scope"].text());
        for (Record& record : self->m_records) {
            if (kindOf(record) != batch.facet())
                throw Failure(Fault::malformed, "A batch holds records of another kind than its facet.");
            common(record).source.clear();
            batch.add(std::move(record));
        }
        self->m_records.clear();
        if (json["cursor"].exists()) batch.setCursor(json["cursor"].text());
        batch.setLast(json["last"].boolean().value_or(false));
        co_await self->m_session.hand(std::move(batch));
        co_return Done();
    }
    static Task<Done> passError(Protocol* self, Json json) {
        Error error;
        error.fault = fromWord<Fault>(json["fault"].text()).value_or(Fault::server);
        error.message = json["message"].text();
        self->m_records.clear();
        co_await self->m_session.failed(facetOf(json), json["scope"].text(), error);
        co_return Done();
    }

    Session m_session;
    std::vector<Record> m_records;
};

Task<std::string> runProgram(Session session) {
    Command command(session.list("command"));
    command.input(question(session)).limits(longestRun, largestOutput);
    auto result = co_await session.run(command);
    if (result.exitCode != 0)
        throw Failure(Error{Fault::server,
                            "The program ended with " + std::to_string(result.exitCode) + ": " +
                                lastLines(result.errors),
                            result.exitCode,
                            {}});
    co_return result.output;
}

Task<Done> poll(Session session) {
    auto output = co_await runProgram(session);
    auto protocol = std::make_shared<Protocol>(session);
    std::size_t begin = 0;
    while (begin < output.size()) {
        const auto end = std::min(output.find('\n', begin), output.size());
        auto line = output.substr(begin, end - begin);
        begin = end + 1;
        if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
        co_await protocol->take(std::move(line));
    }
    co_return Done();
}

Task<Health> probe(Session session) {
    auto output = co_await runProgram(session);
    Health health;
    health.identity = session.list("command").front() + " runs";
    for (const Facet facet : facets) health.facets[facet] = "yes";
    co_return health;
}

} // namespace
} // namespace exec

extern const Connector execConnector{
    .id = "exec",
    .name = "A program of your own",
    .docs = "https://jsonlines.org/",
    .category = Category::generic,
    .facets = exec::facets,
    .auth = exec::auth,
    .fields = exec::fields,
    .defaultUrl = "",
    .limits = {},
    .every = Seconds(60),
    .http = false,
    .probe = exec::probe,
    .poll = exec::poll,
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/generic/exec/output.h"

#include "net/connector.h"
#include "net/json_text.h"
#include "net/text.h"

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

Command commandOf(const Session& session) {
    Command command(session.list("command"));
    command.input(question(session)).limits(longestRun, largestOutput);
    return command;
}

Error endError(const CommandResult& result) {
    Error error{
        Fault::server, "the program ended with " + std::to_string(result.exitCode), result.exitCode, {}};
    const auto words = lastLines(result.errors);
    if (!words.empty()) error.message += ": " + words;
    return error;
}

Task<Said> read(Session session, std::string output) {
    const std::function<Said()> reading = [output = std::move(output)] { return readOutput(output); };
    auto said = co_await session.offload(reading);
    co_return said;
}

Task<Done> handOver(Session session, Said said) {
    for (Step& step : said.steps) {
        if (step.error)
            co_await session.failed(step.batch.facet(), step.batch.scope(), *step.error);
        else
            co_await session.hand(std::move(step.batch));
    }
    if (said.fault) throw Failure(*said.fault);
    co_return Done();
}

/// What a batch line closed is kept also when the program ends badly afterwards.
Task<Done> poll(Session session) {
    auto result = co_await session.run(commandOf(session));
    auto said = co_await read(session, std::move(result.output));
    auto handed = co_await handOver(session, std::move(said)).attempt();
    if (result.exitCode != 0) throw Failure(endError(result));
    co_return std::move(handed).orThrow();
}

/// Why a facet cannot be read: in the program's own words, if it has any.
std::string reasonOf(const Error& error) {
    const auto message = plainLine(error.message);
    return message.empty() ? std::string(word(error.fault)) : message;
}

Task<Health> probe(Session session) {
    auto result = co_await session.run(commandOf(session));
    if (result.exitCode != 0) throw Failure(endError(result));
    auto said = co_await read(session, std::move(result.output));
    if (said.fault) throw Failure(*said.fault);
    Health health;
    health.identity = session.list("command").front();
    for (const Step& step : said.steps)
        health.facets[step.batch.facet()] = step.error ? "no: " + reasonOf(*step.error) : std::string("yes");
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

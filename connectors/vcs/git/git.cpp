// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/vcs/git/git.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace git {

namespace {

constexpr std::array facets{Facet::change, Facet::deployment};
constexpr std::array auth{AuthKind{"none", {}, AuthPlacement::none, "", ""}};
constexpr std::array fields{
    Field{"repositories", FieldType::textList, true, "Folders of clones on this machine"},
    Field{"branch", FieldType::text, false, "The main line; what HEAD points to without it"}};

/// Git's complaint in one line.
Error errorOf(const CommandResult& result) {
    auto said = result.errors.substr(0, result.errors.find('\n'));
    const bool foreign = said.find("dubious ownership") != std::string::npos;
    if (foreign) said = "The repository belongs to another user, so git will not read it.";
    const Fault fault = foreign ? Fault::forbidden : result.exitCode == 128 ? Fault::notFound : Fault::server;
    return Error{fault, said.empty() ? "git failed" : said, result.exitCode, {}};
}

/// `git@host:acme/web.git` and `https://host/acme/web` are both called `acme/web`.
std::string nameOfRemote(std::string url) {
    while (!url.empty() && (url.back() == '\n' || url.back() == '/')) url.pop_back();
    if (url.ends_with(".git")) url.resize(url.size() - 4);
    const auto last = url.find_last_of("/:");
    if (last == std::string::npos) return url;
    const auto before = url.find_last_of("/:@", last - 1);
    const bool hasOwner = url[last] == '/' && before != std::string::npos && last - before > 1;
    return url.substr(hasOwner ? before + 1 : last + 1);
}

std::string nameOfFolder(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path.substr(path.find_last_of('/') + 1);
}

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

Task<Health> probe(Session session) {
    std::vector<std::string> argv{"git", "--version"};
    Command command(std::move(argv));
    auto answer = co_await session.run(command);
    Health health;
    health.version = firstLine(answer.output);
    for (const auto& path : session.list("repositories")) {
        auto clone = co_await describe(session, path);
        health.identity += (health.identity.empty() ? "" : ", ") + clone.name;
    }
    for (const Facet facet : facets) health.facets[facet] = "yes";
    co_return health;
}

Task<Done> pollClone(Session session, std::string path) {
    auto clone = co_await describe(session, path);
    auto changes = co_await pollChanges(session, clone).attempt();
    if (!changes) co_await session.failed(Facet::change, clone.name, changes.error());
    auto tags = co_await pollTags(session, clone).attempt();
    if (!tags) co_await session.failed(Facet::deployment, clone.name, tags.error());
    co_return Done();
}

Task<Done> poll(Session session) {
    for (const auto& path : session.list("repositories")) {
        auto done = co_await pollClone(session, path).attempt();
        if (!done) co_await session.failed(Facet::change, path, done.error());
    }
    co_return Done();
}

} // namespace

Task<CommandResult> run(Session session, std::string path, std::vector<std::string> arguments,
                        bool acceptOne) {
    std::vector<std::string> argv{"git", "--no-pager", "--no-optional-locks", "--no-replace-objects",
                                  "-C",  path};
    for (const char* setting : {"core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false",
                                "core.quotePath=false"}) {
        argv.emplace_back("-c");
        argv.emplace_back(setting);
    }
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    Command command(std::move(argv));
    command.env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_ASKPASS", "");
    command.limits(60'000, 64U << 20U);
    auto result = co_await session.run(command);
    if (result.exitCode != 0 && !(acceptOne && result.exitCode == 1)) throw Failure(errorOf(result));
    co_return result;
}

Task<Clone> describe(Session session, std::string path) {
    std::vector<std::string> askRemote{"config", "--get", "remote.origin.url"};
    std::vector<std::string> askHead{"symbolic-ref", "--short", "-q", "HEAD"};
    auto remote = co_await run(session, path, askRemote, true);
    Clone clone;
    clone.path = path;
    clone.name = remote.output.empty() ? nameOfFolder(path) : nameOfRemote(remote.output);
    clone.branch = session.setting("branch");
    if (clone.branch.empty()) {
        auto head = co_await run(session, path, askHead, true);
        clone.branch = firstLine(head.output);
    }
    if (clone.branch.empty()) clone.branch = "HEAD";
    if (clone.branch.front() == '-')
        throw Failure(Fault::config, "A branch name must not begin with a dash.");
    co_return clone;
}

} // namespace git

extern const Connector gitConnector{
    .id = "git",
    .name = "Git",
    .docs = "https://git-scm.com/docs",
    .category = Category::vcs,
    .facets = git::facets,
    .auth = git::auth,
    .fields = git::fields,
    .defaultUrl = "",
    .limits = {},
    .every = Seconds(30),
    .http = false,
    .probe = git::probe,
    .poll = git::poll,
    .compare = git::compare,
};

} // namespace shipglass

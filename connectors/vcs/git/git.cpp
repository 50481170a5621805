// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/vcs/git/git.h"

#include "net/poll_scope.h"

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

/// What git says where it does not find what was asked for; all else is a repository that is broken.
constexpr std::array<std::string_view, 6> missing{"not a git repository", "No such file",
                                                  "unknown revision",     "bad revision",
                                                  "Not a valid",          "Invalid symmetric"};

bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

/// Git's complaint in one line; warnings may stand before it.
std::string complaintIn(const std::string& errors) {
    constexpr std::string_view mark = "fatal: ";
    const auto fatal = errors.find(mark);
    const auto begin = fatal == std::string::npos ? 0 : fatal + mark.size();
    return errors.substr(begin, errors.find('\n', begin) - begin);
}

Error errorOf(const CommandResult& result) {
    const auto said = complaintIn(result.errors);
    if (says(said, "dubious ownership"))
        return Error{Fault::forbidden, "The repository belongs to another user, so git will not read it.",
                     result.exitCode, std::nullopt};
    const bool gone = std::any_of(missing.begin(), missing.end(),
                                  [&](std::string_view words) { return says(said, words); });
    const Fault fault = says(said, "Permission denied") ? Fault::forbidden
                        : gone                          ? Fault::notFound
                                                        : Fault::server;
    return Error{fault, said.empty() ? "git failed" : "git: " + said, result.exitCode, std::nullopt};
}

std::string nameOfFolder(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path.substr(path.find_last_of('/') + 1);
}

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

/// `/srv/acme/web` is `acme/web`, and `../web` is `web`.
std::string lastTwoFolders(const std::string& path) {
    const auto name = path.rfind('/');
    if (name == std::string::npos || name == 0) return path.substr(name + 1);
    const auto owner = path.rfind('/', name - 1) + 1;
    return path.substr(path[owner] == '.' || owner == name ? name + 1 : owner);
}

Task<Health> probe(Session session) {
    std::vector<std::string> argv{"git", "--version"};
    Command command(std::move(argv));
    auto answer = co_await session.run(command);
    constexpr std::string_view introduction = "git version ";
    Health health;
    health.version = firstLine(answer.output);
    if (health.version.starts_with(introduction)) health.version.erase(0, introduction.size());
    for (const auto& path : session.list("repositories")) {
        auto clone = co_await describe(session, path);
        health.identity += (health.identity.empty() ? "" : ", ") + clone.name;
    }
    for (const Facet facet : facets) health.facets[facet] = "yes";
    co_return health;
}

Task<Done> pollClone(Session session, std::string path) {
    auto clone = co_await describe(session, path);
    co_await pollScope(session, Facet::change, clone.name, pollChanges(session, clone));
    co_await pollScope(session, Facet::deployment, clone.name, pollTags(session, clone));
    co_return Done();
}

/// What cannot be described has no name either, so it fails under its path.
Task<Done> poll(Session session) {
    for (const auto& path : session.list("repositories")) {
        auto done = co_await pollClone(session, path).attempt();
        if (done.ok()) continue;
        for (const Facet facet : facets) co_await session.failed(facet, path, done.error());
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
        .env("GIT_ASKPASS", "")
        // What a partial clone left out is not fetched: that would run commands of its configuration.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none");
    command.limits(60'000, 64U << 20U);
    auto result = co_await session.run(command);
    if (result.exitCode != 0 && !(acceptOne && result.exitCode == 1)) throw Failure(errorOf(result));
    co_return result;
}

std::string nameOfRemote(std::string url) {
    while (!url.empty() && (url.back() == '\n' || url.back() == '/')) url.pop_back();
    if (url.ends_with(".git")) url.resize(url.size() - 4);
    const auto scheme = url.find("://");
    const bool isUrl = scheme != std::string::npos;
    const auto colon = url.find(':'), slash = url.find('/');
    if (url.starts_with("file://") || colon == std::string::npos || slash < colon) return lastTwoFolders(url);
    std::string address = url.substr(isUrl ? scheme + 3 : 0);
    address.erase(0, address.rfind('@') + 1); // Without whom it would be: npos + 1 is 0.
    const auto end = address.find(isUrl ? '/' : ':');
    if (end == std::string::npos) return address;
    return address.substr(std::min(address.find_first_not_of('/', end + 1), address.size()));
}

Task<bool> isShallow(Session session, std::string path) {
    std::vector<std::string> ask{"rev-parse", "--is-shallow-repository"};
    auto answer = co_await run(session, path, ask);
    co_return answer.output.starts_with("true");
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
    if (clone.branch.empty()) clone.branch = detachedHead;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/exchange.h"

#include <cstdlib>

namespace shipglass {

namespace {

using Core = std::shared_ptr<SessionCore>;

std::string fromOurs(const char* name, std::string otherwise) {
    const char* const value = std::getenv(name);
    return value ? std::string(value) : std::move(otherwise);
}

/// A key of `auth:` or else of `env:`. Throws `config` when neither has it.
std::string secretValue(const SessionCore& core, const SecretRef& secret) {
    for (const auto* section : {"auth.", "env."}) {
        std::string value = core.world().secrets->secret(section + secret.key);
        if (!value.empty()) return value;
    }
    throw Failure(Fault::config, "the secret " + secret.key + " is missing");
}

/// Children inherit nothing but where programs and the user's own settings lie.
WireCommand wireCommand(const SessionCore& core, const Command& command) {
    WireCommand wire;
    wire.argv = command.argv();
    wire.directory = command.directory();
    wire.input = command.standardInput();
    wire.timeout = Millis(command.millis());
    wire.largestOutput = command.largestOutput();
    wire.environment = {{"PATH", fromOurs("PATH", "/usr/local/bin:/usr/bin:/bin")},
                        {"HOME", fromOurs("HOME", "/")},
                        {"LC_ALL", "C.UTF-8"},
                        {"TZ", "UTC"}};
    for (const auto& variable : command.environment()) wire.environment.push_back(variable);
    for (const auto& name : core.config().envNames)
        wire.environment.emplace_back(name, core.world().secrets->secret("env." + name));
    for (const auto& [name, secret] : command.secretEnvironment())
        wire.environment.emplace_back(name, secretValue(core, secret));
    return wire;
}

Task<CommandResult> runCommand(Core core, Command command) {
    if (!core->loaded()) {
        auto preparing = prepareSecrets(core, false);
        co_await std::move(preparing);
    }
    Await<Result<CommandResult>> running([&](std::function<void(Result<CommandResult>)> complete) {
        return core->world().local->run(wireCommand(*core, command), std::move(complete));
    });
    auto result = co_await running;
    core->progressed();
    if (!result.ok()) throw Failure(core->redact().error(result.error()));
    result->errors = core->redact()(result->errors);
    co_return std::move(*result);
}

Task<std::vector<FileInfo>> findFiles(Core core, std::string glob) {
    Await<Result<std::vector<FileInfo>>> finding(
        [&](std::function<void(Result<std::vector<FileInfo>>)> complete) {
            return core->world().local->files(glob, std::move(complete));
        });
    auto result = co_await finding;
    core->progressed();
    co_return std::move(result).orThrow();
}

Task<std::string> readFile(Core core, std::string path) {
    Await<Result<std::string>> reading([&](std::function<void(Result<std::string>)> complete) {
        return core->world().local->read(path, core->largestBody(), std::move(complete));
    });
    auto result = co_await reading;
    core->progressed();
    co_return std::move(result).orThrow();
}

} // namespace

Task<CommandResult> Session::run(Command command) const { return runCommand(m_core, std::move(command)); }
Task<std::vector<FileInfo>> Session::files(std::string glob) const {
    return findFiles(m_core, std::move(glob));
}
Task<std::string> Session::read(std::string path) const { return readFile(m_core, std::move(path)); }

} // namespace shipglass

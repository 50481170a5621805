// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"
#include "cli/option_table.h"

#include <fmt/format.h>

namespace shipglass::cli {

namespace {

std::string line(std::string_view name) {
    const Option& option = *findOption(name);
    const auto left =
        option.value.empty() ? std::string(option.name) : fmt::format("{} {}", option.name, option.value);
    return fmt::format("  {:<22} {}\n", left, option.help);
}

std::string commonHelp() {
    std::string text = "\nEverywhere:\n";
    for (const auto name : commonOptions()) text += line(name);
    return text;
}

std::string helpOf(const VerbInfo& verb) {
    auto text = fmt::format("shipglass {} {}\n  {}\n", verb.name, verb.arguments, verb.help);
    if (!verb.options.empty()) text += "\nOptions:\n";
    for (const auto name : verb.options) text += line(name);
    return text + commonHelp();
}

} // namespace

std::string help(const std::string& verb) {
    if (const VerbInfo* info = findVerb(verb)) return helpOf(*info);
    std::string text = "shipglass [VERB] [OPTION...]\n  Watches software delivery. Without a verb, the "
                       "window opens.\n\nVerbs:\n";
    for (const VerbInfo& info : verbs()) text += fmt::format("  {:<22} {}\n", info.name, info.help);
    return text + "\nThe window:\n" + line("--wall") + commonHelp();
}

} // namespace shipglass::cli

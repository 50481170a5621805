// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace shipglass::cli {

/// One option as it is read and as the help shows it. `value` names what follows it; empty for a switch.
struct Option {
    std::string_view name, value, help;
};

/// One verb: what stands behind it, what it does, and the options that only some verbs have.
struct VerbInfo {
    std::string_view name, arguments, help;
    std::vector<std::string_view> options;
};

std::span<const VerbInfo> verbs();
std::span<const Option> options();
/// Those that every verb takes.
std::span<const std::string_view> commonOptions();

const VerbInfo* findVerb(std::string_view name);
const Option* findOption(std::string_view name);

} // namespace shipglass::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/secret.h"
#include "config/secret_reference.h"
#include "records/time.h"

#include <functional>
#include <string>
#include <vector>

namespace shipglass {

/// How the keychain and commands are asked; both block and are called off the GUI thread. See Keychain and
/// runSecretCommand() for the real ones.
struct SecretDoors {
    std::function<Result<Secret>(const std::string& name)> keychain;
    std::function<Result<Secret>(const std::vector<std::string>& argv, Millis limit)> command;
};

/// A secret, and what is better done about where it lies; "" for nothing.
struct FoundSecret {
    Secret value;
    std::string warning;
};

/// Finds the secret that a reference names: a variable of the environment, a file (64 KB at most), an entry
/// of the keychain or the output of a command (10 s at most); one line end at its end is cut. Nothing there
/// or nothing in it is `config`, in words that never hold the value.
Result<FoundSecret> findSecret(const SecretReference& reference, const SecretDoors& doors);

/// The value without the one line end that editors and commands add.
std::string_view withoutLineEnd(std::string_view text);

/// Runs a command without a shell, in a process group of its own that ends with it, and with no more of our
/// environment than who and where we are. Its first 64 KB of output are the secret; what it says of errors is
/// not kept.
Result<Secret> runSecretCommand(const std::vector<std::string>& argv, Millis limit);

} // namespace shipglass

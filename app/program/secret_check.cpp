// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/secret_check.h"

#include "config/source_secrets.h"

#include <cstdio>

namespace shipglass {

SecretDoors doorsOf(Keychain& keychain) {
    SecretDoors doors;
    doors.keychain = [&keychain](const std::string& name) { return keychain.read(name); };
    doors.command = runSecretCommand;
    return doors;
}

bool secretsAreThere(const Config& config, const std::filesystem::path& file, const SecretDoors& doors) {
    const auto missing = missingSecrets(config, file.string(), doors, true);
    for (const Mistake& mistake : missing) std::fprintf(stderr, "%s\n", format(mistake).c_str());
    return missing.empty();
}

} // namespace shipglass

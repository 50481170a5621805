// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/host.h"
#include "net/recorder_secrets.h"

#include <nlohmann/json_fwd.hpp>

namespace shipglass {

/// The exchanges of docs/fixtures.md, without the source's secrets. Of a request only what will be the same
/// when it is played is written: no header and no body that holds a secret.
nlohmann::json httpExchange(const SourceConfig& config, RecorderSecrets& secrets, const WireRequest& request,
                            const Result<WireAnswer>& answer);
nlohmann::json processExchange(RecorderSecrets& secrets, const WireCommand& command,
                               const Result<CommandResult>& result);
nlohmann::json filesExchange(RecorderSecrets& secrets, const std::string& glob,
                             const Result<std::vector<FileInfo>>& files);
nlohmann::json readExchange(RecorderSecrets& secrets, const std::string& path,
                            const Result<std::string>& text);

/// The settings.json beside them, with `dummy` for every secret.
nlohmann::json recordedSettings(const SourceConfig& config, RecorderSecrets& secrets, const Host& host,
                                Time now);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"

#include <filesystem>
#include <optional>
#include <string>

namespace shipglass {

/// Puts a new text in the place of the old one by rename, so that nobody ever reads half of it. A link stays
/// a link and the mode stays; without an old text a file of mode 0600 is created. `config` when the file is
/// not as it was, is read-only or belongs to somebody else; then nothing has changed.
Result<Done> replaceFile(const std::filesystem::path& path, const std::optional<std::string>& old,
                         const std::string& text);

} // namespace shipglass

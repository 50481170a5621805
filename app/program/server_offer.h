// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/source_draft.h"
#include "widgets/commands.h"

#include <filesystem>
#include <vector>

namespace shipglass {

/// A server that was found on this machine as the source that would watch it.
SourceDraft draftOf(const OfferedServer& server);

/// What to say, where there is no window to click in, of servers that are not watched yet: which they are and
/// the lines that watch them. "" for none.
std::string offerText(const std::vector<OfferedServer>& servers, const std::filesystem::path& configuration);

} // namespace shipglass

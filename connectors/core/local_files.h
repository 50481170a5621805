// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/command.h"
#include "records/error.h"

#include <atomic>
#include <string>
#include <vector>

namespace shipglass {

/// The regular files that match a glob, sorted by path. `*`, `?` and `[...]` match within one name, `**` any
/// number of folders. Wildcards do not match a leading dot, and `**` does not follow links, so circles end.
/// What may not be entered on the way is left out; `forbidden` where that is the folder the wildcards begin
/// in, `tooLarge` over 100 000 files or a million entries. Nothing there is an empty list. Blocks: for worker
/// threads.
Result<std::vector<FileInfo>> findFiles(const std::string& glob, const std::atomic<bool>& canceled);

/// The content of a regular file. Faults: notFound, forbidden, unsupported (a folder, a pipe), tooLarge,
/// server.
Result<std::string> readFile(const std::string& path, std::size_t largest);

} // namespace shipglass

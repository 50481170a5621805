// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/mistake.h"
#include "delivery/correction.h"
#include "records/error.h"

#include <filesystem>

namespace shipglass {

/// The corrections of an overlay file (`dora.overlay`), and every mistake in it, in the order of the file.
struct ParsedOverlay {
    std::vector<delivery::WrittenCorrection> corrections;
    std::vector<Mistake> mistakes;
};
ParsedOverlay parseOverlay(std::string_view text, const std::string& file);

/// Where the file lies that a configuration names: relative to the configuration's own folder.
std::filesystem::path overlayPath(const std::string& overlay, const std::filesystem::path& configuration);

/// Reads the file that the configuration names; nothing where it names none. Mistakes, and a file that is not
/// there, are Fault::config, one a line.
Result<std::vector<delivery::WrittenCorrection>> readOverlay(const std::string& overlay,
                                                             const std::filesystem::path& configuration);

} // namespace shipglass

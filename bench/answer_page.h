// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/run.h"

#include <string>
#include <vector>

namespace shipglass {
class Json;
}

namespace shipglass::bench {

/// A page of runs as a CI server answers it, about 12 KB of JSON.
std::string answerPage();

/// The runs of a page, read as connectors read them.
std::vector<Run> mapped(const Json& page);
/// Parses the page with bare nlohmann/json and maps it to the same runs.
std::vector<Run> parsedAndMapped(const std::string& body);

} // namespace shipglass::bench

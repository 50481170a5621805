// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/progress.h"

#include <algorithm>
#include <cstdlib>

namespace shipglass::jenkins {

std::int64_t numberOf(const Run& run) { return std::strtoll(run.number.c_str(), nullptr, 10); }

Progress Progress::parse(const std::string& cursor) {
    Progress progress;
    const auto json = Json::parse(cursor);
    if (!json) return progress;
    progress.newest = (*json)["newest"].integer().value_or(0);
    progress.oldest = (*json)["oldest"].integer().value_or(0);
    progress.filled = (*json)["filled"].boolean().value_or(false);
    for (const Node& number : (*json)["open"].items())
        if (number.integer()) progress.open.insert(*number.integer());
    return progress;
}

std::string Progress::format() const {
    std::string numbers;
    for (const std::int64_t number : open) numbers += (numbers.empty() ? "" : ",") + std::to_string(number);
    return R"({"newest":)" + std::to_string(newest) + R"(,"oldest":)" + std::to_string(oldest) +
           R"(,"filled":)" + (filled ? "true" : "false") + R"(,"open":[)" + numbers + "]}";
}

void Progress::advance(const std::vector<Run>& runs, std::int64_t lastBuild, bool more, bool atEnd) {
    const std::int64_t lowest = runs.empty() ? lastBuild : numberOf(runs.back());
    const std::int64_t highest = runs.empty() ? lastBuild : numberOf(runs.front());
    std::erase_if(open,
                  [&](std::int64_t number) { return number <= highest && (atEnd || number >= lowest); });
    oldest = std::min(lowest, oldest == 0 ? lastBuild : oldest);
    if (more) return;
    newest = lastBuild;
    filled = true;
}

void Progress::note(const Run& run) {
    if (isFinal(run.status))
        open.erase(numberOf(run));
    else
        open.insert(numberOf(run));
}

} // namespace shipglass::jenkins

// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/poll_wish.h"

#include "program/alert_owner.h"
#include "records/nearest.h"

#include <algorithm>

namespace shipglass {

namespace {

[[noreturn]] void refuse(std::string message) { throw Failure(Fault::config, std::move(message)); }

void requireEnabled(const Config& config, const std::string& name) {
    const ConfiguredSource* source = config.source(name);
    if (source && !source->enabled)
        refuse(name + " is switched off: its configuration has the line `enabled: false`.");
    if (source) return;
    std::vector<std::string> names;
    for (const ConfiguredSource& other : config.sources) names.push_back(other.name);
    refuse("No source is called " + name +
           (names.empty() ? "; none is configured." : "; did you mean " + nearestWord(name, names) + "?"));
}

} // namespace

Result<Config> wantedOf(const Config& config, const PollWish& wish, Time now) {
    try {
        for (const auto& name : wish.sources) requireEnabled(config, name);
    } catch (const Failure& failure) {
        return failure.error();
    }
    // Who reports alerts is settled by all sources, before some of them are left out.
    Config wanted = withAlertOwner(config);
    if (!wish.sources.empty())
        std::erase_if(wanted.sources, [&](const ConfiguredSource& source) {
            return std::find(wish.sources.begin(), wish.sources.end(), source.name) == wish.sources.end();
        });
    if (wish.since)
        for (ConfiguredSource& source : wanted.sources)
            source.backfill = std::max(now - *wish.since, Millis{0});
    return wanted;
}

} // namespace shipglass

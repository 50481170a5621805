// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/dora_terms.h"

#include "program/dora_overlay.h"
#include "program/dora_zone.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace {

std::chrono::weekday weekdayOf(std::string_view name) {
    constexpr std::array<std::string_view, 7> days{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
    return std::chrono::weekday(
        static_cast<unsigned>(std::find(days.begin(), days.end(), name) - days.begin()));
}

} // namespace

Result<delivery::Terms> doraTerms(const Config& config, const std::filesystem::path& configuration,
                                  const std::string& timeZone) {
    const DoraSettings& settings = config.dora;
    const auto& named = timeZone.empty() ? settings.timeZone : timeZone;
    delivery::Terms terms;
    terms.timeZone = named.empty() ? "UTC" : named;
    const auto zone = zoneNamed(terms.timeZone);
    if (!zone)
        return Error{Fault::config,
                     "There is no time zone " + terms.timeZone + "; did you mean " +
                         nearestZone(terms.timeZone) + "?",
                     0,
                     {}};
    terms.calendar = {*zone, weekdayOf(settings.weekStart)};
    terms.rules = {config.services, {settings.hotfixBranches, settings.hotfixLabels, settings.hotfixTitles}};
    terms.production = settings.production;
    terms.incidentWindow = settings.incidentWindow.count();
    terms.reportYear = settings.reportYear;
    terms.overlay = settings.overlay;
    if (!settings.overlay.empty())
        terms.corrections = [overlay = settings.overlay, configuration] {
            return readOverlay(overlay, configuration);
        };
    return terms;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/dora_zone.h"

#include "records/nearest.h"

#include <QDateTime>
#include <QTimeZone>

namespace shipglass {

std::optional<dora::Zone> zoneNamed(const std::string& name) {
    const auto id = QByteArray::fromStdString(name);
    if (!QTimeZone::isTimeZoneIdAvailable(id)) return std::nullopt;
    const QTimeZone zone(id);
    const QDateTime first(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC),
        last(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    const auto ms = [](int seconds) { return dora::Ms{1000} * seconds; };
    std::vector<dora::Transition> transitions;
    for (const auto& each : zone.transitions(first, last))
        transitions.push_back({each.atUtc.toMSecsSinceEpoch(), ms(each.offsetFromUtc)});
    return dora::Zone(ms(zone.offsetFromUtc(first)), std::move(transitions));
}

std::string nearestZone(const std::string& name) {
    std::vector<std::string> names;
    for (const auto& id : QTimeZone::availableTimeZoneIds()) names.push_back(id.toStdString());
    return nearestWord(name, names);
}

} // namespace shipglass

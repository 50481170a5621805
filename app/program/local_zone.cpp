// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/local_zone.h"

#include <QDateTime>
#include <QTimeZone>

namespace shipglass {

std::function<Time(int, int, int)> midnightIn(const std::string& zone) {
    const QTimeZone named =
        zone.empty() ? QTimeZone::systemTimeZone() : QTimeZone(QByteArray::fromStdString(zone));
    return [named](int year, int month, int day) {
        return fromEpochMs(QDate(year, month, day).startOfDay(named).toMSecsSinceEpoch());
    };
}

} // namespace shipglass

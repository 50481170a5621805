// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/zone.h"

#include <QDateTime>
#include <QTimeZone>

namespace shipglass {

std::function<Time(int year, int month, int day)> midnightIn(const std::string& timeZone) {
    const QTimeZone zone =
        timeZone.empty() ? QTimeZone::systemTimeZone() : QTimeZone(QByteArray::fromStdString(timeZone));
    return [zone](int year, int month, int day) {
        return fromEpochMs(QDate(year, month, day).startOfDay(zone).toMSecsSinceEpoch());
    };
}

} // namespace shipglass

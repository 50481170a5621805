// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline_period.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace shipglass {

namespace {

QString said(const char* text) { return QCoreApplication::translate("timeline_period", text); }

QDateTime inZone(Time time, bool utc) {
    const auto moment = QDateTime::fromMSecsSinceEpoch(epochMs(time), Qt::UTC);
    return utc ? moment : moment.toLocalTime();
}

bool isRound(TimelinePeriod period, const QDateTime& moment) {
    const auto date = moment.date();
    switch (period) {
    case TimelinePeriod::day:
        return moment.time().hour() % 3 == 0;
    case TimelinePeriod::week:
        return true;
    case TimelinePeriod::month:
        return date.dayOfWeek() == Qt::Monday;
    case TimelinePeriod::quarter:
        break;
    }
    return date.day() == 1 || date.day() == 15;
}

QString textOf(TimelinePeriod period, const QDateTime& moment) {
    const auto locale = QLocale::c();
    if (period == TimelinePeriod::day && moment.time().hour() != 0)
        return locale.toString(moment.time(), QStringLiteral("HH:mm"));
    return locale.toString(moment.date(), period == TimelinePeriod::week ? QStringLiteral("ddd d")
                                                                         : QStringLiteral("d MMM"));
}

} // namespace

QString phrase(TimelinePeriod period) {
    switch (period) {
    case TimelinePeriod::day:
        return said("Day");
    case TimelinePeriod::week:
        return said("Week");
    case TimelinePeriod::month:
        return said("Month");
    case TimelinePeriod::quarter:
        break;
    }
    return said("Quarter");
}

Millis lengthOf(TimelinePeriod period) {
    switch (period) {
    case TimelinePeriod::day:
        return std::chrono::days(1);
    case TimelinePeriod::week:
        return std::chrono::days(7);
    case TimelinePeriod::month:
        return std::chrono::days(30);
    case TimelinePeriod::quarter:
        break;
    }
    return std::chrono::days(91);
}

std::vector<TimelineTick> ticksOf(TimelinePeriod period, Time since, Time until, bool utc) {
    std::vector<TimelineTick> ticks;
    const bool hours = period == TimelinePeriod::day;
    auto moment = inZone(since, utc);
    moment.setTime(hours ? QTime(moment.time().hour(), 0) : QTime(0, 0));
    // By the calendar, so that midnight stays midnight where clocks are changed.
    for (; moment.toMSecsSinceEpoch() < epochMs(until);
         moment = hours ? moment.addSecs(3600) : moment.addDays(1))
        if (moment.toMSecsSinceEpoch() >= epochMs(since) && isRound(period, moment))
            ticks.push_back({fromEpochMs(moment.toMSecsSinceEpoch()), textOf(period, moment)});
    return ticks;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/time_style.h"

#include <QDateTime>

#include <array>
#include <cstdlib>

namespace shipglass {

namespace {

struct Unit {
    std::int64_t seconds;
    const char* name;
};
constexpr std::array<Unit, 4> units{{{86'400, QT_TRANSLATE_NOOP("TimeStyle", "%1 d")},
                                     {3'600, QT_TRANSLATE_NOOP("TimeStyle", "%1 h")},
                                     {60, QT_TRANSLATE_NOOP("TimeStyle", "%1 min")},
                                     {1, QT_TRANSLATE_NOOP("TimeStyle", "%1 s")}}};

QString largestUnit(std::int64_t seconds) {
    for (const auto& [size, name] : units)
        if (seconds >= size) return TimeStyle::tr(name).arg(seconds / size);
    return TimeStyle::tr("0 s");
}

QString two(std::int64_t number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); }

} // namespace

TimeStyle::TimeStyle(Now clock, QObject* parent)
    : QObject(parent), m_clock(std::move(clock)), m_now([this] { return now(); }) {}

void TimeStyle::setAsOf(std::optional<Time> asOf) {
    if (std::exchange(m_asOf, asOf) != asOf) emit changed();
}

void TimeStyle::setUtc(bool utc) {
    if (std::exchange(m_utc, utc) != utc) emit changed();
}

QString TimeStyle::age(Time time) const {
    const auto seconds = (epochMs(now()) - epochMs(time)) / 1000;
    if (seconds >= 0 && seconds < 5) return tr("just now");
    return seconds < 0 ? tr("in %1").arg(largestUnit(-seconds)) : tr("%1 ago").arg(largestUnit(seconds));
}

QString TimeStyle::shortAge(Time time) const {
    const auto seconds = (epochMs(now()) - epochMs(time)) / 1000;
    return seconds < 0 ? tr("in %1").arg(largestUnit(-seconds)) : largestUnit(seconds);
}

QString TimeStyle::moment(Time time) const {
    auto moment = QDateTime::fromMSecsSinceEpoch(epochMs(time), Qt::UTC);
    if (!m_utc) moment = moment.toLocalTime();
    const auto written = moment.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return m_utc ? written + QStringLiteral(" UTC") : written;
}

QString TimeStyle::momentAndAge(const std::optional<Time>& time) const {
    return time ? tr("%1, %2").arg(moment(*time), age(*time)) : QString();
}

QString TimeStyle::span(Millis span) {
    const std::int64_t seconds = span.count() / 1000;
    if (seconds < 1) return tr("%1 ms").arg(span.count());
    if (seconds < 60) return tr("%1 s").arg(seconds);
    if (seconds < 3'600) return tr("%1m %2s").arg(seconds / 60).arg(two(seconds % 60));
    if (seconds < 86'400) return tr("%1h %2m").arg(seconds / 3'600).arg(two(seconds % 3'600 / 60));
    return tr("%1d %2h").arg(seconds / 86'400).arg(seconds % 86'400 / 3'600);
}

QString TimeStyle::roundSpan(Millis span) {
    const std::int64_t seconds = span.count() / 1000;
    if (seconds >= 86'400 && seconds % 86'400 < 3'600) return tr("%1d").arg(seconds / 86'400);
    if (seconds >= 3'600 && seconds < 86'400 && seconds % 3'600 < 60) return tr("%1h").arg(seconds / 3'600);
    if (seconds >= 60 && seconds < 3'600 && seconds % 60 == 0) return tr("%1m").arg(seconds / 60);
    return TimeStyle::span(span);
}

} // namespace shipglass

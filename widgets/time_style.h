// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/now.h"

#include <QObject>
#include <QString>

namespace shipglass {

/// How times are said: in local time or UTC, and how long ago by the clock that was handed in.
class TimeStyle : public QObject {
    Q_OBJECT

public:
    explicit TimeStyle(Now clock, QObject* parent = nullptr);

    /// The moment that is looked at.
    Time now() const { return m_asOf.value_or(m_clock()); }
    /// now() as a clock; it must not be asked when this is gone.
    const Now& clock() const { return m_now; }
    /// Stops at a moment, or goes on with the clock.
    void setAsOf(std::optional<Time> asOf);
    bool isUtc() const { return m_utc; }
    void setUtc(bool utc);

    /// `just now`, `40 s ago`, `3 min ago`, `2 h ago`, `5 d ago`; what is to come: `in 3 min`.
    QString age(Time time) const;
    /// The same without `ago`, for narrow columns: `3 min`.
    QString shortAge(Time time) const;
    /// `2026-05-04 10:02:11`, with `UTC` behind it where that is meant.
    QString moment(Time time) const;
    /// `now` is left out where there is no time.
    QString momentAndAge(const std::optional<Time>& time) const;
    /// `45 s`, `3m 12s`, `1h 05m`, `2d 3h`.
    static QString span(Millis span);
    /// The same without a second part that is nothing, as round numbers on an axis have it: `25m`, `1h`.
    static QString roundSpan(Millis span);

signals:
    /// Times must be said anew.
    void changed();

private:
    Now m_clock, m_now;
    std::optional<Time> m_asOf;
    bool m_utc = false;
};

} // namespace shipglass

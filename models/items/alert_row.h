// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/freshness.h"

#include <QMetaType>
#include <QString>

#include <utility>
#include <vector>

namespace shipglass {

/// A label's name and value, safe to draw.
using LabelTexts = std::vector<std::pair<QString, QString>>;

/// What a table shows of an alert; `source` and `id` are untouched.
struct AlertRow {
    std::int64_t row = 0;
    std::string source, id;
    QString title, service, environment, acknowledgedBy, url;
    Severity severity = Severity::unknown;
    AlertState state = AlertState::firing;
    std::optional<Time> startedAt, acknowledgedAt, silencedUntil, resolvedAt;
    LabelTexts labels;
    Freshness freshness;
};

/// The row of a stored alert; a record of another kind gives an empty row with its number.
AlertRow alertRow(const Row& row);
/// Labels or annotations as texts, by name.
LabelTexts labelTexts(const Labels& labels);
/// What needs a person first: open before resolved, firing before handled, then urgency, then the newest.
bool isMoreUrgent(const AlertRow& left, const AlertRow& right);

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::Severity)
Q_DECLARE_METATYPE(shipglass::AlertState)
Q_DECLARE_METATYPE(shipglass::LabelTexts)

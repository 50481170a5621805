// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alert_row.h"

#include "models/plain_text.h"

#include <tuple>

namespace shipglass {

AlertRow alertRow(const Row& stored) {
    AlertRow row;
    row.row = stored.row;
    row.freshness = freshnessOf(stored);
    row.service = plainLine(stored.service);
    const auto* alert = std::get_if<Alert>(&stored.record);
    if (!alert) return row;
    row.source = alert->source;
    row.id = alert->id;
    row.title = plainLine(alert->title);
    row.environment = plainLine(alert->environment);
    row.acknowledgedBy = plainLine(alert->acknowledgedBy);
    row.url = safeLink(alert->url);
    row.severity = alert->severity;
    row.state = alert->state;
    row.startedAt = alert->startedAt;
    row.acknowledgedAt = alert->acknowledgedAt;
    row.silencedUntil = alert->silencedUntil;
    row.resolvedAt = alert->resolvedAt;
    row.labels = labelTexts(alert->labels);
    return row;
}

LabelTexts labelTexts(const Labels& labels) {
    LabelTexts texts;
    for (const auto& [name, value] : labels) texts.emplace_back(plainLine(name), plainLine(value));
    return texts;
}

bool isMoreUrgent(const AlertRow& left, const AlertRow& right) {
    const auto rank = [](const AlertRow& row) {
        const auto began = row.startedAt ? epochMs(*row.startedAt) : 0;
        return std::tuple(-static_cast<int>(row.state), static_cast<int>(row.severity), began, row.row);
    };
    return rank(left) > rank(right);
}

} // namespace shipglass

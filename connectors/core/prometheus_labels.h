// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/alert.h"

#include <string>

namespace shipglass {

/// What the Prometheus family (Prometheus, Alertmanager, Mimir, Grafana) agrees on about the labels of
/// alerts.

/// The severity that a `severity` label names: `page` and `error` are critical and high, an unusual word is
/// unknown.
Severity severityOfLabels(const Labels& labels);

/// Alertmanager's fingerprint of a label set: FNV-1a over names and values, 16 hexadecimal digits.
std::string fingerprintOf(const Labels& labels);

/// Fills title, severity, service, environment, labels, annotations, runbook, key and id of a firing alert.
Alert alertOfLabels(Labels labels, Labels annotations, std::string fingerprint,
                    std::optional<Time> startedAt);

} // namespace shipglass

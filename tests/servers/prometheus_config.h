// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace shipglass::testing {

/// What a test's Prometheus watches and whom it tells; every target is `host:port`.
struct PrometheusSetup {
    QString alertmanager;      ///< Empty: nobody is told.
    QStringList nodes;         ///< Node exporters.
    bool comesAndGoes = false; ///< With an alert that fires every other minute.
};

/// prometheus.yml: a scrape every second of itself (`self` is its own target), the nodes, and a target that
/// is down.
QByteArray prometheusConfiguration(const PrometheusSetup& setup, const QString& self);

/// rules.yml. Alerts: TargetDown (critical, 2 s), ErrorBudgetSpent (high, labelled with service, team and
/// environment), DiskFillsUp (warning), CertificateExpiresSoon (info), SlowBurn (warning, pending for a
/// minute before it fires) and, where asked for, QueueBacklog, which comes and goes.
QByteArray prometheusRules(const PrometheusSetup& setup);

} // namespace shipglass::testing

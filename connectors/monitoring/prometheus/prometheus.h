// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the Prometheus connector (HTTP API v1).
namespace shipglass::prometheus {

/// An answer with its `data`; throws its `error`, since Prometheus says both with one envelope. Warnings in
/// it leave the data valid.
Task<Json> ask(Session session, Request request);

/// The series of a range query; `id` is a hash of query and labels.
Task<SeriesSet> querySeries(Session session, MetricQuery query);

/// Firing alerts; pending ones are no records.
Task<Done> pollAlerts(Session session);
/// Scrape targets as resources.
Task<Done> pollTargets(Session session);
/// The points of the configured queries that came since the last poll.
Task<Done> pollQueries(Session session);

} // namespace shipglass::prometheus

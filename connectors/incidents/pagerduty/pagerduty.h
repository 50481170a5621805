// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the PagerDuty connector (REST API v2).
namespace shipglass::pagerduty {

/// A request with the header that chooses the version of the API.
Request to(const std::string& path, Method method = Method::get);

Alert mapIncident(Node incident);
Resource mapService(Node service);

/// Incidents that are open, and those that were resolved since the last poll.
Task<Done> pollIncidents(Session session);
Task<Done> pollServices(Session session);

/// An incident with its history, and with the keys and links of its alerts.
Task<Detail> readDetail(Session session, Ref ref);

Task<Outcome> acknowledge(Session session, ActionCall call);
Task<Outcome> resolve(Session session, ActionCall call);
/// Snoozes: the incident is acknowledged until then and triggers again.
Task<Outcome> silence(Session session, ActionCall call);

} // namespace shipglass::pagerduty

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"

namespace shipglass {

/// Settles `alerts: auto`: a Prometheus source reports alerts unless an Alertmanager is watched, which knows
/// more of the same alerts.
Config withAlertOwner(Config config);

} // namespace shipglass

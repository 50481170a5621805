// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <QMetaType>
#include <QString>

#include <vector>

namespace shipglass {

/// What a Latest is about.
enum class LatestWhat { commit, merge, deployment };

/// Something that landed or shipped: a change, or a deployment such as a release. Texts are safe to draw.
struct Latest {
    LatestWhat what = LatestWhat::commit;
    DeploymentStatus status = DeploymentStatus::unknown; ///< Of a deployment.
    QString title, who, where, url;
    Time at{};
};

/// The newest changes and deployments together, newest first; what a moment is not known of is left out.
Result<std::vector<Latest>> readLatest(Reader& reader, std::optional<Time> asOf, std::size_t limit);

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::LatestWhat)
Q_DECLARE_METATYPE(shipglass::DeploymentStatus)

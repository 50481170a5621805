// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <QMetaType>
#include <QString>

namespace shipglass {

/// What lists show of a deployment: text that is safe to draw, values in place of words. `source` and `id`
/// are untouched.
struct DeploymentRow {
    std::int64_t row = 0;
    std::string source, id;
    QString service; ///< The effective one; the project where none is known.
    QString environment, title, actor, url;
    QString version; ///< Else the ref, with the commit's first letters where it is no version; else these.
    Tier tier = Tier::unknown;
    DeploymentStatus status = DeploymentStatus::unknown;
    std::optional<Time> createdAt, startedAt, finishedAt;
    bool rollback = false, stale = false;
};

/// The row of a stored deployment; a record of another kind gives an empty row with its number.
DeploymentRow deploymentRow(const Row& row, bool rollback);

/// When it began, as far as anyone said: what lists are ordered by.
std::optional<Time> momentOf(const DeploymentRow& deployment);
/// How long it took, or has taken by `now` while it goes on; nothing before it began.
std::optional<Millis> durationOf(const DeploymentRow& deployment, Time now);

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::Tier)

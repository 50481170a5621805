// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_row.h"
#include "models/deployment_story.h"
#include "models/line_table.h"
#include "widgets/labels.h"
#include "widgets/time_style.h"

namespace shipglass::deployment_lines {

/// What is known of a deployment at a glance.
Facts facts(const DeploymentStory& story, const DeploymentRow& row, const TimeStyle& times);
/// The statuses it went through, newest first.
std::vector<Line> history(const DeploymentStory& story, const TimeStyle& times);
std::vector<Line> commits(const DeploymentStory& story);
/// The link is a line's detail, here and of alerts.
std::vector<Line> changes(const DeploymentStory& story, const TimeStyle& times);
std::vector<Line> alerts(const DeploymentStory& story, const TimeStyle& times);

/// How versions go on from environment to environment, a line for each step.
QStringList steps(const std::vector<PromotionStep>& path);

/// What to say above each list, or in its place where it is empty.
QString commitNote(const DeploymentStory& story);
QString changeNote(const DeploymentStory& story);
QString alertNote(const DeploymentStory& story);

} // namespace shipglass::deployment_lines

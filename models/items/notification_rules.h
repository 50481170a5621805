// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alert_row.h"
#include "models/run_row.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace shipglass {

/// What a person may be told without looking.
enum class NoticeKind { broken, fixed, critical };

/// One thing to tell; its texts are safe to show as plain text.
struct Notice {
    NoticeKind kind = NoticeKind::broken;
    std::string source, id;
    QString subject, detail, url;
};

/// Which notices a person wants.
struct NoticeSwitches {
    bool broken = true, fixed = true, critical = true;
    bool operator[](NoticeKind kind) const;
};

/// Decides what is worth a notification: a pipeline's branch that failed after it had passed, or passed after
/// it had failed, and a critical alert that fires. What is first learnt of a source is silent for a minute.
class NotificationRules {
public:
    void setSwitches(NoticeSwitches switches) { m_switches = switches; }
    /// Takes what is known now: finished runs and firing alerts, in any order, seen before or not.
    std::vector<Notice> observe(const std::vector<RunRow>& runs, const std::vector<AlertRow>& alerts,
                                Time now);
    /// Branches of pipelines whose last finished run failed.
    int brokenPipelines() const;

private:
    struct LastRun {
        Time finishedAt{};
        bool failed = false;
    };
    bool isNew(const std::string& source, Time now);
    void observeRun(const RunRow& run, Time now, std::vector<Notice>& notices);
    void observeAlerts(const std::vector<AlertRow>& alerts, Time now, std::vector<Notice>& notices);
    void tell(Notice notice, std::vector<Notice>& notices) const;

    NoticeSwitches m_switches;
    std::map<std::string, Time> m_firstSeen; ///< By source.
    std::map<std::string, LastRun> m_last;   ///< By source, project, pipeline and branch.
    std::set<std::string> m_firing;          ///< Critical alerts already told or silently learnt.
};

} // namespace shipglass

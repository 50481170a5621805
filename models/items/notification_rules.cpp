// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notification_rules.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr Millis silence = std::chrono::minutes(1);

std::string branchKey(const RunRow& run) {
    const std::string gap(1, '\x1f');
    return run.source + gap + run.project.toStdString() + gap + run.pipeline.toStdString() + gap +
           run.branch.toStdString();
}

/// Success and failure say how a pipeline is; anything between or beside them leaves it as it was.
bool decides(const RunRow& run) {
    return run.finishedAt && (run.status == RunStatus::success || run.status == RunStatus::failure);
}

QString subjectOf(const RunRow& run) {
    const auto name = run.pipeline.isEmpty() ? run.project : run.pipeline;
    return run.branch.isEmpty() ? name : name + QStringLiteral(" \u00b7 ") + run.branch;
}

Notice noticeOf(const RunRow& run, NoticeKind kind) {
    const auto number = run.number.isEmpty() ? QString() : u'#' + run.number + u' ';
    return {kind, run.source, run.id, subjectOf(run), number + run.title, run.url};
}

} // namespace

bool NoticeSwitches::operator[](NoticeKind kind) const {
    return kind == NoticeKind::broken ? broken : kind == NoticeKind::fixed ? fixed : critical;
}

bool NotificationRules::isNew(const std::string& source, Time now) {
    return now - m_firstSeen.try_emplace(source, now).first->second < silence;
}

std::vector<Notice> NotificationRules::observe(const std::vector<RunRow>& runs,
                                               const std::vector<AlertRow>& alerts, Time now) {
    std::vector<Notice> notices;
    std::vector<const RunRow*> finished;
    for (const RunRow& run : runs)
        if (decides(run)) finished.push_back(&run);
    std::stable_sort(finished.begin(), finished.end(),
                     [](const auto* a, const auto* b) { return *a->finishedAt < *b->finishedAt; });
    for (const RunRow* run : finished) observeRun(*run, now, notices);
    observeAlerts(alerts, now, notices);
    return notices;
}

void NotificationRules::observeRun(const RunRow& run, Time now, std::vector<Notice>& notices) {
    const bool silent = isNew(run.source, now);
    const bool failed = run.status == RunStatus::failure;
    const auto [known, isFirst] = m_last.try_emplace(branchKey(run), LastRun{*run.finishedAt, failed});
    if (isFirst || *run.finishedAt <= known->second.finishedAt) return;
    const bool wasFailed = std::exchange(known->second, LastRun{*run.finishedAt, failed}).failed;
    if (silent || failed == wasFailed) return;
    tell(noticeOf(run, failed ? NoticeKind::broken : NoticeKind::fixed), notices);
}

void NotificationRules::observeAlerts(const std::vector<AlertRow>& alerts, Time now,
                                      std::vector<Notice>& notices) {
    std::set<std::string> firing;
    for (const AlertRow& alert : alerts) {
        if (alert.state != AlertState::firing || alert.severity != Severity::critical) continue;
        const bool silent = isNew(alert.source, now);
        const auto key = alert.source + '\x1f' + alert.id;
        firing.insert(key);
        if (silent || m_firing.contains(key)) continue;
        const auto detail = alert.service.isEmpty() ? QString::fromStdString(alert.source) : alert.service;
        tell({NoticeKind::critical, alert.source, alert.id, alert.title, detail, alert.url}, notices);
    }
    m_firing = std::move(firing);
}

void NotificationRules::tell(Notice notice, std::vector<Notice>& notices) const {
    if (m_switches[notice.kind]) notices.push_back(std::move(notice));
}

int NotificationRules::brokenPipelines() const {
    return static_cast<int>(
        std::count_if(m_last.begin(), m_last.end(), [](const auto& entry) { return entry.second.failed; }));
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_world.h"

#include <QTabWidget>
#include <QTableView>

namespace shipglass {

inline QString cell(const QTableView* table, int row, int column) {
    return table->model()->index(row, column).data().toString();
}

/// What all visible labels of the details say.
inline QString words(const WindowWorld& world) {
    QStringList all;
    for (const auto* label : world.window->currentPage()->findChildren<QLabel*>())
        if (label->isVisible()) all << label->text();
    return all.join(u'\n');
}

inline void showTab(const WindowWorld& world, const char* tabs, int tab) {
    world.child<QTabWidget>(QLatin1String(tabs))->setCurrentIndex(tab);
    WindowWorld::settle();
}

/// The tabs of the page, and those of the details.
enum Way { listTab, timelineTab, environmentsTab, trendsTab };
enum Part { historyTab, commitsTab, changesTab, alertsTab };

inline Deployment withCommits(Deployment deployment, std::vector<std::string> shas) {
    deployment.commits.emplace();
    for (auto& sha : shas) deployment.commits->push_back({"acme/web", std::move(sha)});
    return deployment;
}

/// Two versions on their way from staging to production.
inline void fill(WindowWorld& world) {
    auto staged = withCommits(makeDeployment("1", "stage", "1.0", 90), {"c1"});
    auto next = withCommits(makeDeployment("2", "stage", "1.1", 30), {"c2", "c3"});
    auto live = withCommits(makeDeployment("3", "prod", "1.0", 60), {"c1"});
    staged.tier = next.tier = Tier::staging;
    live.tier = Tier::production;
    live.runId = "77";
    for (const auto& deployment : {staged, next, live}) world.history.reader.put(deployment);
    Change change;
    change.source = "git";
    change.id = change.commit = "c1";
    change.title = "Faster basket";
    change.url = "https://git.example/c1";
    change.mergedAt = worldNow() - std::chrono::minutes(120);
    world.history.reader.put(change);
    auto alert = makeAlert("a", Severity::high, AlertState::firing, 40);
    alert.service = "web";
    alert.environment = "prod";
    world.history.reader.put(alert);
}

} // namespace shipglass

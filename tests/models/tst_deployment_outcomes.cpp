// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_outcomes.h"
#include "models/fake_history.h"

#include <QTest>

using namespace shipglass;

/// Deployments a day by outcome, and how long they took.
class DeploymentOutcomesTest : public QObject {
    Q_OBJECT

private slots:
    void countsByDayAndOutcome();
    void mediansOfLengths();
    void readsWhatIsSelected();
};

namespace {

constexpr int day = 24 * 60;

Row rowOf(Deployment deployment) {
    const auto began = epochMs(*deployment.createdAt);
    return {1, began, std::move(deployment), "web", false};
}

Row ended(DeploymentStatus status, int minutesAgo) {
    auto deployment = makeDeployment("1", "prod", "1", minutesAgo);
    deployment.status = status;
    if (status != DeploymentStatus::inactive) deployment.history.clear();
    return rowOf(std::move(deployment));
}

Row lasting(int minutes) {
    auto deployment = makeDeployment("1", "prod", "1", 10);
    deployment.finishedAt = *deployment.startedAt + std::chrono::minutes(minutes);
    return rowOf(std::move(deployment));
}

QString written(const std::vector<Reader::DayOutcome>& outcomes) {
    QStringList lines;
    for (const auto& each : outcomes)
        lines << QStringLiteral("%1 %2 %3")
                     .arg(QString::fromStdString(formatTime(fromEpochMs(each.dayMs)).substr(5, 5)),
                          QString::fromStdString(std::string(word(each.status))))
                     .arg(each.count);
    return lines.join(u'\n');
}

} // namespace

void DeploymentOutcomesTest::countsByDayAndOutcome() {
    const auto outcomes =
        countOutcomes({ended(DeploymentStatus::success, 10),
                       ended(DeploymentStatus::inactive, 20), // Succeeded, and was replaced.
                       ended(DeploymentStatus::failure, 30), ended(DeploymentStatus::running, 40),
                       ended(DeploymentStatus::waiting, 50), ended(DeploymentStatus::canceled, day)});
    QCOMPARE(written(outcomes), "05-03 canceled 1\n05-04 unknown 2\n05-04 success 2\n05-04 failure 1");
}

void DeploymentOutcomesTest::mediansOfLengths() {
    QCOMPARE(countOutcomes({lasting(1), lasting(9), lasting(2)}).front().medianMs, 120'000);
    QCOMPARE(countOutcomes({lasting(1), lasting(9), lasting(2), lasting(4)}).front().medianMs, 180'000);
    auto unknown = lasting(1);
    std::get<Deployment>(unknown.record).startedAt.reset();
    QCOMPARE(countOutcomes({unknown}).front().medianMs, -1);
}

void DeploymentOutcomesTest::readsWhatIsSelected() {
    FakeHistory history;
    history.reader.put(makeDeployment("1", "prod", "1", 10));
    history.reader.put(makeDeployment("2", "prod", "2", 3 * day));
    Selection selection;
    selection.since = worldNow() - std::chrono::days(1);
    const auto outcomes = readOutcomes(history.reader, selection);
    QVERIFY(outcomes.ok());
    QCOMPARE(written(outcomes->days), "05-04 success 1");
    QVERIFY(!outcomes->isCapped);
    history.reader.error = Error{Fault::server, "no file", 0, {}};
    QVERIFY(!readOutcomes(history.reader, selection).ok());
}

QTEST_APPLESS_MAIN(DeploymentOutcomesTest)
#include "tst_deployment_outcomes.moc"

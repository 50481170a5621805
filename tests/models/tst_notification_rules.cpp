// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notification_rules.h"

#include <QStringList>
#include <QTest>

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

const Time start = fromEpochSeconds(1'777'000'000);

RunRow run(RunStatus status, Time finished, const char* branch = "main", const char* source = "ci") {
    RunRow run;
    run.source = source;
    run.id = formatTime(finished);
    run.project = "acme/web";
    run.pipeline = "build";
    run.branch = branch;
    run.status = status;
    run.finishedAt = finished;
    return run;
}

AlertRow alert(const char* id, Severity severity = Severity::critical,
               AlertState state = AlertState::firing) {
    AlertRow alert;
    alert.source = "am";
    alert.id = id;
    alert.title = id;
    alert.severity = severity;
    alert.state = state;
    return alert;
}

QString print(const std::vector<Notice>& notices) {
    QStringList texts;
    for (const Notice& notice : notices) {
        const char* kind = notice.kind == NoticeKind::broken  ? "broken"
                           : notice.kind == NoticeKind::fixed ? "fixed"
                                                              : "critical";
        texts.append(QLatin1String(kind) + u' ' + notice.subject);
    }
    return texts.join(u'\n');
}

} // namespace

/// When a person is told, and when not.
class NotificationRulesTest : public QObject {
    Q_OBJECT

private slots:
    void tellsBrokenAndFixed();
    void sameOutcomeIsNoNews();
    void isSilentInASourcesFirstMinute();
    void branchesAreApart();
    void unfinishedAndOtherOutcomesChangeNothing();
    void lateOldRunsChangeNothing();
    void tellsCriticalAlertsOnce();
    void switchesAreObeyed();
};

void NotificationRulesTest::tellsBrokenAndFixed() {
    NotificationRules rules;
    QCOMPARE(print(rules.observe({run(RunStatus::success, start)}, {}, start)), QString());
    QCOMPARE(print(rules.observe({run(RunStatus::failure, start + 2min)}, {}, start + 2min)),
             QString("broken build · main"));
    QCOMPARE(rules.brokenPipelines(), 1);
    QCOMPARE(print(rules.observe({run(RunStatus::success, start + 3min)}, {}, start + 3min)),
             QString("fixed build · main"));
    QCOMPARE(rules.brokenPipelines(), 0);
}

void NotificationRulesTest::sameOutcomeIsNoNews() {
    NotificationRules rules;
    rules.observe({run(RunStatus::failure, start)}, {}, start);
    QCOMPARE(print(rules.observe({run(RunStatus::failure, start + 2min)}, {}, start + 2min)), QString());
    QCOMPARE(print(rules.observe({run(RunStatus::failure, start + 2min)}, {}, start + 3min)), QString());
}

void NotificationRulesTest::isSilentInASourcesFirstMinute() {
    NotificationRules rules;
    rules.observe({run(RunStatus::success, start)}, {}, start);
    QCOMPARE(print(rules.observe({run(RunStatus::failure, start + 59s)}, {alert("a")}, start + 59s)),
             QString());
    QCOMPARE(print(rules.observe({run(RunStatus::success, start + 61s)}, {}, start + 61s)),
             QString("fixed build · main"));
    // Another source starts its own minute.
    QCOMPARE(print(rules.observe({run(RunStatus::success, start + 2min, "main", "other"),
                                  run(RunStatus::failure, start + 3min, "main", "other")},
                                 {}, start + 3min)),
             QString());
}

void NotificationRulesTest::branchesAreApart() {
    NotificationRules rules;
    rules.observe({run(RunStatus::success, start), run(RunStatus::success, start, "topic")}, {}, start);
    QCOMPARE(print(rules.observe({run(RunStatus::failure, start + 2min, "topic")}, {}, start + 2min)),
             QString("broken build · topic"));
    QCOMPARE(print(rules.observe({run(RunStatus::success, start + 3min)}, {}, start + 3min)), QString());
}

void NotificationRulesTest::unfinishedAndOtherOutcomesChangeNothing() {
    NotificationRules rules;
    rules.observe({run(RunStatus::success, start)}, {}, start);
    auto running = run(RunStatus::running, start + 2min);
    running.finishedAt.reset();
    QCOMPARE(
        print(rules.observe({running, run(RunStatus::canceled, start + 3min),
                             run(RunStatus::unknown, start + 4min), run(RunStatus::unstable, start + 5min)},
                            {}, start + 5min)),
        QString());
    QCOMPARE(print(rules.observe({run(RunStatus::success, start + 6min)}, {}, start + 6min)), QString());
}

void NotificationRulesTest::lateOldRunsChangeNothing() {
    NotificationRules rules;
    rules.observe({run(RunStatus::success, start)}, {}, start);
    QCOMPARE(print(rules.observe({run(RunStatus::failure, start - 24h)}, {}, start + 5min)), QString());
    QCOMPARE(rules.brokenPipelines(), 0);
}

void NotificationRulesTest::tellsCriticalAlertsOnce() {
    NotificationRules rules;
    rules.observe({}, {alert("old")}, start);
    QCOMPARE(print(rules.observe({}, {alert("old"), alert("new"), alert("warn", Severity::warning)},
                                 start + 2min)),
             QString("critical new"));
    QCOMPARE(print(rules.observe({}, {alert("new")}, start + 3min)), QString());
    rules.observe({}, {alert("new", Severity::critical, AlertState::silenced)}, start + 4min);
    QCOMPARE(print(rules.observe({}, {alert("new")}, start + 5min)), QString("critical new"));
}

void NotificationRulesTest::switchesAreObeyed() {
    NotificationRules rules;
    rules.setSwitches({false, true, false});
    rules.observe({run(RunStatus::success, start)}, {alert("first")}, start);
    QCOMPARE(print(rules.observe({run(RunStatus::failure, start + 2min)}, {alert("a")}, start + 2min)),
             QString());
    QCOMPARE(print(rules.observe({run(RunStatus::success, start + 3min)}, {}, start + 3min)),
             QString("fixed build · main"));
}

QTEST_APPLESS_MAIN(NotificationRulesTest)
#include "tst_notification_rules.moc"

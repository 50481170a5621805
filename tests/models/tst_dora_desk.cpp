// SPDX-License-Identifier: GPL-3.0-or-later
#include "dora_desk_world.h"

#include "delivery/reading.h"
#include "insight/dora/dialect.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;

/// Questions to the DORA keys, worked out beside the window.
class DoraDeskTest : public QObject {
    Q_OBJECT

private slots:
    void answersAsThePureFunctionsDo();
    void factsAreReadOnceForAllQuestions();
    void theNewestQuestionIsAnswered();
    void heldAgainstTheTimeBefore();
    void heldAgainstAnotherService();
    void everyDialectOnlyWhenWanted();
    void aScopeThatIsGoneIsSaid();
    void correctionsHoldAndAreSaid();
    void changedCorrectionsAreAskedForAgain();
    void filesAreWhatTheCommandPrints();
    void aFileThatCannotBeWrittenIsSaid();
};

namespace {

/// The question that `shipglass dora` asks without options.
dora::Question usualQuestion(const dora::Facts& facts) {
    auto question = delivery::questionOn({}, {}, facts);
    question.window.until = question.calendar.midnight(epochMs(worldNow()));
    question.window.since = question.window.until - 90 * dora::kDay;
    question.by = dora::By::week;
    question.dialect = dora::findDialect("dora.dev");
    return question;
}

void compareFigures(const dora::Answer& one, const dora::Answer& other) {
    for (std::size_t key = 0; key < dora::kKeys; ++key) {
        QCOMPARE(one[key].figure.value, other[key].figure.value);
        QCOMPARE(one[key].figure.n, other[key].figure.n);
        QCOMPARE(one[key].series.size(), other[key].series.size());
        for (std::size_t at = 0; at < one[key].series.size(); ++at)
            QCOMPARE(one[key].series[at].value, other[key].series[at].value);
    }
}

} // namespace

void DoraDeskTest::answersAsThePureFunctionsDo() {
    DeskWorld world;
    const auto facts = delivery::readFacts(world.history.reader, {}, worldNow());
    QVERIFY(facts.ok());
    const auto question = usualQuestion(*facts);
    compareFigures(world.found().answer, dora::answer(dora::Study(*facts, question)));
    // 24 of web and two of api in 90 days; every fifth of web has an incident.
    QCOMPARE(world.figure(dora::Key::deploymentFrequency).n, std::size_t{26});
    QCOMPARE(world.figure(dora::Key::changeFailureRate).hits, std::size_t{5});
    QCOMPARE(world.figure(dora::Key::changeLeadTime).value, std::optional(2 * 3600 + 120.0));
}

void DoraDeskTest::factsAreReadOnceForAllQuestions() {
    DeskWorld world;
    const int reads = world.history.reader.reads;
    auto wish = world.desk.wish();
    wish.dialect = "metrik";
    world.ask(wish);
    QCOMPARE(world.found().asked.dialect, "metrik");
    wish.period = DoraPeriod::days30;
    world.ask(wish);
    QCOMPARE(world.found().of(dora::Key::deploymentFrequency).unit, "1");
    QCOMPARE(world.history.reader.reads, reads);
}

void DoraDeskTest::theNewestQuestionIsAnswered() {
    DeskWorld world;
    QSignalSpy answered(&world.desk, &DoraDesk::answered);
    world.history.held = true;
    auto wish = world.desk.wish();
    for (const auto* dialect : {"gitlab", "datadog"}) {
        wish.dialect = dialect;
        world.desk.ask(wish);
    }
    QVERIFY(world.desk.isBusy());
    world.history.answerAll();
    world.settle();
    world.history.answerAll();
    QCOMPARE(answered.size(), 1);
    QCOMPARE(world.found().asked.dialect, "datadog");
    QVERIFY(!world.desk.isBusy());
}

void DoraDeskTest::heldAgainstTheTimeBefore() {
    DeskWorld world;
    auto wish = world.desk.wish();
    wish.period = DoraPeriod::days30;
    wish.against = DoraAgainst::before;
    world.ask(wish);
    QCOMPARE(world.found().otherWindow.until, world.found().asked.window.since);
    const auto& now = world.figure(dora::Key::deploymentFrequency);
    const auto& before = world.found().otherOf(dora::Key::deploymentFrequency)->figure;
    // Every three days, and twice api: 12 and 10 in 30 days each.
    QCOMPARE(now.n, std::size_t{12});
    QCOMPARE(before.n, std::size_t{10});
    const auto changed = difference(dora::Key::deploymentFrequency, now, before);
    QVERIFY(changed.change == DoraChange::better && changed.rises && !changed.unclear);
    // Lead times are all alike: neither better nor worse.
    QVERIFY(difference(dora::Key::changeLeadTime, world.figure(dora::Key::changeLeadTime),
                       world.found().otherOf(dora::Key::changeLeadTime)->figure)
                .change == DoraChange::same);
}

void DoraDeskTest::heldAgainstAnotherService() {
    DeskWorld world;
    auto wish = world.desk.wish();
    wish.whose.service = "web";
    wish.against = DoraAgainst::other;
    wish.other.service = "api";
    world.ask(wish);
    QCOMPARE(world.figure(dora::Key::deploymentFrequency).n, std::size_t{24});
    QCOMPARE(world.found().otherOf(dora::Key::deploymentFrequency)->figure.n, std::size_t{2});
    QVERIFY((world.found().services == std::vector<std::string>{"api", "web"}));
    // What has no deployment at all is nothing to compare with.
    wish.whose.service = "api";
    wish.period = DoraPeriod::days30;
    wish.against = DoraAgainst::before;
    world.ask(wish);
    QVERIFY(difference(dora::Key::deploymentFrequency, world.figure(dora::Key::deploymentFrequency),
                       world.found().otherOf(dora::Key::deploymentFrequency)->figure)
                .change == DoraChange::unknown);
}

void DoraDeskTest::everyDialectOnlyWhenWanted() {
    DeskWorld world;
    QVERIFY(world.desk.dialects().empty());
    world.desk.wantSideBySide(true);
    world.settle();
    QCOMPARE(world.desk.dialects().size(), dora::dialects().size());
    // A copy, since every other question takes them away.
    const auto dialects = world.desk.dialects();
    for (const auto& [name, answer] : dialects) {
        auto wish = world.desk.wish();
        wish.dialect = name;
        const auto value = answer[2].figure.value;
        world.ask(wish);
        QCOMPARE(world.figure(dora::Key::changeFailureRate).value, value);
    }
}

void DoraDeskTest::aScopeThatIsGoneIsSaid() {
    DeskWorld world;
    auto wish = world.desk.wish();
    wish.whose.service = "wab";
    world.ask(wish);
    QCOMPARE(QString::fromStdString(world.found().problem), "There is no service wab; did you mean web?");
    wish.whose = {};
    wish.period = DoraPeriod::custom;
    wish.firstDay = 10;
    wish.lastDay = 8;
    world.ask(wish);
    QCOMPARE(QString::fromStdString(world.found().problem), "The last day lies before the first.");
}

void DoraDeskTest::correctionsHoldAndAreSaid() {
    DeskWorld world;
    delivery::Terms terms;
    terms.corrections = []() -> Result<std::vector<delivery::WrittenCorrection>> {
        return std::vector<delivery::WrittenCorrection>{{"o.yaml:1", "pager/i0", "none", "", {}, {}},
                                                        {"o.yaml:3", "pager/gone", "none", "", {}, {}}};
    };
    world.terms.set(terms);
    world.settle();
    QCOMPARE(world.figure(dora::Key::changeFailureRate).hits, std::size_t{4});
    QVERIFY(
        (world.found().warnings == std::vector<std::string>{"o.yaml:3: there is no incident pager/gone"}));
    terms.corrections = []() -> Result<std::vector<delivery::WrittenCorrection>> {
        return Error{Fault::config, "o.yaml: not there", 0, {}};
    };
    world.terms.set(terms);
    world.settle();
    QCOMPARE(world.figure(dora::Key::changeFailureRate).hits, std::size_t{5});
    QVERIFY((world.found().warnings == std::vector<std::string>{"o.yaml: not there"}));
}

void DoraDeskTest::changedCorrectionsAreAskedForAgain() {
    DeskWorld world;
    std::vector<delivery::WrittenCorrection> written;
    delivery::Terms terms;
    terms.corrections = [&written]() -> Result<std::vector<delivery::WrittenCorrection>> { return written; };
    world.terms.set(terms);
    world.settle();
    QCOMPARE(world.figure(dora::Key::changeFailureRate).hits, std::size_t{5});
    world.look(dora::Key::changeFailureRate, std::size_t{3});
    const int reads = world.history.reader.reads;
    written.push_back({"o.yaml:1", "pager/i0", "none", "", {}, {}});
    world.terms.recorrect();
    world.settle();
    QCOMPARE(world.figure(dora::Key::changeFailureRate).hits, std::size_t{4});
    // What was looked at still is, and the history was not read for it.
    QCOMPARE(world.desk.shown().bucket, std::optional(std::size_t{3}));
    QCOMPARE(world.history.reader.reads, reads);
}

void DoraDeskTest::filesAreWhatTheCommandPrints() {
    DeskWorld world;
    const QTemporaryDir folder;
    const auto saved = [&](DoraFile what) {
        QString problem = "never answered";
        world.desk.save(what, folder.filePath("file"), [&](const QString& text) { problem = text; });
        world.settle();
        if (!problem.isEmpty()) qWarning("%s", qPrintable(problem));
        QFile file(folder.filePath("file"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    };
    const auto facts = delivery::readFacts(world.history.reader, {}, worldNow());
    const auto question = usualQuestion(*facts);
    DoraAsked asked{"UTC", "dora.dev", "", "", "", question.window, 2024};
    QVERIFY(saved(DoraFile::json) == doraJson(asked, *facts, {question}));
    QVERIFY(saved(DoraFile::csv) == doraCsv(asked, *facts, question));
    asked.explain = true;
    QVERIFY(saved(DoraFile::jsonWithRows) == doraJson(asked, *facts, {question}));
}

void DoraDeskTest::aFileThatCannotBeWrittenIsSaid() {
    DeskWorld world;
    const QTemporaryDir folder;
    const auto path = folder.filePath("none/figures.csv");
    QString problem;
    world.desk.save(DoraFile::csv, path, [&](const QString& text) { problem = text; });
    world.settle();
    QVERIFY2(problem.startsWith(path + " cannot be written: "), qPrintable(problem));
}

QTEST_GUILESS_MAIN(DoraDeskTest)
#include "tst_dora_desk.moc"

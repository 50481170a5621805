// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/distribution.h"
#include "models/dora/evidence_table.h"
#include "models/dora/suggestions.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace shipglass;

/// Rows behind a figure: how they are shown, spread, opened and corrected.
class DoraEvidenceTest : public QObject {
    Q_OBJECT

private slots:
    void aTableOfRows();
    void spansFallIntoClasses();
    void placesAmongClasses();
    void rowsLeadToTheirRecords();
    void whatCanBeCorrected();
};

namespace {

constexpr dora::Ms minute = dora::kMinute, hour = dora::kHour;

EvidenceRow deployment(const std::string& id) {
    EvidenceRow row;
    row.kind = dora::Kind::deployment, row.rule = dora::Rule::counted, row.part = dora::Part::base;
    row.source = row.deploymentSource = "cd", row.id = row.deploymentId = id;
    row.name = "v1", row.service = "web", row.environment = "production";
    return row;
}

EvidenceRow incident(const std::string& cause) {
    EvidenceRow row;
    row.kind = dora::Kind::incident, row.rule = dora::Rule::byTime, row.part = dora::Part::support;
    row.source = "pager", row.id = "P1@5", row.name = "P1", row.cause = cause;
    return row;
}

QString linesOf(const std::vector<SuggestedCorrection>& corrections) {
    QString lines;
    for (const auto& each : corrections) lines += QString::fromStdString(each.lines);
    return lines;
}

} // namespace

void DoraEvidenceTest::aTableOfRows() {
    EvidenceTable table;
    const QAbstractItemModelTester tester(&table);
    auto commit = deployment("1");
    commit.kind = dora::Kind::commit, commit.name = "0123456789abcdef";
    commit.span = 2 * hour;
    auto odd = deployment("2\x1b[31m");
    odd.name.clear();
    table.setRows({deployment("1"), commit, odd});
    const auto cell = [&](int row, int column, int role = Qt::DisplayRole) {
        return table.index(row, column).data(role);
    };
    QCOMPARE(cell(0, EvidenceTable::NameColumn).toString(), QString("v1 \u2192 production"));
    QCOMPARE(cell(1, EvidenceTable::NameColumn).toString(), "0123456789");
    QVERIFY(!cell(2, EvidenceTable::NameColumn).toString().contains(QChar(0x1b)));
    QCOMPARE(cell(1, 0, EvidenceTable::SpanRole).toLongLong(), 2 * hour);
    QVERIFY(!cell(0, 0, EvidenceTable::SpanRole).isValid());
    QVERIFY(cell(0, 0, EvidenceTable::PartRole).value<dora::Part>() == dora::Part::base);
    table.setRows({});
    QCOMPARE(table.rowCount(), 0);
    QVERIFY(!table.rowAt(0));
}

void DoraEvidenceTest::spansFallIntoClasses() {
    // Under a minute, 5 to 15 minutes (both ends of the class), and the empty ones between them.
    const auto classes = classed(std::vector<dora::Ms>{0, 59'999, 5 * minute, 15 * minute - 1});
    QCOMPARE(classes.size(), std::size_t{3});
    QCOMPARE(classes[0].count, std::size_t{2});
    QCOMPARE(classes[1].count, std::size_t{0});
    QCOMPARE(classes[2].count, std::size_t{2});
    QCOMPARE(classes[2].from, 300.0);
    QCOMPARE(classed(std::vector<dora::Ms>{400 * dora::kDay}).front().from, 180 * 86'400.0);
    QVERIFY(classed({}).empty());
}

void DoraEvidenceTest::placesAmongClasses() {
    const auto classes = classed(std::vector<dora::Ms>{hour, 3 * hour, 7 * hour});
    QCOMPARE(classes.size(), std::size_t{3}); // 1 to 2, 2 to 4, 4 to 8 hours
    QCOMPARE(placeAmong(classes, 3600), 0.0);
    QCOMPARE(placeAmong(classes, 2 * 3600), 1.0);
    QVERIFY(qAbs(placeAmong(classes, 2 * 3600 * std::sqrt(2)) - 1.5) <
            1e-9); // halfway, as the logarithm goes
    QCOMPARE(placeAmong(classes, 9 * 3600), 3.0);
}

void DoraEvidenceTest::rowsLeadToTheirRecords() {
    const auto placeOf = [](const EvidenceRow& row) {
        const auto found = recordOf(row);
        if (!found) return QString();
        return QString::fromStdString(std::string(word(found->kind)) + " " + found->source + " " + found->id);
    };
    QCOMPARE(placeOf(deployment("7@production")), "deployment cd 7@production");
    QCOMPARE(placeOf(incident("cd/1")), "alert pager P1@5");
    auto row = deployment("7");
    row.kind = dora::Kind::change, row.source = "git", row.id = "9";
    QCOMPARE(placeOf(row), "change git 9");
    // A commit has no record of its own.
    row.kind = dora::Kind::commit;
    QCOMPARE(placeOf(row), "deployment cd 7");
    row.deploymentId.clear();
    QCOMPARE(placeOf(row), "");
}

void DoraEvidenceTest::whatCanBeCorrected() {
    QCOMPARE(linesOf(correctionsOf(deployment("1"))), "- deployment: cd/1\n  rollback: true\n  # why:\n"
                                                      "- deployment: cd/1\n  hotfix: true\n  # why:\n");
    auto rolledBack = deployment("1");
    rolledBack.rule = dora::Rule::redeployed;
    QVERIFY(linesOf(correctionsOf(rolledBack)).contains("rollback: false"));
    // An incident that is held against nothing may have been caused by the deployment before it.
    QCOMPARE(linesOf(correctionsOf(incident("cd/1"))),
             "- incident: \"pager/P1@5\"\n  causedBy: cd/1\n  # why:\n");
    auto linked = incident("cd/1");
    linked.deploymentSource = "cd", linked.deploymentId = "1";
    QCOMPARE(linesOf(correctionsOf(linked)), "- incident: \"pager/P1@5\"\n  causedBy: none\n  # why:\n");
    EvidenceRow change;
    change.kind = dora::Kind::change;
    QVERIFY(correctionsOf(change).empty());
}

QTEST_APPLESS_MAIN(DoraEvidenceTest)
#include "tst_dora_evidence.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

using namespace shipglass;
using namespace shipglass::dora;

namespace {

using enum Key;
constexpr std::array kAllKeys{deploymentFrequency, changeLeadTime, changeFailureRate, recoveryTime,
                              reworkRate};

/// One fact, told to a builder; the same ones can be told in any order.
using Told = std::vector<std::function<void(World&)>>;

/// Three months of a service's made-up life: failed runs, rollbacks, hotfixes, pull requests, incidents.
class Life {
public:
    Life(std::string service, unsigned seed) : m_service(std::move(service)), m_random(seed) {}

    Told tell(int deployments) {
        Told told;
        for (int i = 0; i < deployments; ++i) {
            deployment(told, i);
            change(told, i);
            if (chance(25)) incident(told, i);
        }
        return told;
    }

private:
    bool chance(int percent) { return static_cast<int>(m_random() % 100) < percent; }
    Ms moment() { return at("04-01 00:00") + static_cast<Ms>(m_random() % (91 * 24 * 60)) * kMinute; }
    std::string named(const char* what, int i) const { return m_service + what + std::to_string(i); }

    void deployment(Told& told, int i) {
        const Ms when = m_when = moment();
        const bool failed = chance(15), listed = chance(85), hotfix = chance(8), west = chance(30);
        const auto version = named("v", chance(20) ? i / 2 : i);
        const auto commits = std::vector{named("c", i), named("c", i / 2)};
        told.push_back([=, id = named("d", i), service = m_service](World& world) {
            DeploymentRow row = world.deployment(id, "05-01 00:00");
            row.finishedAt = when, row.service = world.builder.name(service);
            row.environment = world.builder.name(west ? "west" : "east");
            row.outcome = failed ? Outcome::failure : Outcome::success;
            row.version = world.builder.name(version), row.commit = world.builder.commit(commits[0]);
            if (listed)
                row.commits = world.builder.list(std::array{row.commit, world.builder.commit(commits[1])});
            if (hotfix) row.hotfix = Hotfix::label;
            world.builder.add(row);
        });
    }
    void change(Told& told, int i) {
        const Ms first = m_when - static_cast<Ms>(m_random() % (9 * 24 * 60)) * kMinute + kHour;
        told.push_back([=, id = named("!", i), sha = named("c", i), service = m_service](World& world) {
            ChangeRow row = world.change(id, sha);
            row.service = world.builder.name(service);
            row.firstCommitAt = first, row.openedAt = first + kHour, row.mergedAt = first + 2 * kHour;
            CommitRow commit;
            commit.sha = world.builder.name(sha), commit.authoredAt = commit.committedAt = first;
            row.commits = world.builder.list(std::array{world.builder.commit(commit)});
            world.builder.add(row);
        });
    }
    void incident(Told& told, int i) {
        const Ms began = m_when + static_cast<Ms>(m_random() % (2 * 24 * 60)) * kMinute;
        const Ms took = chance(80) ? static_cast<Ms>(m_random() % 900) * kMinute : kUnknown;
        const bool names = chance(40);
        told.push_back([=, id = named("i", i), sha = named("c", i), service = m_service](World& world) {
            IncidentRow row = world.incident(id, "05-01 00:00");
            row.service = world.builder.name(service), row.startedAt = began;
            if (took != kUnknown) row.resolvedAt = began + took;
            if (names) row.commit = world.builder.commit(sha);
            world.builder.add(row);
        });
    }

    std::string m_service;
    std::mt19937 m_random;
    Ms m_when = 0;
};

Facts factsOf(const Told& told, const char* service, Name& name) {
    World world;
    for (const auto& each : told) each(world);
    name = world.builder.name(service);
    return world.builder.finish();
}

/// All that an answer says, as text.
QString textOf(const Answer& answer) {
    QString text;
    const auto put = [&text](const std::optional<double>& value) {
        text += value ? QString::number(*value, 'g', 15) + ' ' : QString("- ");
    };
    for (const auto& key : answer) {
        const Figure& figure = key.figure;
        for (const auto& value : {figure.value, figure.median, figure.p90, figure.weekly, figure.monthly})
            put(value);
        put(figure.interval ? std::optional(figure.interval->high) : std::nullopt);
        text += QString("n %1 hits %2 negative %3 open %4 unknown %5 %6\n")
                    .arg(figure.n)
                    .arg(figure.hits)
                    .arg(figure.negative)
                    .arg(figure.open)
                    .arg(figure.unknown)
                    .arg(QString::fromStdString(std::string(figure.level)));
        for (const Point& point : key.series) put(point.value), text += QString::number(point.n) + '\n';
    }
    return text;
}

Question quarter(const Dialect& dialect) {
    Question question = asked(dialect.name, "04-01 00:00", "07-01 00:00");
    question.by = By::week;
    return question;
}

QString answerTo(const Told& told, const Dialect& dialect) {
    Name web = 0;
    const Facts facts = factsOf(told, "web", web);
    Question question = quarter(dialect);
    question.scope.services = std::vector{web};
    return textOf(answer(Study(facts, question)));
}

void everyDialect() {
    QTest::addColumn<int>("index");
    for (int index = 0; index < static_cast<int>(dialects().size()); ++index)
        QTest::addRow("%s", dialects()[static_cast<std::size_t>(index)].name.data()) << index;
}

} // namespace

/// What must hold for any facts, in every dialect.
class DoraPropertiesTest : public QObject {
    Q_OBJECT

private slots:
    void orderOfFactsDoesNotMatter_data() { everyDialect(); }
    void orderOfFactsDoesNotMatter();
    void otherServicesDoNotMatter_data() { everyDialect(); }
    void otherServicesDoNotMatter();
    void numbersOfOtherRepositoriesDoNotMatter_data() { everyDialect(); }
    void numbersOfOtherRepositoriesDoNotMatter();
    void rowsOfOneMomentHaveOneOrder();
    void windowsAddUp_data() { everyDialect(); }
    void windowsAddUp();
    void pointsAddUp_data() { everyDialect(); }
    void pointsAddUp();
    void rowsGiveTheFigure_data() { everyDialect(); }
    void rowsGiveTheFigure();
    void tenThousand();
};

void DoraPropertiesTest::orderOfFactsDoesNotMatter() {
    QFETCH(int, index);
    const Dialect& dialect = dialects()[static_cast<std::size_t>(index)];
    for (unsigned seed = 1; seed <= 5; ++seed) {
        Told told = Life("web", seed).tell(80);
        const QString before = answerTo(told, dialect);
        std::shuffle(told.begin(), told.end(), std::mt19937(seed));
        QCOMPARE(answerTo(told, dialect), before);
    }
}

void DoraPropertiesTest::otherServicesDoNotMatter() {
    QFETCH(int, index);
    const Dialect& dialect = dialects()[static_cast<std::size_t>(index)];
    Told told = Life("web", 7).tell(80);
    const QString before = answerTo(told, dialect);
    const Told other = Life("api", 8).tell(60);
    told.insert(told.begin() + 40, other.begin(), other.end());
    QCOMPARE(answerTo(told, dialect), before);
}

// Revisions, other than hashes, are numbered in every repository anew.
void DoraPropertiesTest::numbersOfOtherRepositoriesDoNotMatter() {
    QFETCH(int, index);
    const Dialect& dialect = dialects()[static_cast<std::size_t>(index)];
    const auto tell = [](const char* service, const char* authored) {
        return [service, authored](World& world) {
            const auto commit = [&](const char* number, Ms later) {
                CommitRow row;
                row.sha = world.builder.name(number), row.repository = world.builder.name(service);
                row.authoredAt = row.committedAt = at(authored) + later;
                return world.builder.commit(row);
            };
            const std::array rows{commit("1", 0), commit("2", kHour)};
            const auto add = [&](const char* id, const char* when, Row row) {
                DeploymentRow deployment = world.deployment(std::string(service) + id, when);
                deployment.service = world.builder.name(service), deployment.commit = row;
                deployment.commits = world.builder.list(std::array{row});
                world.builder.add(deployment);
            };
            add("a", "05-05 10:00", rows[0]);
            add("b", "05-06 10:00", rows[1]);
            ChangeRow change = world.change("!1", "none");
            change.service = world.builder.name(service), change.commit = rows[1];
            change.firstCommitAt = change.openedAt = change.mergedAt = at(authored) + kHour;
            change.commits = world.builder.list(rows);
            world.builder.add(change);
            IncidentRow incident = world.incident("i", "05-06 11:00", "05-06 12:00");
            incident.service = world.builder.name(service),
            incident.commit = world.builder.commit("2", service);
            world.builder.add(incident);
        };
    };
    Told told{tell("web", "05-04 08:00")};
    const QString before = answerTo(told, dialect);
    told.insert(told.begin(), tell("api", "05-02 08:00"));
    QCOMPARE(answerTo(told, dialect), before);
    std::reverse(told.begin(), told.end());
    QCOMPARE(answerTo(told, dialect), before);
}

void DoraPropertiesTest::rowsOfOneMomentHaveOneOrder() {
    Told told;
    for (const char* id : {"c", "a", "d", "b"})
        told.push_back([id](World& world) { world.deploy(id, "05-04 10:00"); });
    const auto idsOf = [](const Told& facts) {
        World world;
        for (const auto& each : facts) each(world);
        const Facts filled = world.builder.finish();
        const Study study(filled, asked("dora.dev"));
        QString ids;
        for (const Sample& row : explain(study, deploymentFrequency, study.question.window))
            ids += QString::fromStdString(std::string(filled.names[filled.deployments[row.row].id]));
        return ids;
    };
    QCOMPARE(idsOf(told), "abcd");
    std::reverse(told.begin(), told.end());
    QCOMPARE(idsOf(told), "abcd");
}

// What is counted in two windows is counted in both together; what has to end inside the window that is asked
// for may only grow.
void DoraPropertiesTest::windowsAddUp() {
    QFETCH(int, index);
    Name web = 0;
    const Facts facts = factsOf(Life("web", 9).tell(120), "web", web);
    const auto countIn = [&](Key key, Ms since, Ms until) {
        Question question = quarter(dialects()[static_cast<std::size_t>(index)]);
        question.window = {since, until};
        const Figure figure = figureFor(facts, question, key);
        return std::pair(figure.n, figure.hits);
    };
    const Ms since = at("04-01 00:00"), middle = at("05-13 07:00"), until = at("07-01 00:00");
    const Study study(facts, quarter(dialects()[static_cast<std::size_t>(index)]));
    for (const Key key : kAllKeys) {
        const auto first = countIn(key, since, middle), second = countIn(key, middle, until);
        const auto both = countIn(key, since, until);
        const bool additive = std::ranges::none_of(evidence(study, key), &Sample::endsInside);
        QVERIFY(first.first + second.first <= both.first);
        QVERIFY(first.second + second.second <= both.second);
        if (additive) QCOMPARE(both, std::pair(first.first + second.first, first.second + second.second));
    }
}

// A recovery over midnight belongs to the day of its failure.
void DoraPropertiesTest::pointsAddUp() {
    QFETCH(int, index);
    Name web = 0;
    const Facts facts = factsOf(Life("web", 9).tell(120), "web", web);
    for (const By by : {By::day, By::week, By::month}) {
        Question question = quarter(dialects()[static_cast<std::size_t>(index)]);
        question.by = by;
        const Study study(facts, question);
        for (const Key key : kAllKeys) {
            const KeyAnswer whole = answer(study, key);
            std::size_t n = 0, rows = 0;
            for (const Point& point : whole.series) n += point.n;
            for (const Point& point : whole.series)
                rows += static_cast<std::size_t>(std::ranges::count_if(
                    explain(study, key, point.window), [](const Sample& row) { return isBase(row.part); }));
            QCOMPARE(n, whole.figure.n);
            QCOMPARE(rows, whole.figure.n);
        }
    }
}

// The figure again, from nothing but the rows that are shown.
void DoraPropertiesTest::rowsGiveTheFigure() {
    QFETCH(int, index);
    const Dialect& dialect = dialects()[static_cast<std::size_t>(index)];
    Name web = 0;
    const Facts facts = factsOf(Life("web", 11).tell(150), "web", web);
    const Study study(facts, quarter(dialect));
    const Answer all = answer(study);
    for (const Key key : kAllKeys) {
        const Figure& figure = all[static_cast<std::size_t>(key)].figure;
        double base = 0, hits = 0;
        std::vector<double> seconds;
        for (const Sample& row : explain(study, key, study.question.window)) {
            if (!isUsed(row)) continue;
            base += isBase(row.part), hits += isHit(row.part);
            if (isBase(row.part) && row.span != kUnknown)
                seconds.push_back(static_cast<double>(row.span) / 1000);
        }
        QCOMPARE(static_cast<double>(figure.n), base);
        if (key == changeFailureRate || key == reworkRate) {
            if (base > 0) QCOMPARE(figure.value, hits / base);
        } else if (key == deploymentFrequency) {
            if (dialect.frequencyUnit == "1") QCOMPARE(figure.value, base);
            if (dialect.name == "dora.dev" || dialect.name == "gitlab") QCOMPARE(figure.value, base / 91);
        } else if (!seconds.empty()) {
            std::sort(seconds.begin(), seconds.end());
            const auto count = seconds.size();
            const Average how = key == changeLeadTime ? dialect.leadTime : dialect.recovery;
            const double lower = seconds[(count - 1) / 2], upper = seconds[count / 2];
            const double mean =
                std::accumulate(seconds.begin(), seconds.end(), 0.0) / static_cast<double>(count);
            const double expected = how == Average::mean          ? mean
                                    : how == Average::lowerMedian ? lower
                                                                  : (lower + upper) / 2;
            QVERIFY(std::abs(*figure.value - expected) < 1e-6 * expected + 1e-9);
        }
    }
    QVERIFY(all[0].figure.n > 0 && all[1].figure.n > 0 && all[2].figure.n > 0 && all[3].figure.n > 0);
}

void DoraPropertiesTest::tenThousand() {
    World world;
    for (int i = 0; i < 10'000; ++i) {
        DeploymentRow row = world.deployment(std::to_string(i), "04-01 00:00");
        row.finishedAt += i * 13 * kMinute; // 130 000 minutes: 90 days and 6.7 hours
        CommitRow commit;
        commit.sha = world.builder.name("c" + std::to_string(i)),
        commit.authoredAt = row.finishedAt - i * 1000;
        row.commits = world.builder.list(std::array{world.builder.commit(commit)});
        if (i % 10 == 9) row.hotfix = Hotfix::label;
        world.builder.add(row);
    }
    const Facts facts = world.builder.finish();
    const Answer all = answer(Study(facts, quarter(dialects()[0])));
    QCOMPARE(all[0].figure.value, 10'000 / 91.0);
    // 0, 1, ... 9999 s.
    QCOMPARE(all[1].figure.value, 4999.5);
    QCOMPARE(all[1].figure.p90, 8999.1);
    QCOMPARE(all[2].figure.value, 0.1);
    QCOMPARE(all[3].figure.value, 13 * 60.0);
    QCOMPARE(all[4].figure.value, 0.1);
    QVERIFY(all[2].figure.interval->high - all[2].figure.interval->low < 0.012);
    std::size_t n = 0;
    for (const Point& point : all[0].series) n += point.n;
    QCOMPARE(n, std::size_t{10'000});
}

QTEST_APPLESS_MAIN(DoraPropertiesTest)
#include "tst_dora_properties.moc"

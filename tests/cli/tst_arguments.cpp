// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::cli;

/// The command line as people type it, and what it says of mistakes.
class ArgumentsTest : public QObject {
    Q_OBJECT

private slots:
    void withoutAVerbTheWindowOpens();
    void optionsStandBeforeOrAfterTheVerb();
    void showTakesItsOptions();
    void actNeedsVerbSourceAndId();
    void doraTakesItsOptions();
    void renderTakesASize();
    void mistakes_data();
    void mistakes();
    void everyVerbHasHelp();
    void times();
};

namespace {

template <class Verb> Verb read(std::vector<std::string> words) {
    const auto invocation = parse(words);
    if (!invocation) qFatal("%s", invocation.error().message.c_str());
    return std::get<Verb>(invocation->verb);
}

} // namespace

void ArgumentsTest::withoutAVerbTheWindowOpens() {
    QVERIFY(!read<Window>({}).wall);
    QVERIFY(read<Window>({"--wall"}).wall);
}

void ArgumentsTest::optionsStandBeforeOrAfterTheVerb() {
    for (const auto& words : {std::vector<std::string>{"--store", "sqlite:/x", "poll", "--once", "a", "b"},
                              std::vector<std::string>{"poll", "a", "--once", "b", "--store=sqlite:/x"}}) {
        const auto invocation = parse(words);
        QVERIFY(invocation.ok());
        QCOMPARE(invocation->common.store, std::string("sqlite:/x"));
        const auto& poll = std::get<Poll>(invocation->verb);
        QVERIFY(poll.once);
        QCOMPARE(poll.sources, (std::vector<std::string>{"a", "b"}));
    }
}

void ArgumentsTest::showTakesItsOptions() {
    const auto show = read<Show>(
        {"show", "runs", "--where", "status:failure -branch:main", "--format", "csv", "--limit", "0"});
    QCOMPARE(show.what, std::string("runs"));
    QCOMPARE(show.where, std::string("status:failure -branch:main"));
    QCOMPARE(show.format, Format::csv);
    QCOMPARE(show.limit, std::size_t{0});
}

void ArgumentsTest::actNeedsVerbSourceAndId() {
    const auto act =
        read<Act>({"act", "silence", "am", "0f@12", "--for", "2h", "--comment", "known", "--dry-run"});
    QCOMPARE(act.duration, std::optional<Millis>(std::chrono::hours{2}));
    QCOMPARE(act.comment, std::string("known"));
    QVERIFY(act.dryRun);
    const auto rerun =
        read<Act>({"act", "rerun", "ci", "7", "--option", "stage=a=b", "--option", "failed=true"});
    QCOMPARE(rerun.options.at("stage"), std::string("a=b"));
    QCOMPARE(rerun.options.at("failed"), std::string("true"));
}

void ArgumentsTest::doraTakesItsOptions() {
    const auto dora =
        read<Dora>({"dora",    "--service",   "web",           "--team",     "shop",    "--environment",
                    "live",    "--time-zone", "Europe/Berlin", "--dialect",  "gitlab",  "--explain",
                    "--since", "30d",         "--until",       "2026-05-04", "--as-of", "1d",
                    "--by",    "month",       "--format",      "json"});
    QCOMPARE(dora.service + ' ' + dora.team + ' ' + dora.environment + ' ' + dora.timeZone,
             std::string("web shop live Europe/Berlin"));
    QCOMPARE(dora.dialect + ' ' + dora.since + ' ' + dora.until + ' ' + dora.asOf + ' ' + dora.by,
             std::string("gitlab 30d 2026-05-04 1d month"));
    QVERIFY(dora.explain && dora.format == Format::json);
    QVERIFY(!read<Dora>({"dora"}).explain && read<Dora>({"dora"}).by.empty());
}

void ArgumentsTest::renderTakesASize() {
    const auto render =
        read<Render>({"render", "pipelines", "-o", "x.png", "--size", "800x600", "--theme", "dark"});
    QCOMPARE(render.width, 800);
    QCOMPARE(render.height, 600);
    QCOMPARE(render.theme, std::string("dark"));
    for (const char* file : {"x.PNG", "a.b/picture", "/dev/stdout"})
        QCOMPARE(read<Render>({"render", "pipelines", "-o", file}).output, std::string(file));
}

void ArgumentsTest::mistakes_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* line, const char* named) {
        QTest::newRow(line) << QString(line).split(' ', Qt::SkipEmptyParts) << QString(named);
    };
    row("shwo runs", "show");
    row("show run", "runs");
    row("show", "needs");
    row("show runs more", "more");
    row("show runs --formt json", "--format");
    row("show runs --format xml", "csv");
    row("show runs --limit many", "many");
    row("show runs --limit -1", "-1");
    row("show runs --once", "--once");
    row("poll --once --format csv", "table or json");
    row("poll --format json", "--once");
    row("poll --since", "needs a value");
    row("dora --by year", "did you mean day");
    row("dora --format csv", "table or json");
    row("dora web", "web");
    row("act rerun ci", "needs");
    row("act restart ci 7", "action");
    row("act silence am x --for soon", "soon");
    row("render pipelines", "-o");
    row("render pipelines -o x.png --size 10x10", "10");
    row("render pipelines -o x.png --size x", "width");
    row("act rerun ci 7 --option foo", "KEY=VALUE");
    row("act rerun ci 7 --option stagee=1", "did you mean stage");
    row("act silence am x --option stage=1", "does not go with silence");
    row("render pipelines -o x.png --size big", "big is no size");
    row("render pipelines -o a.b/x.jpg", "write -o a.b/x.png");
    row("--wall=1", "no value");
    row("--log-level loud", "log level");
}

void ArgumentsTest::mistakes() {
    QFETCH(QStringList, words);
    QFETCH(QString, named);
    std::vector<std::string> arguments;
    for (const auto& word : words) arguments.push_back(word.toStdString());
    const auto invocation = parse(arguments);
    QVERIFY(!invocation.ok());
    QCOMPARE(invocation.error().fault, Fault::config);
    QVERIFY2(QString::fromStdString(invocation.error().message).contains(named),
             invocation.error().message.c_str());
}

void ArgumentsTest::everyVerbHasHelp() {
    QVERIFY(help().find("Verbs:") != std::string::npos);
    for (const char* verb :
         {"poll", "show", "dora", "render", "act", "check", "connectors", "import", "export"}) {
        QCOMPARE(read<Help>({verb, "--help"}).verb, std::string(verb));
        QVERIFY(help(verb).starts_with(std::string("shipglass ") + verb));
    }
}

void ArgumentsTest::times() {
    const Time now = *parseTime("2026-05-04T12:00:00Z");
    const auto midnight = [](int, int, int day) { return fromEpochSeconds(day); };
    QCOMPARE(formatTime(*readTime("90m", now, midnight)), std::string("2026-05-04T10:30:00.000Z"));
    QCOMPARE(formatTime(*readTime("2026-05-04T10:00:00+02:00", now, midnight)),
             std::string("2026-05-04T08:00:00.000Z"));
    QCOMPARE(*readTime("2026-05-04", now, midnight), fromEpochSeconds(4));
    QVERIFY(!readTime("noon", now, midnight).ok());
}

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "tst_arguments.moc"

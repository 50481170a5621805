// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.h"
#include "measure.h"
#include "parts.h"
#include "sql_database.h"
#include "table.h"

#include "models/run_reading.h"
#include "store/reader_pool.h"

#include <future>

namespace shipglass::bench {

namespace {

constexpr double firstBar = 100, rareBar = 1000, countBar = 1000;
constexpr double oftenEnough = 0.001; ///< One run in a thousand.

/// The five searches of the bar, and after them rarer ones of the same sorts.
std::vector<std::string> searches() {
    return {"status:failure branch:main",
            "service:web age<7d",
            '"' + std::string(rarePhrase) + '"',
            "actor:*bot* -branch:main",
            "duration>10m",
            "service:web",
            "status:failure branch:nosuch",
            "duration>59m status:unstable",
            "\"zephyr ocelot quokka\""};
}

ServiceRules services() {
    const auto rule = [](const std::string& name) {
        ServiceRule made;
        made.name = name;
        made.team = name + " team";
        made.repositories = {"acme/" + name, "acme/" + name + "-*"};
        made.labels = {{"app", name}};
        return made;
    };
    return {rule("web"), rule("api"), rule("shop")};
}

Selection selectionOf(const std::string& text) {
    Selection selection;
    selection.where = query::parse(text).orThrow();
    selection.now = historyEnd;
    return selection;
}

/// What one search took, round by round, in milliseconds.
struct Times {
    std::vector<double> first, count, scan;
    std::int64_t matches = 0;
};

/// Looks at every run once in the index that orders the list.
void scanIndex(SqlDatabase& bare) {
    QSqlQuery query = bare.prepare(QStringLiteral("SELECT count(*) FROM runs WHERE +branch IS NOT NULL"));
    SqlDatabase::execute(query);
    query.next();
}

/// As the list of runs asks: the first 200 with their sparklines, and the number of all.
void ask(Reader& reader, SqlDatabase& bare, const Selection& selection, Times& times) {
    const auto none = std::make_shared<const std::vector<std::int64_t>>();
    times.first.push_back(timed([&] {
        if (const auto head = run_reading::head(reader, selection, none); head.error)
            throw Failure(*head.error);
    }));
    times.count.push_back(timed([&] { times.matches = reader.count(selection).orThrow(); }));
    times.scan.push_back(timed([&] { scanIndex(bare); }));
}

void addFigures(Table& table, const std::string& search, const Times& times, std::size_t rows) {
    const double share = static_cast<double>(times.matches) / static_cast<double>(rows);
    const double bar = share >= oftenEnough ? firstBar : rareBar;
    const double first = median(times.first), count = median(times.count), scan = median(times.scan);
    const auto line = [&](const std::string& what, double measured, double most) {
        table.add({what, millis(measured), millis(scan), percent(measured / scan), "<= " + millis(most),
                   measured <= most});
    };
    line(search + ": first 200", first, bar);
    line("  count of " + std::to_string(times.matches) + " (" + decimal(share * 1000, 2) + " in 1000)", count,
         countBar);
}

/// From the newer keystroke to its question being asked, while the older one looks through all titles.
double supersede(ReaderPool& pool) {
    std::promise<void> begun;
    const Asked slow = pool.ask([&begun](Result<Reader*> reader) {
        begun.set_value();
        static_cast<void>((*std::move(reader))->count(selectionOf("\"no\" \"su\" \"ch\"")));
    });
    begun.get_future().wait();
    std::promise<SteadyClock::time_point> free;
    std::this_thread::sleep_for(std::chrono::milliseconds(20)); // so that it is in the middle of its work
    const auto start = SteadyClock::now();
    pool.supersede(slow, [&free](Result<Reader*>) { free.set_value(SteadyClock::now()); });
    return std::chrono::duration<double, std::milli>(free.get_future().get() - start).count();
}

void addSupersede(Table& table, const std::string& path, int rounds) {
    ReaderPool pool(path, 1);
    std::vector<double> times;
    for (int round = 0; round < rounds * 4; ++round) times.push_back(supersede(pool));
    table.add({"newer keystroke: reader free after, median", millis(median(times)), "", "", "", {}});
    table.add({"newer keystroke: reader free after, longest", millis(quantile(times, 1)), "", "", "", {}});
}

} // namespace

void benchSearch(const Scale& scale) {
    const std::string path = filledHistory(scale).string();
    const auto reader = Reader::open(path).orThrow();
    reader->setServices(services());
    SqlDatabase bare(path);
    Table table("Searching " + std::to_string(scale.rows) + " runs, warm");
    for (const std::string& search : searches()) {
        const Selection selection = selectionOf(search);
        Times warm, times;
        ask(*reader, bare, selection, warm);
        for (int round = 0; round < scale.rounds; ++round) ask(*reader, bare, selection, times);
        addFigures(table, search, times, scale.rows);
    }
    addSupersede(table, path, scale.rounds);
    table.note("medians of " + std::to_string(scale.rounds) +
               " rounds; first 200: with sparklines, as the list asks");
    table.note("the bars are of the first five; the others show what lies beside them");
    table.note("bare limit: one statement of bare Qt Sql that looks through the list's index once");
    table.print();
}

} // namespace shipglass::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery_maker.h"
#include "dora_sql.h"
#include "measure.h"
#include "memory.h"
#include "parts.h"
#include "run_maker.h"
#include "table.h"

#include "delivery/facts_filler.h"
#include "delivery/reading.h"
#include "insight/dora/answer.h"
#include "insight/dora/dialect.h"
#include "store/writer.h"

#include <QTemporaryDir>

namespace shipglass::bench {

namespace {

constexpr double answerBar = 1000, memoryBar = 500; // milliseconds, megabytes
constexpr std::size_t pageSize = 1000;

delivery::Rules rules() { return {{}, {{"hotfix/*"}, {"hotfix"}, {}}}; }

/// Calls with page after page of all the records that there are.
template <class Take> void eachPage(const DeliveryMaker& maker, Take take) {
    for (const Kind kind : {Kind::deployment, Kind::change, Kind::alert}) {
        const std::size_t all = kind == Kind::alert ? maker.incidents() : maker.deployments();
        for (std::size_t begin = 0; begin < all; begin += pageSize)
            take(maker.make(kind, begin, std::min(pageSize, all - begin)));
    }
}

/// Fills facts from records as a reader gives them; `spent` leaves out the making of the records.
dora::Facts fill(const DeliveryMaker& maker, double& spent) {
    dora::Amounts amounts;
    amounts.deployments = amounts.changes = maker.deployments();
    amounts.incidents = maker.incidents();
    delivery::FactsFiller filler(rules(), amounts);
    eachPage(maker, [&](std::vector<Record> records) {
        std::vector<Row> rows(records.size());
        for (std::size_t at = 0; at < rows.size(); ++at) {
            rows[at].service = common(records[at]).service;
            rows[at].record = std::move(records[at]);
        }
        spent += timed([&] {
            for (const Row& row : rows) filler.add(row);
        });
    });
    dora::Facts facts;
    spent += timed([&] { facts = filler.finish(); });
    return facts;
}

/// All keys by month, over the three years and a zone with summer time.
dora::Question question(const dora::Dialect& dialect) {
    dora::Question asked;
    asked.dialect = &dialect;
    asked.window = {epochMs(historyEnd) - 3 * 365 * dora::kDay, epochMs(historyEnd)};
    asked.by = dora::By::month;
    asked.calendar.zone = dora::Zone(dora::kHour);
    return asked;
}

double answerTime(const dora::Facts& facts, const dora::Dialect& dialect, int rounds) {
    const auto asked = question(dialect);
    std::vector<double> times;
    std::size_t counted = 0;
    for (int round = 0; round < rounds; ++round)
        times.push_back(timed([&] { counted += dora::answer(dora::Study(facts, asked)).front().figure.n; }));
    if (counted == 0) throw std::runtime_error("nothing was counted");
    return median(times);
}

void addAnswer(Table& table, const std::string& what, double spent) {
    table.add({what, millis(spent), "", "", "<= " + millis(answerBar), spent <= answerBar});
}

/// The same deliveries and the same question in SQL, where there is a database.
void measureSql(Table& table, const DeliveryMaker& maker, const dora::Facts& facts) {
    const auto asked = question(*dora::findDialect("dora.dev"));
    const auto ours = dora::answer(dora::Study(facts, asked));
    try {
        const auto database = Postgres::start();
        if (!database)
            return table.note("no PostgreSQL is installed here to ask the same (Debian: postgresql)");
        const double loading = timed([&] { loadDeliveries(*database, maker); });
        const auto theirs = askInSql(*database, ours, asked.window);
        const std::string name = "  PostgreSQL " + database->version();
        table.add({name + ": loading by COPY", millis(loading), "", "", "", {}});
        table.add({name + ": dora.dev in SQL", millis(theirs.millis), "", "", "same figures",
                   theirs.difference.empty()});
        if (!theirs.difference.empty()) table.note("SQL and we differ in " + theirs.difference);
    } catch (const std::exception& error) {
        table.note(std::string("PostgreSQL could not be asked: ") + error.what());
    }
}

void measureRows(Table& table, std::size_t rows, int rounds, bool inSqlToo) {
    const DeliveryMaker maker(rows, std::min<std::size_t>(rows, 1'000'000) / 10);
    const std::string of = std::to_string(rows);
    const PeakMemory memory;
    double loading = 0;
    const dora::Facts facts = fill(maker, loading);
    table.add({of + " deployments, " + of + " changes, " + std::to_string(maker.incidents()) +
                   " incidents: filling rows from records",
               millis(loading),
               "",
               "",
               "",
               {}});
    const double filled = memory.used();
    for (const auto& dialect : dora::dialects())
        addAnswer(table, "  " + std::string(dialect.name), answerTime(facts, dialect, rounds));
    const double peak = memory.used();
    table.add({"  memory at most: filling, and in all", decimal(filled, 0) + ", " + decimal(peak, 0) + " MB",
               "", "", "<= " + decimal(memoryBar, 0) + " MB", peak <= memoryBar});
    if (inSqlToo) measureSql(table, maker, facts);
}

/// The way from the file, details and all.
void measureStore(Table& table, std::size_t rows, const std::string& folder) {
    const QTemporaryDir place(QString::fromStdString(folder) + "/dora-XXXXXX");
    const std::string path = place.filePath(QStringLiteral("dora.sqlite")).toStdString();
    const DeliveryMaker maker(rows, rows / 10);
    {
        const auto writer = Writer::open(path).orThrow();
        eachPage(maker,
                 [&](const std::vector<Record>& records) { writer->import(records, historyEnd).orThrow(); });
    }
    const auto reader = Reader::open(path).orThrow();
    const double spent = timed([&] { delivery::readFacts(*reader, rules(), historyEnd).orThrow(); });
    const double records = 2.1 * static_cast<double>(rows);
    table.add({std::to_string(rows) + " deployments and changes out of the history",
               millis(spent),
               "",
               "",
               decimal(records / spent * 1000, 0) + " records/s",
               {}});
}

} // namespace

void benchDora(const Scale& scale) {
    Table table("DORA: all five keys by month over three years, from filled rows");
    const std::size_t most = scale.smoke ? 10'000 : 1'000'000;
    measureStore(table, most / 100, scale.folder);
    // The largest first: what smaller ones leave scattered in the heap is not its own.
    for (std::size_t rows = most; rows >= most / 100; rows /= 10)
        measureRows(table, rows, scale.rounds, rows == most);
    table.note(
        "50 services, two commits a change; each dialect with its links, remedies and series: medians of " +
        std::to_string(scale.rounds) + " rounds");
    table.note(
        "filling: what the store reads, made into rows and put in order; reading itself is the first line");
    table.print();
}

} // namespace shipglass::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "delivery/marks.h"
#include "poll/stop_signals.h"
#include "program/new_file.h"
#include "program/now.h"
#include "program/read_file.h"
#include "program/setup.h"
#include "program/verbs.h"
#include "store/reader.h"
#include "store/writer.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <unistd.h>

namespace shipglass {

namespace {

constexpr std::size_t pageSize = 1000;

void exportKind(Reader& reader, Kind kind, NewFile& file) {
    Selection page;
    page.kind = kind;
    page.limit = pageSize;
    page.withDetails = true;
    page.now = wallTime();
    while (true) {
        const auto rows = reader.read(page).orThrow();
        for (const Row& row : rows) file.writeLine(toJson(row.record));
        if (rows.size() < pageSize) return;
        page.afterBegan = rows.back().began;
        page.afterRow = rows.back().row;
    }
}

/// An import that a person may stop, and is told of: people wait for large files, what reads our words does
/// not.
class Importing {
public:
    /// What to call with how many records are `done`; gives false once a signal has come.
    std::function<bool(std::size_t)> telling(const char* done) {
        return [this, done, next = often](std::size_t records) mutable {
            if (records >= next && isatty(STDERR_FILENO))
                std::fprintf(stderr, "%zu records %s\n", records, done);
            if (records >= next) next = records + often;
            return !stopped();
        };
    }
    bool stopped() {
        m_stopped = m_stopped || m_signals.wait(0);
        return m_stopped;
    }

private:
    static constexpr std::size_t often = 10'000;
    StopSignals m_signals{StopSignals::Reads::end};
    bool m_stopped = false;
};

cli::Exit sayStopped() { return failure(Error{Fault::canceled, "Stopped. Nothing was imported.", 0, {}}); }

cli::Exit sayBadLines(const std::string& file, const ReadRecords& read) {
    for (const auto& bad : read.errors)
        std::fprintf(stderr, "%s:%zu: %s\n", file.c_str(), bad.line, bad.message.c_str());
    if (read.badLines > read.errors.size())
        std::fprintf(stderr, "%zu more lines are bad.\n", read.badLines - read.errors.size());
    return failure(Error{Fault::malformed, "Nothing was imported.", 0, {}});
}

/// What rows were taken for is said, since a CSV file need not say it itself.
std::string countOf(const std::vector<Record>& records) {
    std::map<Kind, std::size_t> counts;
    for (const Record& record : records) ++counts[kindOf(record)];
    std::string text;
    for (const auto& [kind, count] : counts)
        text += (text.empty() ? ": " : ", ") + std::to_string(count) + " " + std::string(word(kind));
    return text;
}

/// Deployments that ended at no known time count in no DORA key: better said now than missed later.
void sayUndated(const std::vector<Record>& records) {
    const auto isUndated = [](const Record& record) {
        const auto* deployment = std::get_if<Deployment>(&record);
        return deployment && delivery::outcomeOf(*deployment) != dora::Outcome::unfinished &&
               delivery::finishedAt(*deployment) == dora::kUnknown;
    };
    const auto count = std::count_if(records.begin(), records.end(), isUndated);
    if (count > 0)
        std::fprintf(stderr, "%td deployments have ended without finishedAt: no DORA key counts them.\n",
                     count);
}

} // namespace

cli::Exit runImport(const cli::Common& common, const cli::Import& import) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    Importing importing;
    const auto read = readRecordFile(import.file, importing.telling("read"));
    if (importing.stopped()) return sayStopped();
    if (!read) return failure(read.error());
    if (read->badLines > 0) return sayBadLines(import.file, *read);
    std::string notice;
    auto writer = Writer::open(setup->storePath, &notice);
    if (!notice.empty()) std::fprintf(stderr, "%s\n", notice.c_str());
    if (!writer) return failure(writer.error());
    const auto done = (*writer)->import(read->records, wallTime(), importing.telling("stored"));
    if (!done && done.error().fault == Fault::canceled) return sayStopped();
    if (!done) return failure(done.error());
    std::fprintf(stderr, "%zu records imported%s\n", read->records.size(), countOf(read->records).c_str());
    sayUndated(read->records);
    return cli::Exit::done;
}

cli::Exit runExport(const cli::Common& common, const cli::Export& exporting) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    auto reader = Reader::open(setup->storePath);
    if (!reader) return failure(reader.error());
    try {
        NewFile file(exporting.file);
        for (std::size_t kind = 0; kind < Words<Kind>::list.size(); ++kind)
            exportKind(**reader, static_cast<Kind>(kind), file);
        file.finish();
    } catch (const Failure& error) {
        return failure(error.error());
    }
    return cli::Exit::done;
}

} // namespace shipglass

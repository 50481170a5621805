// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "program/new_file.h"
#include "program/now.h"
#include "program/read_file.h"
#include "program/setup.h"
#include "program/verbs.h"
#include "store/reader.h"
#include "store/writer.h"

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

/// People wait for large files; what reads our words does not.
void sayProgress(std::size_t records) {
    if (isatty(STDERR_FILENO)) std::fprintf(stderr, "%zu records read\n", records);
}

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

} // namespace

// A signal ends the process at any moment: all records are stored in one transaction, which then never was.
cli::Exit runImport(const cli::Common& common, const cli::Import& import) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    const auto read = readRecordFile(import.file, sayProgress);
    if (!read) return failure(read.error());
    if (read->badLines > 0) return sayBadLines(import.file, *read);
    std::string notice;
    auto writer = Writer::open(setup->storePath, &notice);
    if (!notice.empty()) std::fprintf(stderr, "%s\n", notice.c_str());
    if (!writer) return failure(writer.error());
    const auto done = (*writer)->import(read->records, wallTime());
    if (!done) return failure(done.error());
    std::fprintf(stderr, "%zu records imported%s\n", read->records.size(), countOf(read->records).c_str());
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

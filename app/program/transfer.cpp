// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "codec/ndjson.h"
#include "program/now.h"
#include "program/setup.h"
#include "program/verbs.h"
#include "store/reader.h"
#include "store/writer.h"

#include <cstdio>
#include <filesystem>

namespace shipglass {

namespace {

constexpr std::size_t pageSize = 1000;

/// A file that takes the other's place only when it is whole.
class NewFile {
public:
    explicit NewFile(std::string path)
        : m_path(std::move(path)), m_file(std::fopen((m_path + ".part").c_str(), "w")) {}
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (m_file) std::fclose(m_file);
    }
    void writeLine(const std::string& line) {
        if (!m_file || std::fputs((line + "\n").c_str(), m_file) < 0)
            throw Failure(Fault::config, m_path + " cannot be written.");
    }
    void finish() {
        const bool good = m_file && std::fclose(m_file) == 0;
        m_file = nullptr;
        std::error_code error;
        if (good) std::filesystem::rename(m_path + ".part", m_path, error);
        if (!good || error) throw Failure(Fault::config, m_path + " cannot be written.");
    }

private:
    std::string m_path;
    std::FILE* m_file;
};

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

} // namespace

cli::Exit runImport(const cli::Common& common, const cli::Import& import) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    const auto read = readNdjsonFile(import.file);
    if (!read) return failure(read.error());
    for (const auto& bad : read->errors)
        std::fprintf(stderr, "%s:%zu: %s\n", import.file.c_str(), bad.line, bad.message.c_str());
    if (read->badLines > 0) return failure(Error{Fault::malformed, "Nothing was imported.", 0, {}});
    std::string notice;
    auto writer = Writer::open(setup->storePath, &notice);
    if (!notice.empty()) std::fprintf(stderr, "%s\n", notice.c_str());
    if (!writer) return failure(writer.error());
    const auto done = (*writer)->import(read->records, wallTime());
    if (!done) return failure(done.error());
    std::fprintf(stderr, "%zu records imported\n", read->records.size());
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

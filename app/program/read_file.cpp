// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/read_file.h"

#include "codec/csv.h"
#include "codec/ndjson.h"
#include "query/fold.h"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace shipglass {

namespace {

using GoOn = std::function<bool(std::size_t)>;

/// What follows from the rest: an incident that was resolved does not go on.
void complete(Record& record) {
    auto* alert = std::get_if<Alert>(&record);
    if (alert && alert->resolvedAt && alert->state == AlertState::firing) alert->state = AlertState::resolved;
}

/// Notices what every record of a file must have.
RecordLook lookFor(const std::string& source, GoOn goOn) {
    constexpr std::size_t often = 1'000;
    return [source, goOn = std::move(goOn), count = std::size_t{0}](Record& record) mutable {
        auto& name = common(record).source;
        if (name.empty()) name = source;
        if (++count % often == 0 && !goOn(count)) throw Failure(Fault::canceled, "the reading was stopped");
        complete(record);
        return name.empty() ? std::string("the record has no source") : std::string();
    };
}

/// The kind that a file's name holds, as `deployments` or `incidents-2026`; "" for none.
std::string kindInName(const std::string& stem) {
    if (query::containsFolded(stem, "incident")) return "incident";
    for (const std::string_view kind : Words<Kind>::list)
        if (query::containsFolded(stem, std::string(kind) + "s") || query::equalFolded(stem, kind))
            return std::string(kind);
    return {};
}

/// Rows of CSV begin with the name of a column, NDJSON with a brace.
bool beginsLikeCsv(std::istream& in) {
    const int first = in.peek();
    return first == '"' || (first >= 0 && first < 0x80 && std::isalpha(first) != 0);
}

Result<ReadRecords> readStream(std::istream& in, bool csv, const std::string& stem, GoOn goOn) {
    const auto look = lookFor(csv ? stem : "", std::move(goOn));
    try {
        return csv ? readMixedCsv(in, kindInName(stem), {}, look) : readNdjson(in, {}, look);
    } catch (const Failure& stopped) {
        return stopped.error();
    }
}

} // namespace

Result<ReadRecords> readRecordFile(const std::string& path, GoOn goOn) {
    if (path == "-") return readStream(std::cin, beginsLikeCsv(std::cin), "", std::move(goOn));
    const std::filesystem::path file(path);
    std::ifstream in(file, std::ios::binary);
    std::error_code ignored;
    if (!in || std::filesystem::is_directory(file, ignored))
        return Error{Fault::config, "cannot read the file " + path, 0, {}};
    const bool csv = query::equalFolded(file.extension().string(), ".csv");
    return readStream(in, csv, file.stem().string(), std::move(goOn));
}

} // namespace shipglass

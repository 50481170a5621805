// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <functional>
#include <string>
#include <vector>

namespace shipglass {

/// One line of a file that was no record, and why, in plain words.
struct LineError {
    std::size_t line = 0; ///< From 1; of a row over several lines, the first.
    std::string message;

    bool operator==(const LineError&) const = default;
};

/// Looks at each record as it is read and may complete it. What it says is wrong with it makes its line a bad
/// one; "" for nothing.
using RecordLook = std::function<std::string(Record&)>;

/// The records of a file and the lines that were none; whoever imports decides whether any bad line spoils
/// the rest.
struct ReadRecords {
    std::vector<Record> records;
    std::vector<LineError> errors; ///< The first ones only, where there are very many.
    std::size_t badLines = 0;      ///< All of them.

    void bad(std::size_t line, std::string message) {
        constexpr std::size_t most = 100;
        ++badLines;
        if (errors.size() < most) errors.push_back({line, std::move(message)});
    }
    void add(Record record, std::size_t line, const RecordLook& look) {
        const std::string wrong = look ? look(record) : std::string();
        if (wrong.empty())
            records.push_back(std::move(record));
        else
            bad(line, wrong);
    }
};

/// What a file of records may be at most; reading ends with an error at the record or byte that is over.
struct FileLimits {
    std::size_t lineBytes = 8u << 20;
    std::size_t records = 5'000'000;
};

} // namespace shipglass

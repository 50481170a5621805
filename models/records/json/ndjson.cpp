// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/ndjson.h"

#include "codec/json_reader.h"
#include "codec/json_value.h"

#include <istream>

namespace shipglass {

namespace {

/// Reads a line without its end, keeping no more than one byte over `most` of it; false at the end of the
/// stream.
bool readLine(std::istream& in, std::string& line, std::size_t most) {
    using Traits = std::char_traits<char>;
    line.clear();
    auto* buffer = in.rdbuf();
    auto next = buffer->sbumpc();
    if (Traits::eq_int_type(next, Traits::eof())) return false;
    for (; !Traits::eq_int_type(next, Traits::eof()) && next != '\n'; next = buffer->sbumpc())
        if (line.size() <= most) line += Traits::to_char_type(next);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return true;
}

void readLineInto(ReadRecords& read, std::string_view text, std::size_t number, const FileLimits& limits,
                  const RecordLook& look) {
    JsonLimits most;
    most.bytes = limits.lineBytes;
    const auto json = parseJson(text, most);
    if (!json) return read.bad(number, json.error().message);
    std::vector<std::string> misread;
    auto record = readRecord(*json, &misread);
    if (!record) return read.bad(number, record.error().message);
    if (!misread.empty()) return read.bad(number, misread.front() + " is not what the field holds");
    read.add(std::move(*record), number, look);
}

} // namespace

ReadRecords readNdjson(std::istream& in, const FileLimits& limits, const RecordLook& look) {
    ReadRecords read;
    std::string line;
    for (std::size_t number = 1; readLine(in, line, limits.lineBytes); ++number) {
        std::string_view text = line;
        if (number == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        if (text.find_first_not_of(" \t") == std::string_view::npos) continue;
        if (text.size() > limits.lineBytes) {
            read.bad(number, "the line is over " + std::to_string(limits.lineBytes) + " bytes");
            continue;
        }
        if (read.records.size() == limits.records) {
            read.bad(number, "the file has over " + std::to_string(limits.records) + " records");
            break;
        }
        readLineInto(read, text, number, limits, look);
    }
    return read;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/csv.h"

#include "codec/json_writer.h"
#include "codec/utf8.h"

namespace shipglass {

namespace {

bool looksLikeFormula(std::string_view cell) {
    const auto first = cell.find_first_not_of('\'');
    return first != std::string_view::npos &&
           std::string_view("=+-@").find(cell[first]) != std::string_view::npos;
}

void putCell(std::string& row, std::string_view cell) {
    const bool quoted = cell.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) row += '"';
    if (looksLikeFormula(cell)) row += '\'';
    for (const char c : cell) row.append(c == '"' ? 2 : 1, c);
    if (quoted) row += '"';
}

void addCell(std::string& row, std::string_view cell) {
    row += ',';
    putCell(row, cell);
}

std::string cellOf(const std::string& text) { return repairUtf8(text); }
template <class T> std::string cellOf(const T& field) {
    if (JsonWriter::absent(field)) return {};
    std::string text;
    JsonWriter(text).put(field);
    // Words and times are JSON strings without anything to escape.
    return text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

} // namespace

std::string csvHeader(Kind kind) {
    std::string header = "kind";
    const auto add = [&](const auto& record) {
        eachField(record, [&](std::string_view name, const auto&) { addCell(header, name); });
    };
    std::visit(add, emptyRecord(kind));
    return header;
}

std::string csvLine(const std::vector<std::string>& cells) {
    std::string row;
    for (const auto& cell : cells) {
        if (&cell != &cells.front()) row += ',';
        putCell(row, repairUtf8(cell));
    }
    return row;
}

std::string csvRow(const Record& record) {
    std::string row(word(kindOf(record)));
    const auto add = [&](const auto& value) {
        eachField(value, [&](std::string_view, const auto& field) { addCell(row, cellOf(field)); });
    };
    std::visit(add, record);
    return row;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/csv.h"

#include "codec/json_reader.h"
#include "codec/json_value.h"
#include "codec/utf8.h"

#include <istream>
#include <map>
#include <set>

namespace shipglass {

namespace {

using Json = nlohmann::json;
using Cells = std::vector<std::string>;

/// Splits a stream into rows of cells as RFC 4180 says, lines ended by LF or CRLF.
class CsvScanner {
public:
    CsvScanner(std::istream& in, std::size_t most) : m_in(*in.rdbuf()), m_most(most) {
        for (const char mark : std::string_view("\xEF\xBB\xBF"))
            if (m_in.sgetc() == static_cast<unsigned char>(mark)) m_in.sbumpc();
    }

    /// The next row; false at the end. `error` says what is wrong with the row.
    bool next(Cells& cells, std::string& error) {
        m_rowLine = m_line;
        cells.assign(1, {});
        error.clear();
        std::size_t size = 0;
        bool quoted = false, any = false;
        for (int c = m_in.sbumpc(); c != end; c = m_in.sbumpc()) {
            any = true;
            if (c == '\n') ++m_line;
            if (quoted && c == '"' && m_in.sgetc() != '"') {
                quoted = false;
                continue;
            }
            if (quoted && c == '"') m_in.sbumpc();
            if (!quoted && c == '\n') return true;
            if (!quoted && c == '"' && cells.back().empty()) {
                quoted = true;
                continue;
            }
            if (!quoted && c == '\r' && m_in.sgetc() == '\n') continue;
            if (++size > m_most || cells.size() > mostCells) {
                error = "the row is too long";
                continue;
            }
            if (!quoted && c == ',')
                cells.emplace_back();
            else
                cells.back() += static_cast<char>(c);
        }
        if (quoted) error = "a quote is not closed";
        return any;
    }
    std::size_t rowLine() const { return m_rowLine; }

private:
    static constexpr std::size_t mostCells = 1000;
    static constexpr int end = std::char_traits<char>::eof();
    std::streambuf& m_in;
    std::size_t m_most, m_line = 1, m_rowLine = 1;
};

bool isEmpty(const Cells& cells) { return cells.size() == 1 && cells.front().empty(); }

std::string withoutApostrophe(std::string cell) {
    const auto first = cell.find_first_not_of('\'');
    const bool ours = first != std::string::npos && first > 0 &&
                      std::string_view("=+-@").find(cell[first]) != std::string_view::npos;
    return ours ? cell.substr(1) : cell;
}

/// Text, words and times are what the cell says; anything else is written as JSON, true and false in any
/// case.
template <class T>
constexpr bool isText =
    std::is_same_v<T, std::string> || std::is_enum_v<T> || std::is_same_v<T, std::optional<Time>>;

Json typedCell(const std::string& cell) {
    if (cell == "TRUE" || cell == "True") return true;
    if (cell == "FALSE" || cell == "False") return false;
    auto json = parseJson(cell);
    return json ? std::move(*json) : Json(cell);
}

/// Whether the column of a name holds JSON.
std::map<std::string, bool, std::less<>> columnsOf(Kind kind) {
    std::map<std::string, bool, std::less<>> typed{{"kind", false}};
    const auto add = [&](const auto& record) {
        eachField(record, [&]<class T>(const char* name, const T&) { typed[name] = !isText<T>; });
    };
    std::visit(add, emptyRecord(kind));
    return typed;
}

std::string headerMistake(const Cells& header) {
    std::set<std::string> seen;
    for (const std::string& name : header)
        if (name.empty())
            return "a column has no name";
        else if (!seen.insert(name).second)
            return "the column " + name + " is there twice";
    return seen.contains("id") ? "" : "there is no column id";
}

/// Turns rows into records of one kind.
class RowReader {
public:
    RowReader(Kind kind, Cells header)
        : m_kind(kind), m_header(std::move(header)), m_typed(columnsOf(kind)) {}

    void read(const Cells& cells, std::size_t line, ReadRecords& into) const {
        if (cells.size() != m_header.size())
            return into.bad(line, std::to_string(cells.size()) + " cells where the header has " +
                                      std::to_string(m_header.size()));
        std::vector<std::string> misread;
        const Json object = objectOf(cells);
        if (object["kind"] != word(m_kind))
            return into.bad(line, "the row is not of kind " + std::string(word(m_kind)));
        auto record = readRecord(object, &misread);
        if (!record)
            into.bad(line, record.error().message);
        else if (!misread.empty())
            into.bad(line, "the cell of " + misread.front() + " is not what the column holds");
        else
            into.records.push_back(std::move(*record));
    }

private:
    Json objectOf(const Cells& cells) const {
        Json object{{"kind", word(m_kind)}};
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const std::string cell = repairUtf8(withoutApostrophe(cells[column]));
            if (cell.empty()) continue;
            const auto known = m_typed.find(m_header[column]);
            object[m_header[column]] = known != m_typed.end() && known->second ? typedCell(cell) : Json(cell);
        }
        return object;
    }

    Kind m_kind;
    Cells m_header;
    std::map<std::string, bool, std::less<>> m_typed;
};

} // namespace

ReadRecords readCsv(std::istream& in, Kind kind, const FileLimits& limits) {
    ReadRecords read;
    CsvScanner scanner(in, limits.lineBytes);
    Cells cells;
    std::string error;
    const bool any = scanner.next(cells, error);
    if (error.empty()) error = any ? headerMistake(cells) : "the file is empty";
    for (std::string& name : cells) name = repairUtf8(name);
    if (!error.empty()) {
        read.bad(1, error);
        return read;
    }
    const RowReader rows(kind, cells);
    while (scanner.next(cells, error)) {
        if (read.records.size() == limits.records)
            error = "the file has over " + std::to_string(limits.records) + " records";
        if (!error.empty())
            read.bad(scanner.rowLine(), error);
        else if (!isEmpty(cells))
            rows.read(cells, scanner.rowLine(), read);
        if (read.records.size() == limits.records && !error.empty()) break;
    }
    return read;
}

} // namespace shipglass

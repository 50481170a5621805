// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/csv.h"

#include "codec/json_reader.h"
#include "codec/json_value.h"
#include "codec/utf8.h"

#include <algorithm>
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
using Columns = std::map<std::string, bool, std::less<>>;

Columns columnsOf(Kind kind) {
    Columns typed{{"kind", false}};
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

constexpr std::string_view incident = "incident"; ///< An alert that is one.

std::optional<Kind> kindOfRow(std::string_view said) {
    return said == incident ? Kind::alert : fromWord<Kind>(said);
}

/// The word of the one kind that knows the most of these columns; "" when several know as many.
std::string kindOfColumns(const Cells& header) {
    std::string best;
    std::size_t most = 0;
    for (const std::string_view kind : Words<Kind>::list) {
        const auto columns = columnsOf(*fromWord<Kind>(kind));
        const auto known = static_cast<std::size_t>(std::count_if(
            header.begin(), header.end(), [&](const std::string& name) { return columns.contains(name); }));
        if (known >= most) best = known > most ? std::string(kind) : std::string();
        most = std::max(most, known);
    }
    return best;
}

/// Turns rows into records. Rows that do not say what they are, are of `kind`.
class RowReader {
public:
    RowReader(std::string kind, Cells header) : m_kind(std::move(kind)), m_header(std::move(header)) {
        for (const std::string_view word : Words<Kind>::list)
            m_columns.emplace(word, columnsOf(*fromWord<Kind>(word)));
    }

    /// Rows that say that they are of another kind are bad.
    void refuseOthers() { m_refusesOthers = true; }

    void read(const Cells& cells, std::size_t line, ReadRecords& into, const RecordLook& look) const {
        if (cells.size() != m_header.size())
            return into.bad(line, std::to_string(cells.size()) + " cells where the header has " +
                                      std::to_string(m_header.size()));
        const std::string said = kindSaid(cells);
        if (m_refusesOthers && said != m_kind) return into.bad(line, "the row is not of kind " + m_kind);
        const auto kind = kindOfRow(said);
        if (!kind)
            return into.bad(line, said.empty() ? "what the row is cannot be told: add a column kind"
                                               : "there is no kind " + said.substr(0, 40));
        std::vector<std::string> misread;
        auto record = readRecord(objectOf(cells, *kind, said == incident), &misread);
        if (!record)
            into.bad(line, record.error().message);
        else if (!misread.empty())
            into.bad(line, "the cell of " + misread.front() + " is not what the column holds");
        else
            into.add(std::move(*record), line, look);
    }

private:
    std::string kindSaid(const Cells& cells) const {
        for (std::size_t column = 0; column < cells.size(); ++column)
            if (m_header[column] == "kind" && !cells[column].empty()) return repairUtf8(cells[column]);
        return m_kind;
    }
    Json objectOf(const Cells& cells, Kind kind, bool isIncident) const {
        const Columns& typed = m_columns.find(word(kind))->second;
        Json object = Json::object();
        if (isIncident) object[incident] = true;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const std::string cell = repairUtf8(withoutApostrophe(cells[column]));
            if (cell.empty()) continue;
            const auto known = typed.find(m_header[column]);
            object[m_header[column]] = known != typed.end() && known->second ? typedCell(cell) : Json(cell);
        }
        object["kind"] = word(kind);
        return object;
    }

    std::string m_kind;
    Cells m_header;
    std::map<std::string_view, Columns> m_columns; ///< By the words of the kinds.
    bool m_refusesOthers = false;
};

/// The names of the columns; none when there is something wrong with them, which is the error of line 1 then.
std::optional<Cells> readHeader(CsvScanner& scanner, ReadRecords& read) {
    Cells header;
    std::string error;
    const bool any = scanner.next(header, error);
    if (error.empty()) error = any ? headerMistake(header) : "the file is empty";
    for (std::string& name : header) name = repairUtf8(name);
    if (error.empty()) return header;
    read.bad(1, error);
    return std::nullopt;
}

void readRows(CsvScanner& scanner, const RowReader& rows, const FileLimits& limits, const RecordLook& look,
              ReadRecords& read) {
    Cells cells;
    std::string error;
    while (scanner.next(cells, error)) {
        if (read.records.size() == limits.records)
            error = "the file has over " + std::to_string(limits.records) + " records";
        if (!error.empty())
            read.bad(scanner.rowLine(), error);
        else if (!isEmpty(cells))
            rows.read(cells, scanner.rowLine(), read, look);
        if (read.records.size() == limits.records && !error.empty()) break;
    }
}

} // namespace

ReadRecords readCsv(std::istream& in, Kind kind, const FileLimits& limits) {
    ReadRecords read;
    CsvScanner scanner(in, limits.lineBytes);
    auto header = readHeader(scanner, read);
    if (!header) return read;
    RowReader rows(std::string(word(kind)), std::move(*header));
    rows.refuseOthers();
    readRows(scanner, rows, limits, {}, read);
    return read;
}

ReadRecords readMixedCsv(std::istream& in, const std::string& kind, const FileLimits& limits,
                         const RecordLook& look) {
    ReadRecords read;
    CsvScanner scanner(in, limits.lineBytes);
    auto header = readHeader(scanner, read);
    if (!header) return read;
    auto otherwise = kind.empty() ? kindOfColumns(*header) : kind;
    const RowReader rows(std::move(otherwise), std::move(*header));
    readRows(scanner, rows, limits, look, read);
    return read;
}

} // namespace shipglass

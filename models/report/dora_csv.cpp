// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/csv.h"
#include "insight/dora/dialect.h"
#include "records/time.h"
#include "report/dora.h"

#include <charconv>

namespace shipglass {

namespace {

using Cells = std::vector<std::string>;

const Cells kHeader{"row", "key",  "dialect", "service", "team",   "from", "to",    "value", "unit",
                    "n",   "hits", "low",     "high",    "median", "p90",  "level", "reason"};

/// The shortest digits that are read back as the same number, with a point in every locale.
std::string cellOf(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}
std::string cellOf(std::optional<double> value) { return value ? cellOf(*value) : std::string(); }
std::string timeCell(dora::Ms at) { return formatTime(fromEpochMs(at)); }

void put(std::string& csv, const Cells& cells) { csv += csvLine(cells) + "\n"; }

Cells begun(const char* row, dora::Key key, const DoraAsked& asked, std::string_view dialect,
            dora::Window window) {
    return {row,        std::string(word(key)), std::string(dialect),  asked.service,
            asked.team, timeCell(window.since), timeCell(window.until)};
}

void putTotal(std::string& csv, Cells cells, const dora::KeyAnswer& answer) {
    const auto& [figure, unit, series] = answer;
    const bool interval = figure.interval.has_value();
    cells.insert(cells.end(), {cellOf(figure.value), std::string(unit), std::to_string(figure.n),
                               unit == "ratio" ? std::to_string(figure.hits) : "",
                               interval ? cellOf(figure.interval->low) : "",
                               interval ? cellOf(figure.interval->high) : "", cellOf(figure.median),
                               cellOf(figure.p90), std::string(figure.level), std::string(figure.reason)});
    put(csv, cells);
}

void putPoint(std::string& csv, Cells cells, const dora::Point& point, std::string_view unit) {
    cells.insert(cells.end(), {cellOf(point.value), std::string(unit), std::to_string(point.n)});
    cells.resize(kHeader.size());
    put(csv, cells);
}

} // namespace

std::string doraCsv(const DoraAsked& asked, const dora::Facts& facts, const dora::Question& question) {
    const dora::Study study(facts, question);
    const auto answers = dora::answer(study);
    std::string csv;
    put(csv, kHeader);
    for (std::size_t index = 0; index < answers.size(); ++index) {
        const auto key = static_cast<dora::Key>(index);
        putTotal(csv, begun("total", key, asked, study.dialect.name, question.window), answers[index]);
        for (const auto& point : answers[index].series)
            putPoint(csv, begun("bucket", key, asked, study.dialect.name, point.window), point,
                     answers[index].unit);
    }
    return csv;
}

} // namespace shipglass

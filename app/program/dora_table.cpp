// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/dora_table.h"

#include "cli/table.h"
#include "insight/dora/bands.h"
#include "insight/dora/dialect.h"

#include <fmt/format.h>

namespace shipglass {

namespace {

using dora::Figure;
using dora::Key;

constexpr std::array<std::string_view, dora::kKeys> kHeadings{"DEPLOYMENT FREQUENCY", "LEAD TIME",
                                                              "FAILURE RATE", "RECOVERY TIME", "REWORK RATE"};

/// `2.5 h`: a span in the largest unit that it fills.
std::string spanText(double seconds) {
    if (seconds < 60) return fmt::format("{:.0f} s", seconds);
    if (seconds < 3600) return fmt::format("{:.1f} min", seconds / 60);
    if (seconds < 48 * 3600) return fmt::format("{:.1f} h", seconds / 3600);
    return fmt::format("{:.1f} d", seconds / 86'400);
}

std::string valueText(double value, std::string_view unit) {
    if (unit == "s") return spanText(value);
    if (unit == "ratio") return fmt::format("{:.1f} %", value * 100);
    if (unit == "1") return value > 0.5 && value < 1.5 ? "1 time" : fmt::format("{:.0f} times", value);
    if (unit == "d/wk") return fmt::format("{:.3g} days a week", value);
    return fmt::format("{:.3g} a day", value);
}
std::string valueText(std::optional<double> value, std::string_view unit) {
    return value ? valueText(*value, unit) : "-";
}

std::string intervalText(const Figure& figure, std::string_view unit) {
    if (!figure.interval) return "";
    return valueText(figure.interval->low, unit) + " to " + valueText(figure.interval->high, unit);
}

/// What else there is to say: why there is no value, and what was left out.
std::string noteText(const Figure& figure) {
    std::string note(figure.reason);
    const auto add = [&note](const std::string& text) { note += (note.empty() ? "" : ", ") + text; };
    if (figure.weekly) add(fmt::format("{:.3g} a week", *figure.weekly));
    if (figure.monthly) add(fmt::format("{:.3g} a month", *figure.monthly));
    if (figure.p90) add("p90 " + spanText(*figure.p90));
    if (figure.negative > 0) add(fmt::format("{} backwards", figure.negative));
    if (figure.unknown > 0) add(fmt::format("{} unknown", figure.unknown));
    if (figure.open > 0) add(fmt::format("{} open", figure.open));
    return note;
}

void print(std::FILE* out, const cli::Table& table) {
    std::fputs(table.text(cli::terminalWidth()).c_str(), out);
}

void writeKeys(std::FILE* out, const dora::Answer& answer) {
    cli::Table table({"KEY", "VALUE", "95 %", "N", "LEVEL", "NOTE"});
    for (std::size_t key = 0; key < answer.size(); ++key) {
        const auto& [figure, unit, series] = answer[key];
        table.add({std::string(word(static_cast<Key>(key))), valueText(figure.value, unit),
                   intervalText(figure, unit), std::to_string(figure.n), std::string(figure.level),
                   noteText(figure)});
    }
    print(out, table);
}

/// One line a day, week or month.
void writeSeries(std::FILE* out, const dora::Answer& answer) {
    cli::Table table({"FROM", "FREQUENCY", "LEAD TIME", "FAILURE RATE", "RECOVERY TIME", "REWORK RATE"});
    for (std::size_t index = 0; index < answer.front().series.size(); ++index) {
        std::vector<std::string> line{formatTime(fromEpochMs(answer.front().series[index].window.since))};
        for (const auto& key : answer) {
            const auto& point = key.series[index];
            line.push_back(fmt::format("{} ({})", valueText(point.value, key.unit), point.n));
        }
        table.add(std::move(line));
    }
    std::fputs("\n", out);
    print(out, table);
}

void writeRows(std::FILE* out, const dora::Study& study) {
    std::fprintf(out, "\n%s\n", study.dialect.name.data());
    cli::Table table({"KEY", "AT", "KIND", "SOURCE", "ID", "DEPLOYMENT", "USED", "RULE", "SPAN"});
    for (std::size_t index = 0; index < dora::kKeys; ++index) {
        const auto key = static_cast<Key>(index);
        for (const DoraRow& row : doraRows(study, key))
            table.add({std::string(word(key)), formatTime(fromEpochMs(row.at)), std::string(row.kind),
                       std::string(row.source), std::string(row.id), std::string(row.deployment),
                       row.used ? "yes" : "no", std::string(row.rule),
                       row.seconds ? spanText(*row.seconds) : ""});
    }
    print(out, table);
}

/// One cell of the side-by-side view.
std::string cellText(const dora::KeyAnswer& answer) {
    const Figure& figure = answer.figure;
    std::string text = valueText(figure.value, answer.unit);
    if (!figure.level.empty()) text += fmt::format(", {}", figure.level);
    return text + fmt::format(" ({})", figure.n);
}

void writeSideBySide(std::FILE* out, const dora::Facts& facts, const std::vector<dora::Question>& questions) {
    std::vector<std::string> headings{"DIALECT"};
    headings.insert(headings.end(), kHeadings.begin(), kHeadings.end());
    cli::Table table(headings);
    for (const auto& question : questions) {
        const dora::Study study(facts, question);
        std::vector<std::string> line{std::string(study.dialect.name)};
        for (const auto& key : dora::answer(study)) line.push_back(cellText(key));
        table.add(std::move(line));
    }
    print(out, table);
}

std::string titleOf(const DoraAsked& asked) {
    std::string title = fmt::format("{} to {} ({}), {}", formatTime(fromEpochMs(asked.window.since)),
                                    formatTime(fromEpochMs(asked.window.until)), asked.timeZone,
                                    asked.dialect == "all" ? "all dialects" : asked.dialect);
    const auto add = [&title](const char* what, const std::string& name) {
        if (!name.empty()) title += fmt::format(", {} {}", what, name);
    };
    add("service", asked.service);
    add("team", asked.team);
    add("environment", asked.environment);
    return title + "\n\n";
}

} // namespace

void writeDoraTable(std::FILE* out, const DoraAsked& asked, const dora::Facts& facts,
                    const std::vector<dora::Question>& questions) {
    std::fputs(titleOf(asked).c_str(), out);
    if (questions.size() > 1) {
        writeSideBySide(out, facts, questions);
    } else {
        const auto answer = dora::answer(dora::Study(facts, questions.front()));
        writeKeys(out, answer);
        if (asked.series) writeSeries(out, answer);
    }
    if (asked.explain)
        for (const auto& question : questions) writeRows(out, dora::Study(facts, question));
    std::fprintf(out, "\nLevels are of the report of %d or the dialect's own. %s\n", asked.reportYear,
                 dora::kBandNote.data());
}

} // namespace shipglass

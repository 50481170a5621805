// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/bands.h"
#include "insight/dora/dialect.h"
#include "insight/dora/lead_stages.h"
#include "records/time.h"
#include "report/dora.h"

#include <nlohmann/json.hpp>

namespace shipglass {

namespace {

using dora::Figure;
using dora::Key;
using Object = nlohmann::ordered_json;

constexpr std::array<std::string_view, dora::kStages> kStageNames{"coding", "review", "merge", "deploy"};

std::string timeText(dora::Ms at) { return formatTime(fromEpochMs(at)); }
Object orNull(std::optional<double> value) { return value ? Object(*value) : Object(nullptr); }
Object orNull(std::string_view text) { return text.empty() ? Object(nullptr) : Object(text); }
bool isSpan(Key key) { return key == Key::changeLeadTime || key == Key::recoveryTime; }

void putCount(Object& json, const char* key, std::size_t count) {
    if (count > 0) json[key] = count;
}
void putInterval(Object& json, const char* key, const std::optional<dora::Interval>& interval) {
    if (interval) json[key] = {{"low", interval->low}, {"high", interval->high}};
}

void putDistribution(Object& json, const Figure& figure) {
    json["median"] = orNull(figure.median);
    json["p90"] = orNull(figure.p90);
    putInterval(json, "interval", figure.interval);
    putInterval(json, "p90Interval", figure.p90Interval);
}

void putLeftOut(Object& json, const Figure& figure) {
    putCount(json, "negative", figure.negative);
    putCount(json, "unknown", figure.unknown);
    putCount(json, "open", figure.open);
}

Object figureJson(Key key, const Figure& figure, std::string_view unit) {
    Object json{{"value", orNull(figure.value)}};
    if (!figure.reason.empty()) json["reason"] = figure.reason;
    json["unit"] = unit;
    json["n"] = figure.n;
    json["level"] = orNull(figure.level);
    if (isSpan(key))
        putDistribution(json, figure);
    else
        putInterval(json, "interval", figure.interval);
    if (unit == "ratio") json["hits"] = figure.hits;
    if (figure.weekly) json["weekly"] = *figure.weekly;
    if (figure.monthly) json["monthly"] = *figure.monthly;
    putLeftOut(json, figure);
    return json;
}

Object seriesJson(const std::vector<dora::Point>& series) {
    Object json = Object::array();
    for (const auto& point : series)
        json.push_back({{"from", timeText(point.window.since)},
                        {"to", timeText(point.window.until)},
                        {"value", orNull(point.value)},
                        {"n", point.n}});
    return json;
}

/// The parts of the lead time are the same in every dialect: what is known of the changes themselves.
Object stagesJson(const dora::Study& study) {
    const auto stages = dora::leadStages(study, study.question.window);
    Object json = Object::object();
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
        Object& part = json[std::string(kStageNames[stage])];
        part = {{"n", stages[stage].n}};
        putDistribution(part, stages[stage]);
        putLeftOut(part, stages[stage]);
    }
    return json;
}

Object rowsJson(const dora::Study& study, Key key) {
    Object json = Object::array();
    for (const DoraRow& row : doraRows(study, key)) {
        Object one{{"kind", row.kind}, {"source", row.source}, {"id", row.id}, {"key", word(key)}};
        if (!row.alertKey.empty()) one["alertKey"] = row.alertKey;
        if (!row.deployment.empty()) one["deployment"] = row.deployment;
        one["used"] = row.used;
        if (row.used) one["part"] = row.part;
        one["rule"] = row.rule;
        one["at"] = timeText(row.at);
        if (row.seconds) one["seconds"] = *row.seconds;
        json.push_back(std::move(one));
    }
    return json;
}

/// The keys and, where they are asked for, their rows: beside each figure, and all of them as one list.
void putAnswer(Object& json, const dora::Study& study, bool explain) {
    const auto all = dora::answer(study);
    Object rows = Object::array();
    Object& keys = json["keys"];
    for (std::size_t index = 0; index < all.size(); ++index) {
        const auto key = static_cast<Key>(index);
        Object& one = keys[std::string(word(key))];
        one = figureJson(key, all[index].figure, all[index].unit);
        if (key == Key::changeLeadTime) one["stages"] = stagesJson(study);
        one["series"] = seriesJson(all[index].series);
        if (!explain) continue;
        one["rows"] = rowsJson(study, key);
        rows.insert(rows.end(), one["rows"].begin(), one["rows"].end());
    }
    if (explain) json["rows"] = std::move(rows);
}

Object askedJson(const DoraAsked& asked) {
    Object json{{"window",
                 {{"since", timeText(asked.window.since)},
                  {"until", timeText(asked.window.until)},
                  {"timeZone", asked.timeZone}}},
                {"dialect", asked.dialect},
                {"service", orNull(asked.service)}};
    if (!asked.team.empty()) json["team"] = asked.team;
    if (!asked.environment.empty()) json["environment"] = asked.environment;
    json["bands"] = {{"reportYear", asked.reportYear}, {"note", dora::kBandNote}};
    return json;
}

} // namespace

std::string doraJson(const DoraAsked& asked, const dora::Facts& facts,
                     const std::vector<dora::Question>& questions) {
    Object json = askedJson(asked);
    for (const auto& question : questions) {
        const dora::Study study(facts, question);
        Object& place = questions.size() == 1 ? json : json["dialects"][std::string(study.dialect.name)];
        putAnswer(place, study, asked.explain);
    }
    return json.dump(1, ' ', false, Object::error_handler_t::replace) + "\n";
}

} // namespace shipglass

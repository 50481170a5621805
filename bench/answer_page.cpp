// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_page.h"

#include "net/node.h"
#include "run_maker.h"

#include <nlohmann/json.hpp>

namespace shipglass::bench {

namespace {

constexpr std::size_t pageSize = 12 * 1024;

RunStatus statusOf(const std::string& word) {
    for (std::size_t index = 0; index < Words<RunStatus>::list.size(); ++index)
        if (Words<RunStatus>::list[index] == word) return static_cast<RunStatus>(index);
    return RunStatus::unknown;
}

nlohmann::json timeOf(const std::optional<Time>& time) { return formatTime(*time); }

nlohmann::json rowOf(const Run& run) {
    return {{"id", run.id},
            {"name", run.pipeline},
            {"run_number", run.number},
            {"run_attempt", *run.attempt},
            {"status", word(run.status)},
            {"display_title", run.title},
            {"head_branch", run.branch},
            {"head_sha", run.commit},
            {"event", word(run.trigger)},
            {"html_url", run.url},
            {"created_at", timeOf(run.createdAt)},
            {"run_started_at", timeOf(run.startedAt)},
            {"updated_at", timeOf(run.finishedAt)},
            {"actor", {{"login", run.actor}, {"url", "https://ci.example/users/" + run.actor}, {"id", 4711}}},
            {"repository", {{"full_name", run.repository}, {"private", false}, {"id", 1296269}}},
            {"jobs_url", run.url + "/jobs"},
            {"logs_url", run.url + "/logs"},
            {"artifacts_url", run.url + "/artifacts"},
            {"pull_requests", {{{"number", 12}, {"url", run.url + "/pulls/12"}}}}};
}

} // namespace

std::string answerPage() {
    RunMaker maker(1000, 12);
    nlohmann::json page{{"total_count", 1000}, {"runs", nlohmann::json::array()}};
    while (page.dump().size() < pageSize) page["runs"].push_back(rowOf(maker.next()));
    return page.dump();
}

std::vector<Run> mapped(const Json& page) {
    std::vector<Run> runs;
    for (const Node row : page["runs"].items()) {
        Run& run = runs.emplace_back();
        run.id = row["id"].text();
        run.pipeline = row["name"].text();
        run.number = row["run_number"].text();
        run.attempt = row["run_attempt"].integer();
        run.status = statusOf(row["status"].text());
        run.title = row["display_title"].text();
        run.branch = row["head_branch"].text();
        run.commit = row["head_sha"].text();
        run.url = row["html_url"].text();
        run.createdAt = row["created_at"].time();
        run.startedAt = row["run_started_at"].time();
        run.finishedAt = row["updated_at"].time();
        run.actor = row["actor"]["login"].text();
        run.repository = row["repository"]["full_name"].text();
    }
    return runs;
}

std::vector<Run> parsedAndMapped(const std::string& body) {
    const auto page = nlohmann::json::parse(body);
    std::vector<Run> runs;
    for (const auto& row : page["runs"]) {
        const auto text = [&row](const char* key) { return row[key].get<std::string>(); };
        Run& run = runs.emplace_back();
        run.id = text("id");
        run.pipeline = text("name");
        run.number = text("run_number");
        run.attempt = row["run_attempt"].get<std::int64_t>();
        run.status = statusOf(text("status"));
        run.title = text("display_title");
        run.branch = text("head_branch");
        run.commit = text("head_sha");
        run.url = text("html_url");
        run.createdAt = parseTime(row["created_at"].get_ref<const std::string&>());
        run.startedAt = parseTime(row["run_started_at"].get_ref<const std::string&>());
        run.finishedAt = parseTime(row["updated_at"].get_ref<const std::string&>());
        run.actor = row["actor"]["login"].get<std::string>();
        run.repository = row["repository"]["full_name"].get<std::string>();
    }
    return runs;
}

} // namespace shipglass::bench

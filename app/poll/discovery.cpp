// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/discovery.h"

#include "net/all.h"
#include "net/node.h"

#include <algorithm>

namespace shipglass {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t largestAnswer = 256U << 10U;

/// The answer as JSON; of anything else than a good JSON answer a document with nothing in it.
Json document(const WireAnswer& answer) {
    if (answer.status != 200) return Json();
    auto parsed = Json::parse(answer.body);
    return parsed ? std::move(*parsed) : Json();
}

bool isBuildbot(const WireAnswer& answer) { return document(answer)["rootlinks"].isArray(); }

bool isPrometheus(const WireAnswer& answer) {
    const Json json = document(answer);
    return json["status"].text() == "success" && json["data"]["version"].isString() &&
           json["data"]["goVersion"].isString();
}

bool isAlertmanager(const WireAnswer& answer) {
    const Json json = document(answer);
    return json["cluster"].isObject() && json["versionInfo"].isObject();
}

/// Jenkins says who it is in a header, also where it wants a login first.
bool isJenkins(const WireAnswer& answer) {
    return std::any_of(answer.headers.begin(), answer.headers.end(), [](const auto& header) {
        return header.first == "x-jenkins" && !header.second.empty();
    });
}

WireRequest identifyingRequest(const UsualPlace& place) {
    WireRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(place.port) + place.path;
    request.headers.emplace_back("Accept", "application/json");
    request.largestBody = largestAnswer;
    request.connectTimeout = 1s;
    request.idleTimeout = request.totalTimeout = 2s;
    return request;
}

Task<bool> answersAs(Transport* transport, UsualPlace place) {
    const WireRequest request = identifyingRequest(place);
    Await<Result<WireAnswer>> answered([transport, &request](Transport::Complete complete) {
        return transport->send(request, {}, std::move(complete));
    });
    auto answer = co_await answered;
    co_return answer.ok() && place.identifies(*answer);
}

} // namespace

std::vector<UsualPlace> usualPlaces() {
    return {{"buildbot", "Buildbot", 8010, "/api/v2", isBuildbot},
            {"jenkins", "Jenkins", 8080, "/api/json", isJenkins},
            {"prometheus", "Prometheus", 9090, "/api/v1/status/buildinfo", isPrometheus},
            {"alertmanager", "Alertmanager", 9093, "/api/v2/status", isAlertmanager}};
}

Task<std::vector<FoundServer>> findServers(Transport* transport, std::vector<UsualPlace> places) {
    std::vector<Task<bool>> asking;
    for (const auto& place : places) asking.push_back(answersAs(transport, place));
    const std::size_t atOnce = places.size();
    auto answers = co_await all(std::move(asking), atOnce);
    std::vector<FoundServer> found;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!answers[i].ok() || !*answers[i]) continue;
        found.push_back(
            {places[i].kind, places[i].name, "http://127.0.0.1:" + std::to_string(places[i].port)});
    }
    co_return found;
}

} // namespace shipglass

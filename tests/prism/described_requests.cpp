// SPDX-License-Identifier: GPL-3.0-or-later
#include "described_requests.h"

#include "net/node.h"
#include "net/url.h"

#include <QDirIterator>
#include <QFile>

namespace shipglass::testing {

namespace {

std::string addressOf(Node request) {
    Pairs query;
    for (const auto& [name, value] : request["query"].members()) query.emplace_back(name, value.text());
    const auto text = formatQuery(query);
    return request["path"].text() + (text.empty() ? "" : "?" + text);
}

WireRequest toWire(Node request, const std::string& url) {
    WireRequest wire;
    wire.method = fromWord<Method>(request["method"].text()).value_or(Method::get);
    wire.url = url;
    wire.headers = {{"X-GitHub-Api-Version", "2022-11-28"}};
    if (!request["json"].exists()) return wire;
    wire.headers.emplace_back("Content-Type", "application/json");
    wire.body = request["json"].dump();
    return wire;
}

} // namespace

std::map<std::string, WireRequest> describedRequests(const std::string& server) {
    std::map<std::string, WireRequest> requests;
    QDirIterator files(SHIPGLASS_GITHUB_CASES, {"exchange.json"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly)) continue;
        const auto document = Json::parse(file.readAll().toStdString()).orThrow();
        for (const auto& exchange : document.root().items()) {
            const auto request = exchange["request"];
            const auto address = addressOf(request);
            if (request["url"].exists() || address.starts_with("/repositories/")) continue;
            const auto wire = toWire(request, server + address);
            requests.emplace(std::string(word(wire.method)) + " " + address, wire);
        }
    }
    return requests;
}

} // namespace shipglass::testing

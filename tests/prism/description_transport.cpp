// SPDX-License-Identifier: GPL-3.0-or-later
#include "description_transport.h"

#include "net/node.h"

namespace shipglass::testing {

namespace {

/// The description calls `created` one moment, while GitHub's manual has it take a range of its search
/// syntax.
bool contradictsTheManual(const Node& complaint) {
    const bool ofCreated = complaint["location"].texts() == std::vector<std::string>{"query", "created"};
    return ofCreated && complaint["code"].text() == "format";
}

} // namespace

std::string complaintsOf(const WireAnswer& answer) {
    const auto body = Json::parse(answer.body);
    if (!body || !(*body)["type"].text().starts_with("https://stoplight.io/prism/errors")) return {};
    std::string complaints;
    const auto all = (*body)["validation"].items();
    for (const auto& complaint : all)
        if (!contradictsTheManual(complaint)) complaints += complaint["message"].text() + "\n";
    return all.empty() ? (*body)["title"].text() + "\n" : complaints;
}

std::unique_ptr<Operation> DescriptionTransport::send(WireRequest request, Piece piece, Complete complete) {
    if (!request.url.starts_with(m_server + "/")) {
        elsewhere.push_back(std::move(request));
        WireAnswer empty;
        empty.status = 200;
        complete(std::move(empty));
        return nullptr;
    }
    // The description knows answers as application/json only, not by the name that the manual asks for.
    for (auto& [key, value] : request.headers)
        if (key == "Accept") value = "application/json";
    const auto name = std::string(word(request.method)) + " " + request.url.substr(m_server.size());
    asked.push_back(name);
    const auto note = [this, name, complete = std::move(complete)](Result<WireAnswer> answer) {
        if (answer) {
            const auto complaints = complaintsOf(*answer);
            if (!complaints.empty()) refused.push_back(name + ": " + complaints);
            // Every example has the same next page, on GitHub itself.
            std::erase_if(answer->headers, [](const auto& header) { return header.first == "link"; });
        }
        complete(std::move(answer));
    };
    return m_curl.send(std::move(request), std::move(piece), note);
}

} // namespace shipglass::testing

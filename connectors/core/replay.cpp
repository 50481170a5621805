// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/replay.h"

#include "net/replay_match.h"
#include "net/text.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace shipglass {

namespace {

Error mismatch(std::string what) { return Error{Fault::unsupported, std::move(what), 0, {}}; }

/// The error an exchange stands for in place of an answer, if it does.
std::optional<Error> recordedFault(Node response) {
    const auto fault = fromWord<Fault>(response["fault"].text());
    if (!fault) return std::nullopt;
    return Error{*fault, response["message"].text(),
                 static_cast<int>(response["status"].integer().value_or(0)), response["retryAfter"].time()};
}

} // namespace

Replay::Replay(Json exchanges, std::string folder)
    : m_document(std::move(exchanges)), m_folder(std::move(folder)) {
    for (const auto& node : m_document.root().items()) m_exchanges.push_back({node});
}

template <class Fits> Node Replay::take(std::string_view type, const std::string& asked, Fits fits) {
    for (auto& exchange : m_exchanges) {
        const bool repeats = exchange.node["repeat"].boolean().value_or(false);
        if ((exchange.used && !repeats) || exchange.node["type"].text() != type ||
            !fits(exchange.node["request"]))
            continue;
        exchange.used = true;
        return exchange.node["response"];
    }
    std::string message = "replay: nothing recorded for " + asked;
    const auto next =
        std::find_if(m_exchanges.begin(), m_exchanges.end(), [](const auto& other) { return !other.used; });
    if (next != m_exchanges.end()) message += "; the next expected is " + describeExchange(next->node);
    m_unexpected.push_back(message);
    return {};
}

std::unique_ptr<Operation> Replay::send(WireRequest request, Piece piece, Complete complete) {
    m_sent.push_back(request);
    const auto response = take("http", std::string(word(request.method)) + " " + request.url,
                               [&](Node expected) { return fitsRequest(expected, request); });
    if (!response.isObject()) {
        complete(mismatch(m_unexpected.back()));
        return nullptr;
    }
    auto result = answer(response, piece ? SIZE_MAX : request.largestBody);
    if (piece && result.ok() && result->status >= 200 && result->status < 300)
        piece(std::exchange(result->body, {}));
    complete(std::move(result));
    return nullptr;
}

Result<WireAnswer> Replay::answer(Node response, std::size_t largest) const {
    if (const auto fault = recordedFault(response)) return *fault;
    WireAnswer answer;
    answer.status = static_cast<int>(response["status"].integer().value_or(200));
    for (const auto& [name, value] : response["headers"].members()) {
        const auto values = value.isArray() ? value.texts() : std::vector<std::string>{value.text()};
        for (const auto& one : values) answer.headers.emplace_back(lowered(name), one);
    }
    auto content = body(response);
    if (!content.ok()) return content.error();
    answer.body = std::move(*content);
    answer.bytes = answer.body.size();
    if (answer.body.size() > largest)
        return Error{Fault::tooLarge, "the body is over " + std::to_string(largest) + " bytes", 0, {}};
    return answer;
}

Result<std::string> Replay::body(Node response) const {
    if (response["json"].exists()) return response["json"].dump();
    if (response["base64"].isString()) return fromBase64(response["base64"].text());
    if (!response["bodyFile"].isString()) return response["body"].text();
    std::ifstream file(m_folder + "/" + response["bodyFile"].text(), std::ios::binary);
    if (!file) return mismatch("replay: no file " + response["bodyFile"].text() + " beside the exchanges");
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::unique_ptr<Operation> Replay::run(WireCommand command,
                                       std::function<void(Result<CommandResult>)> complete) {
    m_commands.push_back(command);
    std::string asked;
    for (const auto& argument : command.argv) asked += (asked.empty() ? "" : " ") + argument;
    const auto response =
        take("process", asked, [&](Node expected) { return fitsCommand(expected, command); });
    if (!response.isObject()) {
        complete(mismatch(m_unexpected.back()));
        return nullptr;
    }
    const auto output = body(response);
    if (const auto fault = recordedFault(response)) {
        complete(*fault);
    } else if (!output.ok()) {
        complete(output.error());
    } else {
        CommandResult result{static_cast<int>(response["exit"].integer().value_or(0)), *output,
                             response["errors"].text()};
        complete(std::move(result));
    }
    return nullptr;
}

std::unique_ptr<Operation> Replay::files(std::string glob,
                                         std::function<void(Result<std::vector<FileInfo>>)> complete) {
    const auto response =
        take("file", "the files " + glob, [&](Node expected) { return expected["glob"].text() == glob; });
    if (const auto fault = recordedFault(response); fault || !response.isObject()) {
        complete(fault.value_or(mismatch(response.isObject() ? "" : m_unexpected.back())));
        return nullptr;
    }
    std::vector<FileInfo> found;
    for (const auto& file : response["files"].items()) {
        const auto modified = file["modified"].time();
        found.push_back(
            {file["path"].text(), file["size"].integer().value_or(0), modified ? epochMs(*modified) : 0});
    }
    complete(std::move(found));
    return nullptr;
}

std::unique_ptr<Operation> Replay::read(std::string path, std::size_t largest,
                                        std::function<void(Result<std::string>)> complete) {
    const auto response =
        take("file", "the file " + path, [&](Node expected) { return expected["path"].text() == path; });
    if (!response.isObject()) {
        complete(mismatch(m_unexpected.back()));
        return nullptr;
    }
    auto read = answer(response, largest);
    complete(read.ok() ? Result<std::string>(std::move(read->body)) : Result<std::string>(read.error()));
    return nullptr;
}

std::unique_ptr<Operation> Replay::offload(std::function<void()> work, std::function<void()> complete) {
    work();
    complete();
    return nullptr;
}

std::vector<std::string> Replay::complaints() const {
    auto complaints = m_unexpected;
    for (const auto& exchange : m_exchanges)
        if (!exchange.used && !exchange.node["optional"].boolean().value_or(false))
            complaints.push_back("replay: nobody asked for " + describeExchange(exchange.node));
    return complaints;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/preview.h"

namespace shipglass {

namespace {

bool onlyReads(const WireRequest& request) {
    return request.method == Method::get || request.method == Method::head;
}

WireAnswer emptyAnswer() {
    WireAnswer answer;
    answer.status = 204;
    return answer;
}

std::string shown(const WireRequest& request, const Redactor& redact) {
    std::string text = std::string(word(request.method)) + " " + redact(request.url) + "\n";
    for (const auto& [header, value] : redact.headers(request.headers)) text += header + ": " + value + "\n";
    if (!request.body.empty()) text += "\n" + redact(request.body) + "\n";
    return text;
}

std::string shown(const WireCommand& command, const Redactor& redact) {
    std::string line;
    for (const auto& argument : command.argv) line += (line.empty() ? "" : " ") + argument;
    return redact(line) + "\n";
}

} // namespace

std::unique_ptr<Operation> Preview::send(WireRequest request, Piece piece, Complete complete) {
    if (onlyReads(request)) return m_outside.send(std::move(request), std::move(piece), std::move(complete));
    m_requests.push_back(std::move(request));
    complete(emptyAnswer());
    return nullptr;
}

std::unique_ptr<Operation> Preview::run(WireCommand command,
                                        std::function<void(Result<CommandResult>)> complete) {
    m_commands.push_back(std::move(command));
    complete(Error{Fault::canceled, "only shown, not run", 0, {}});
    return nullptr;
}

std::unique_ptr<Operation> Preview::files(std::string glob,
                                          std::function<void(Result<std::vector<FileInfo>>)> complete) {
    return m_machine.files(std::move(glob), std::move(complete));
}

std::unique_ptr<Operation> Preview::read(std::string path, std::size_t largest,
                                         std::function<void(Result<std::string>)> complete) {
    return m_machine.read(std::move(path), largest, std::move(complete));
}

std::unique_ptr<Operation> Preview::offload(std::function<void()> work, std::function<void()> complete) {
    return m_machine.offload(std::move(work), std::move(complete));
}

std::string Preview::text(const Redactor& redact) const {
    std::string all;
    for (const auto& request : m_requests) all += shown(request, redact);
    for (const auto& command : m_commands) all += shown(command, redact);
    return all;
}

} // namespace shipglass

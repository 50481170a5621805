// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/preview.h"

namespace shipglass {

namespace {

Error notSent() { return Error{Fault::canceled, "only shown, not sent", 0, {}}; }

std::string_view name(Method method) {
    switch (method) {
    case Method::get:
        return "GET";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::remove:
        return "DELETE";
    case Method::head:
        return "HEAD";
    }
    return "GET";
}

std::string shown(const WireRequest& request, const Redactor& redact) {
    std::string text = std::string(name(request.method)) + " " + redact(request.url) + "\n";
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

std::unique_ptr<Operation> Preview::send(WireRequest request, Piece, Complete complete) {
    m_requests.push_back(std::move(request));
    complete(notSent());
    return nullptr;
}

std::unique_ptr<Operation> Preview::run(WireCommand command,
                                        std::function<void(Result<CommandResult>)> complete) {
    m_commands.push_back(std::move(command));
    complete(notSent());
    return nullptr;
}

std::unique_ptr<Operation> Preview::files(std::string,
                                          std::function<void(Result<std::vector<FileInfo>>)> complete) {
    complete(notSent());
    return nullptr;
}

std::unique_ptr<Operation> Preview::read(std::string, std::size_t,
                                         std::function<void(Result<std::string>)> complete) {
    complete(notSent());
    return nullptr;
}

std::unique_ptr<Operation> Preview::offload(std::function<void()> work, std::function<void()> complete) {
    work();
    complete();
    return nullptr;
}

std::string Preview::text(const Redactor& redact) const {
    std::string all;
    for (const auto& request : m_requests) all += shown(request, redact);
    for (const auto& command : m_commands) all += shown(command, redact);
    return all;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/recorder.h"

#include "net/recorder_exchange.h"
#include "net/recorder_folder.h"

#include <nlohmann/json.hpp>

namespace shipglass {

/// What was recorded so far, and whose secrets are in it.
struct Recorder::Tape {
    SourceConfig config;
    RecorderSecrets secrets;
    RecorderFolder folder;
    Log log;
    bool complained = false;

    void add(const nlohmann::json& exchange) {
        folder.add(exchange);
        if (complained || folder.complaint().empty()) return;
        complained = true;
        log(LogLevel::warning, folder.complaint());
    }
};

Recorder::Recorder(std::string parent, const SessionWorld& world, Log log)
    : m_transport(*world.transport), m_local(*world.local), m_clock(*world.clock),
      m_parent(std::move(parent)), m_log(std::move(log)) {}

Recorder::~Recorder() = default;

void Recorder::begin(const SourceConfig& config, const std::shared_ptr<Secrets>& secrets, const Host& host) {
    const bool first = !m_tape;
    if (first)
        m_tape = std::make_shared<Tape>(Tape{config, {}, RecorderFolder(m_parent, config.name), m_log});
    m_tape->config = config;
    m_tape->secrets.follow(config, secrets);
    if (first) m_tape->folder.writeSettings(recordedSettings(config, m_tape->secrets, host, m_clock.now()));
}

std::unique_ptr<Operation> Recorder::send(WireRequest request, Piece piece, Complete complete) {
    if (!m_tape) return m_transport.send(std::move(request), std::move(piece), std::move(complete));
    // A body that is read as it comes is not in the answer.
    const auto streamed = std::make_shared<std::string>();
    Piece heard;
    if (piece)
        heard = [streamed, piece](std::string_view text) {
            if (streamed->size() <= RecorderFolder::usualLimit) *streamed += text;
            piece(text);
        };
    const auto ended = [tape = m_tape, request, streamed, complete](Result<WireAnswer> answer) {
        auto whole = answer;
        if (whole && !streamed->empty()) whole->body = *streamed;
        tape->add(httpExchange(tape->config, tape->secrets, request, whole));
        complete(std::move(answer));
    };
    return m_transport.send(std::move(request), std::move(heard), ended);
}

std::unique_ptr<Operation> Recorder::run(WireCommand command,
                                         std::function<void(Result<CommandResult>)> complete) {
    if (!m_tape) return m_local.run(std::move(command), std::move(complete));
    const auto ended = [tape = m_tape, command, complete](Result<CommandResult> result) {
        tape->add(processExchange(tape->secrets, command, result));
        complete(std::move(result));
    };
    return m_local.run(std::move(command), ended);
}

std::unique_ptr<Operation> Recorder::files(std::string glob,
                                           std::function<void(Result<std::vector<FileInfo>>)> complete) {
    if (!m_tape) return m_local.files(std::move(glob), std::move(complete));
    const auto ended = [tape = m_tape, glob, complete](Result<std::vector<FileInfo>> found) {
        tape->add(filesExchange(tape->secrets, glob, found));
        complete(std::move(found));
    };
    return m_local.files(std::move(glob), ended);
}

std::unique_ptr<Operation> Recorder::read(std::string path, std::size_t largest,
                                          std::function<void(Result<std::string>)> complete) {
    if (!m_tape) return m_local.read(std::move(path), largest, std::move(complete));
    const auto ended = [tape = m_tape, path, complete](Result<std::string> text) {
        tape->add(readExchange(tape->secrets, path, text));
        complete(std::move(text));
    };
    return m_local.read(std::move(path), largest, ended);
}

std::unique_ptr<Operation> Recorder::offload(std::function<void()> work, std::function<void()> complete) {
    return m_local.offload(std::move(work), std::move(complete));
}

} // namespace shipglass

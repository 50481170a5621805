// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/request_log.h"

#include "net/redaction.h"
#include "net/text.h"
#include "net/url.h"

namespace shipglass {

namespace {

constexpr std::size_t longestLine = 1000;

std::string shownAddress(const std::string& address) {
    return isSignedUrl(address) ? address.substr(0, address.find('?')) + "?***" : address;
}

std::string howItEnded(const Result<WireAnswer>& answer) {
    if (!answer) return std::string(word(answer.error().fault)) + ": " + answer.error().message;
    return std::to_string(answer->status) + (answer->status == 304 ? " (as kept)" : "") + ", " +
           std::to_string(answer->bytes) + " bytes";
}

} // namespace

std::unique_ptr<Operation> RequestLog::send(WireRequest request, Piece piece, Complete complete) {
    if (!m_log.wants(LogLevel::debug))
        return m_below.send(std::move(request), std::move(piece), std::move(complete));
    const std::string asked =
        m_source + ": " + std::string(word(request.method)) + " " + shownAddress(request.url);
    const auto ended = [asked, complete = std::move(complete), secrets = m_secrets, log = m_log,
                        &clock = m_clock, begun = m_clock.now()](Result<WireAnswer> answer) {
        const Redactor redact(secrets ? secrets->values() : std::vector<std::string>());
        const auto took = " in " + std::to_string((clock.now() - begun).count()) + " ms: ";
        log(LogLevel::debug, plainLine(redact(asked + took + howItEnded(answer)), longestLine));
        complete(std::move(answer));
    };
    return m_below.send(std::move(request), std::move(piece), ended);
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "net/log.h"
#include "net/secrets.h"
#include "net/transport.h"

namespace shipglass {

/// Says each request of one source in a line, once it has ended; credentials and what is like one are masked.
class RequestLog final : public Transport {
public:
    /// `below` and `clock` outlive this and all requests.
    RequestLog(std::string source, Transport& below, const Clock& clock, Log log)
        : m_source(std::move(source)), m_below(below), m_clock(clock), m_log(std::move(log)) {}

    /// From now on the source's secrets are these.
    void follow(std::shared_ptr<Secrets> secrets) { m_secrets = std::move(secrets); }
    std::unique_ptr<Operation> send(WireRequest request, Piece piece, Complete complete) override;

private:
    std::string m_source;
    Transport& m_below;
    const Clock& m_clock;
    Log m_log;
    std::shared_ptr<Secrets> m_secrets;
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transport.h"

#include "net/curl_loop.h"
#include "net/curl_transfer.h"

#include <QMetaObject>
#include <QObject>

#include <unordered_map>
#include <vector>

namespace shipglass {

/// The transfers under way and the queue of what they have for their owners.
class CurlTransport::Core : public std::enable_shared_from_this<Core> {
public:
    using Transfer = std::shared_ptr<CurlTransfer>;

    Core() : m_loop([this](CURL* easy, CURLcode code) { finished(easy, code); }) { limit(8); }
    void limit(unsigned most) { m_loop.limitConnectionsPerHost(static_cast<long>(most)); }
    void start(const Transfer& transfer);
    void cancel(const Transfer& transfer);
    void close();

private:
    void finished(CURL* easy, CURLcode code);
    void enqueue(Transfer transfer);
    void deliver();

    std::unordered_map<CURL*, Transfer> m_active;
    std::vector<Transfer> m_ready;
    bool m_scheduled = false, m_closed = false;
    QObject m_here; ///< The target of queued calls.
    CurlLoop m_loop;
};

namespace {

/// What the sender holds; taking it back takes the request back.
template <class Core> class Sending final : public Operation {
public:
    Sending(std::weak_ptr<Core> core, std::shared_ptr<CurlTransfer> transfer)
        : m_core(std::move(core)), m_transfer(std::move(transfer)) {}
    ~Sending() override {
        if (const auto core = m_core.lock()) core->cancel(m_transfer);
    }

private:
    std::weak_ptr<Core> m_core;
    std::shared_ptr<CurlTransfer> m_transfer;
};

} // namespace

void CurlTransport::Core::start(const Transfer& transfer) {
    const std::weak_ptr<CurlTransfer> weak = transfer;
    const auto wake = [this, weak] { enqueue(weak.lock()); };
    const auto idle = [this, weak] {
        const auto quiet = weak.lock();
        m_loop.remove(quiet->handle());
        m_active.erase(quiet->handle());
        enqueue(quiet);
    };
    if (!transfer->prepare(wake, idle)) return enqueue(transfer);
    m_active.emplace(transfer->handle(), transfer);
    if (m_loop.add(transfer->handle())) return;
    m_active.erase(transfer->handle());
    transfer->fail(Error{Fault::unsupported, "libcurl cannot send this request", 0, {}});
    enqueue(transfer);
}

void CurlTransport::Core::cancel(const Transfer& transfer) {
    transfer->cancel();
    if (transfer->handle() && m_active.erase(transfer->handle()) > 0) m_loop.remove(transfer->handle());
}

void CurlTransport::Core::close() {
    m_closed = true;
    for (const auto& [easy, transfer] : std::exchange(m_active, {})) {
        transfer->cancel();
        m_loop.remove(easy);
    }
    for (const auto& transfer : std::exchange(m_ready, {})) transfer->cancel();
}

void CurlTransport::Core::finished(CURL* easy, CURLcode code) {
    const auto found = m_active.find(easy);
    if (found == m_active.end()) return;
    const Transfer transfer = found->second;
    m_active.erase(found);
    transfer->finish(code);
    enqueue(transfer);
}

void CurlTransport::Core::enqueue(Transfer transfer) {
    m_ready.push_back(std::move(transfer));
    if (std::exchange(m_scheduled, true)) return;
    QMetaObject::invokeMethod(
        &m_here,
        [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->deliver();
        },
        Qt::QueuedConnection);
}

void CurlTransport::Core::deliver() {
    m_scheduled = false;
    // A completion may send, cancel, and destroy the transport.
    for (const auto& transfer : std::exchange(m_ready, {})) {
        if (m_closed) return;
        transfer->deliver();
    }
}

CurlTransport::CurlTransport() : m_core(std::make_shared<Core>()) {}

CurlTransport::~CurlTransport() { m_core->close(); }

std::unique_ptr<Operation> CurlTransport::send(WireRequest request, Piece piece, Complete complete) {
    auto transfer = std::make_shared<CurlTransfer>(std::move(request), std::move(piece), std::move(complete));
    auto operation = std::make_unique<Sending<Core>>(m_core, transfer);
    m_core->start(transfer);
    return operation;
}

void CurlTransport::limitConnectionsPerHost(unsigned most) { m_core->limit(most); }

} // namespace shipglass

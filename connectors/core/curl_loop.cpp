// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_loop.h"

#include "net/descriptor.h"

#include <new>

namespace shipglass {

namespace {

/// OpenSSL writes to sockets without MSG_NOSIGNAL: a peer that hangs up must not end the program.
void prepareProcess() {
    static const bool once = [] {
        ignoreBrokenPipes();
        return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    }();
    if (!once) throw std::bad_alloc();
}

} // namespace

CurlLoop::CurlLoop(Finished finished) : m_finished(std::move(finished)) {
    prepareProcess();
    m_multi = curl_multi_init();
    if (!m_multi) throw std::bad_alloc();
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlLoop::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlLoop::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    m_timer->setSingleShot(true);
    QObject::connect(m_timer.get(), &QTimer::timeout, [this] { act(CURL_SOCKET_TIMEOUT, 0); });
}

CurlLoop::~CurlLoop() { curl_multi_cleanup(m_multi); }

bool CurlLoop::add(CURL* easy) { return curl_multi_add_handle(m_multi, easy) == CURLM_OK; }

void CurlLoop::remove(CURL* easy) { curl_multi_remove_handle(m_multi, easy); }

void CurlLoop::limitConnectionsPerHost(long most) {
    curl_multi_setopt(m_multi, CURLMOPT_MAX_HOST_CONNECTIONS, most);
}

int CurlLoop::onSocket(CURL*, curl_socket_t socket, int wanted, void* self, void*) {
    static_cast<CurlLoop*>(self)->watch(socket, wanted);
    return 0;
}

int CurlLoop::onTimer(CURLM*, long milliseconds, void* self) {
    auto& timer = *static_cast<CurlLoop*>(self)->m_timer;
    if (milliseconds < 0)
        timer.stop();
    else
        timer.start(static_cast<int>(milliseconds));
    return 0;
}

void CurlLoop::watch(curl_socket_t socket, int wanted) {
    if (wanted == CURL_POLL_REMOVE) {
        m_watches.erase(socket);
        return;
    }
    Watch& watch = m_watches[socket];
    const bool read = wanted == CURL_POLL_IN || wanted == CURL_POLL_INOUT;
    const bool write = wanted == CURL_POLL_OUT || wanted == CURL_POLL_INOUT;
    if (read && !watch.read) watch.read = notifier(socket, QSocketNotifier::Read, CURL_CSELECT_IN);
    if (write && !watch.write) watch.write = notifier(socket, QSocketNotifier::Write, CURL_CSELECT_OUT);
    if (watch.read) watch.read->setEnabled(read);
    if (watch.write) watch.write->setEnabled(write);
}

Later<QSocketNotifier> CurlLoop::notifier(curl_socket_t socket, QSocketNotifier::Type type, int event) {
    Later<QSocketNotifier> made(new QSocketNotifier(socket, type));
    QObject::connect(made.get(), &QSocketNotifier::activated, [this, socket, event] { act(socket, event); });
    return made;
}

void CurlLoop::act(curl_socket_t socket, int event) {
    int running = 0;
    curl_multi_socket_action(m_multi, socket, event, &running);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        // The message dies with the removal.
        CURL* const easy = message->easy_handle;
        const CURLcode code = message->data.result;
        remove(easy);
        m_finished(easy, code);
    }
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/qt_later.h"

#include <curl/curl.h>

#include <functional>
#include <unordered_map>

namespace shipglass {

/// A libcurl multi handle driven by the Qt event loop of its thread.
class CurlLoop {
public:
    /// Told of each transfer that ended, outside of libcurl's callbacks; it has been removed already.
    using Finished = std::function<void(CURL*, CURLcode)>;

    explicit CurlLoop(Finished finished);
    CurlLoop(const CurlLoop&) = delete;
    CurlLoop& operator=(const CurlLoop&) = delete;
    ~CurlLoop();

    bool add(CURL* easy);
    void remove(CURL* easy);
    /// The most connections to one host at a time; what exceeds them waits. 0 has no limit.
    void limitConnectionsPerHost(long most);

private:
    struct Watch {
        Later<QSocketNotifier> read, write;
    };
    static int onSocket(CURL* easy, curl_socket_t socket, int wanted, void* self, void* unused);
    static int onTimer(CURLM* multi, long milliseconds, void* self);
    void watch(curl_socket_t socket, int wanted);
    Later<QSocketNotifier> notifier(curl_socket_t socket, QSocketNotifier::Type type, int event);
    void act(curl_socket_t socket, int event);

    Finished m_finished;
    CURLM* m_multi;
    Later<QTimer> m_timer{new QTimer};
    std::unordered_map<curl_socket_t, Watch> m_watches;
};

} // namespace shipglass

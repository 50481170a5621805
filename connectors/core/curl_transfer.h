// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/curl_options.h"
#include "net/transport.h"

#include <QElapsedTimer>
#include <QTimer>

#include <array>
#include <functional>
#include <optional>

namespace shipglass {

/// One request on its way. libcurl's callbacks only fill its buffers; what they hold is handed on by
/// deliver().
class CurlTransfer {
public:
    /// Says that there is something to deliver; called from libcurl's callbacks, so it must not call libcurl.
    using Wake = std::function<void()>;

    CurlTransfer(WireRequest request, Transport::Piece piece, Transport::Complete complete);
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    /// Sets the handle up; false when the request cannot be sent, and then it has already failed. `idle` is
    /// called when nothing came for too long.
    bool prepare(Wake wake, std::function<void()> idle);
    CURL* handle() const { return m_easy.get(); }

    void finish(CURLcode code);
    void fail(Error error);
    /// Nothing more is delivered.
    void cancel() { m_canceled = true; }
    /// Hands pieces and the completion on, and lets a paused transfer go on. Both may destroy the operation.
    void deliver();

private:
    struct FreeEasy {
        void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
    };
    static std::size_t onHeader(char* text, std::size_t size, std::size_t count, void* self);
    static std::size_t onBody(char* text, std::size_t size, std::size_t count, void* self);
    static int onConnected(void* self, char*, char*, int, int);

    void setCallbacks();
    bool takeHeader(std::string_view line);
    std::size_t takeBody(std::string_view piece);
    std::size_t streamBody(std::string_view piece);
    void watchIdle(std::function<void()> idle);
    bool idledTooLong();

    WireRequest m_request;
    Transport::Piece m_piece;
    Transport::Complete m_complete;
    Wake m_wake;
    std::string m_peer;
    std::optional<Error> m_limit; ///< Which of our own limits ended the transfer.
    std::optional<Result<WireAnswer>> m_result;
    WireAnswer m_answer;
    std::string m_pending; ///< Streamed body that waits for deliver().
    std::size_t m_headerBytes = 0;
    bool m_paused = false, m_canceled = false;

    QTimer m_idle;
    QElapsedTimer m_lastByte; ///< Not valid before the connection is there.
    curl_off_t m_uploaded = 0;
    std::array<char, CURL_ERROR_SIZE> m_detail{};
    CurlHeaders m_headers;
    std::unique_ptr<CURL, FreeEasy> m_easy; ///< Last: libcurl uses all of the above until it is freed.
};

} // namespace shipglass

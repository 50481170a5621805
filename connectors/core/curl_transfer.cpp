// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transfer.h"

#include "net/curl_faults.h"

#include <algorithm>
#include <string_view>

namespace shipglass {

namespace {

constexpr std::size_t largestHeaders = 256U << 10U;
/// A streamed transfer is paused while this much waits to be read.
constexpr std::size_t enoughPending = 256U << 10U;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return lower;
}

/// Bodies of errors and redirects are read whole: they are no part of a stream.
bool isSuccess(CURL* easy) {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    return status >= 200 && status <= 299;
}

} // namespace

CurlTransfer::CurlTransfer(WireRequest request, Transport::Piece piece, Transport::Complete complete)
    : m_request(std::move(request)), m_piece(std::move(piece)), m_complete(std::move(complete)) {}

bool CurlTransfer::prepare(Wake wake, std::function<void()> idle) {
    m_wake = std::move(wake);
    auto peer = wirePeer(m_request);
    auto headers = curlHeaders(m_request);
    if (!peer || !headers) {
        fail(peer ? headers.error() : peer.error());
        return false;
    }
    m_peer = std::move(*peer);
    m_headers = std::move(*headers);
    m_easy.reset(curl_easy_init());
    if (!m_easy || !setCurlOptions(m_easy.get(), m_request, m_headers.get())) {
        fail(Error{Fault::unsupported, "libcurl cannot send this request", 0, {}});
        return false;
    }
    setCallbacks();
    watchIdle(std::move(idle));
    return true;
}

void CurlTransfer::setCallbacks() {
    CURL* const easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_detail.data());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlTransfer::onConnected);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
}

std::size_t CurlTransfer::onHeader(char* text, std::size_t size, std::size_t count, void* self) {
    return static_cast<CurlTransfer*>(self)->takeHeader({text, size * count}) ? size * count : 0;
}

std::size_t CurlTransfer::onBody(char* text, std::size_t size, std::size_t count, void* self) {
    return static_cast<CurlTransfer*>(self)->takeBody({text, size * count});
}

int CurlTransfer::onConnected(void* self, char*, char*, int, int) {
    static_cast<CurlTransfer*>(self)->m_lastByte.start();
    return CURL_PREREQFUNC_OK;
}

bool CurlTransfer::takeHeader(std::string_view line) {
    m_lastByte.start();
    m_headerBytes += line.size();
    if (m_headerBytes > largestHeaders) {
        m_limit = headersTooLarge(largestHeaders);
        return false;
    }
    if (line.substr(0, 5) == "HTTP/") {
        m_answer.headers.clear(); // Those before were of an interim answer.
        return true;
    }
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && colon > 0)
        m_answer.headers.emplace_back(lowerCase(trimmed(line.substr(0, colon))),
                                      trimmed(line.substr(colon + 1)));
    return true;
}

std::size_t CurlTransfer::takeBody(std::string_view piece) {
    m_lastByte.start();
    if (m_piece && isSuccess(m_easy.get())) return streamBody(piece);
    if (piece.size() > m_request.largestBody - m_answer.body.size()) {
        m_limit = bodyTooLarge(m_request.largestBody);
        return 0;
    }
    m_answer.body.append(piece);
    return piece.size();
}

std::size_t CurlTransfer::streamBody(std::string_view piece) {
    if (m_pending.size() >= enoughPending) {
        m_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    if (m_pending.empty()) m_wake();
    m_pending.append(piece);
    return piece.size();
}

void CurlTransfer::watchIdle(std::function<void()> idle) {
    if (m_request.idleTimeout.count() <= 0) return;
    QObject::connect(&m_idle, &QTimer::timeout, [this, idle = std::move(idle)] {
        if (!idledTooLong()) return;
        fail(idleTimeout(m_peer, m_request.idleTimeout));
        idle();
    });
    m_idle.setSingleShot(true);
    m_idle.start(m_request.idleTimeout);
}

/// Looks when the last byte went either way, and sets the timer to when that would be too long ago. Waiting
/// for a free connection, connecting (which has its own limit) and a reader who takes his time do not count.
bool CurlTransfer::idledTooLong() {
    curl_off_t uploaded = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_SIZE_UPLOAD_T, &uploaded);
    if (uploaded != m_uploaded || m_paused) m_lastByte.start();
    m_uploaded = uploaded;
    const Millis quiet{m_lastByte.isValid() ? m_lastByte.elapsed() : 0};
    if (quiet >= m_request.idleTimeout) return true;
    m_idle.start(m_request.idleTimeout - quiet);
    return false;
}

void CurlTransfer::finish(CURLcode code) {
    m_idle.stop();
    if (code != CURLE_OK) {
        m_result.emplace(m_limit ? *m_limit
                                 : curlError(m_easy.get(), code, m_request, m_peer, m_detail.data()));
        return;
    }
    long status = 0, headerBytes = 0;
    curl_off_t bodyBytes = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(m_easy.get(), CURLINFO_HEADER_SIZE, &headerBytes);
    curl_easy_getinfo(m_easy.get(), CURLINFO_SIZE_DOWNLOAD_T, &bodyBytes);
    m_answer.status = static_cast<int>(status);
    m_answer.bytes = static_cast<std::uint64_t>(headerBytes) + static_cast<std::uint64_t>(bodyBytes);
    m_result.emplace(std::move(m_answer));
}

void CurlTransfer::fail(Error error) {
    m_idle.stop();
    m_result.emplace(std::move(error));
}

void CurlTransfer::deliver() {
    if (!m_canceled && !m_pending.empty()) {
        const auto pending = std::exchange(m_pending, {});
        m_piece(pending);
    }
    if (m_canceled) return;
    if (m_result) {
        m_canceled = true;
        m_complete(std::move(*m_result));
    } else if (m_paused) {
        m_paused = false;
        m_lastByte.start();
        curl_easy_pause(m_easy.get(), CURLPAUSE_CONT);
    }
}

} // namespace shipglass

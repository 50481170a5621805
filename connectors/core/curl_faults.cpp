// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_faults.h"

#include <cerrno>
#include <system_error>

namespace shipglass {

namespace {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

constexpr std::size_t longestHeader = 100U << 10U;

Error fault(Fault kind, std::string message) { return Error{kind, std::move(message), 0, {}}; }

/// libcurl says twice that it is about TLS.
std::string_view withoutPrefix(std::string_view detail) {
    for (const std::string_view prefix : {"SSL certificate problem: ", "SSL: "})
        if (detail.substr(0, prefix.size()) == prefix) return detail.substr(prefix.size());
    return detail;
}

Error tlsError(CURLcode code, const std::string& peer, std::string_view detail) {
    const std::string reason =
        detail.empty() ? std::string(curl_easy_strerror(code)) : std::string(withoutPrefix(detail));
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return fault(Fault::tls, "the certificate of " + peer + " was refused: " + reason);
    if (code == CURLE_SSL_CACERT_BADFILE)
        return fault(Fault::tls, "the file of certificate authorities cannot be read: " + reason);
    if (code == CURLE_SSL_CERTPROBLEM)
        return fault(Fault::tls, "the client certificate cannot be used: " + reason);
    return fault(Fault::tls, "no TLS connection to " + peer + ": " + reason);
}

Error connectError(CURL* easy, const std::string& peer) {
    long number = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
    if (number == ECONNREFUSED) return fault(Fault::network, peer + " refused the connection");
    if (number == 0) return fault(Fault::network, "no connection to " + peer);
    return fault(Fault::network, "no connection to " + peer + ": " +
                                     std::generic_category().message(static_cast<int>(number)));
}

Error timeoutError(CURL* easy, const WireRequest& request, const std::string& peer) {
    curl_off_t ready = 0, elapsed = 0;
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &elapsed);
    const bool wholeTime = request.totalTimeout.count() > 0 && elapsed >= request.totalTimeout.count() * 1000;
    if (ready == 0 && !wholeTime)
        return fault(Fault::timeout,
                     "no connection to " + peer + " within " + formatDuration(request.connectTimeout));
    return fault(Fault::timeout,
                 "no whole answer from " + peer + " within " + formatDuration(request.totalTimeout));
}

bool isTls(CURLcode code) {
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
        return true;
    default:
        return false;
    }
}

} // namespace

Result<std::string> wirePeer(const WireRequest& request) {
    const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
    if (!url ||
        curl_url_set(url.get(), CURLUPART_URL, request.url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return fault(Fault::config, "the address is not a valid URL");
    const auto scheme = part(url.get(), CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https")
        return fault(Fault::config, "only http and https addresses can be asked");
    if (!request.unixSocket.empty()) return request.unixSocket;
    const auto port = part(url.get(), CURLUPART_PORT);
    return part(url.get(), CURLUPART_HOST) + (port.empty() ? "" : ":" + port);
}

std::string sizeWords(std::size_t bytes) {
    if (bytes >= 1U << 20U) return std::to_string(bytes >> 20U) + " MB";
    if (bytes >= 1U << 10U) return std::to_string(bytes >> 10U) + " KB";
    return std::to_string(bytes) + " bytes";
}

Error bodyTooLarge(std::size_t largest) {
    return fault(Fault::tooLarge, "answer larger than " + sizeWords(largest));
}

Error headersTooLarge(std::size_t largest) {
    return fault(Fault::tooLarge, "headers of the answer larger than " + sizeWords(largest));
}

Error idleTimeout(const std::string& peer, Millis limit) {
    return fault(Fault::timeout, peer + " sent nothing for " + formatDuration(limit));
}

Error curlError(CURL* easy, CURLcode code, const WireRequest& request, const std::string& peer,
                std::string_view detail) {
    if (isTls(code)) return tlsError(code, peer, detail);
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return timeoutError(easy, request, peer);
    case CURLE_COULDNT_CONNECT:
        return connectError(easy, peer);
    case CURLE_COULDNT_RESOLVE_HOST:
        return fault(Fault::network, "the name " + peer + " was not found");
    case CURLE_COULDNT_RESOLVE_PROXY:
        return fault(Fault::network, "the name of the proxy was not found");
    case CURLE_PROXY:
        return fault(Fault::network, "the proxy did not connect to " + peer);
    case CURLE_PARTIAL_FILE:
        return fault(Fault::network, peer + " hung up before the end of its answer");
    case CURLE_GOT_NOTHING:
        return fault(Fault::network, peer + " hung up without an answer");
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
        return fault(Fault::network, "the connection to " + peer + " broke");
    case CURLE_OUT_OF_MEMORY:
        // So libcurl calls a line that outgrows its buffer, which it does not let be set. Memory itself,
        // where it runs out, does not end in an error code.
        return fault(Fault::tooLarge, "a header of the answer larger than " + sizeWords(longestHeader));
    case CURLE_BAD_CONTENT_ENCODING:
        return fault(Fault::malformed, "the compressed answer of " + peer + " is damaged");
    case CURLE_UNSUPPORTED_PROTOCOL: // The address was looked at before: this is an answer that is not HTTP.
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return fault(Fault::malformed, peer + " does not speak HTTP properly");
    default:
        return fault(Fault::network, peer + ": " + curl_easy_strerror(code));
    }
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_options.h"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <string_view>

#include <strings.h>

namespace shipglass {

namespace {

/// Sets options and remembers whether all were taken.
class Options {
public:
    explicit Options(CURL* easy) : m_easy(easy) {}
    template <class T> Options& set(CURLoption option, T value) {
        m_ok = curl_easy_setopt(m_easy, option, value) == CURLE_OK && m_ok;
        return *this;
    }
    Options& setText(CURLoption option, const std::string& value) {
        return value.empty() ? *this : set(option, value.c_str());
    }
    bool ok() const { return m_ok; }

private:
    CURL* m_easy;
    bool m_ok = true;
};

const char* methodName(Method method) {
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

bool hasBody(const WireRequest& request) {
    return !request.body.empty() || request.method == Method::post || request.method == Method::put ||
           request.method == Method::patch;
}

void setMethod(Options& options, const WireRequest& request) {
    if (request.method == Method::head) {
        options.set(CURLOPT_NOBODY, 1L);
        return;
    }
    if (hasBody(request))
        options.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()))
            .set(CURLOPT_POSTFIELDS, request.body.data());
    options.set(CURLOPT_CUSTOMREQUEST, methodName(request.method));
}

/// The key of a client certificate: the path of a file, or the key itself as PEM, which no path begins like.
void setKey(Options& options, const std::string& key) {
    if (!key.starts_with("-----BEGIN")) {
        options.setText(CURLOPT_SSLKEY, key);
        return;
    }
    // Only read, in spite of its type; the request outlives the transfer.
    const curl_blob blob{const_cast<char*>(key.data()), key.size(), CURL_BLOB_NOCOPY};
    options.set(CURLOPT_SSLKEY_BLOB, &blob);
}

void setTls(Options& options, const WireRequest& request) {
    // Without a folder of authorities libcurl keeps the parsed file for all connections, which saves tens of
    // milliseconds on the loop each time.
    options.set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    const char* const everybodys = std::getenv("SSL_CERT_FILE");
    if (!request.tls.authority.empty())
        options.setText(CURLOPT_CAINFO, request.tls.authority);
    else if (everybodys && *everybodys)
        options.set(CURLOPT_CAINFO, everybodys);
    options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2))
        .setText(CURLOPT_SSLCERT, request.tls.certificate);
    setKey(options, request.tls.key);
}

void setWay(Options& options, const WireRequest& request) {
    options.setText(CURLOPT_UNIX_SOCKET_PATH, request.unixSocket);
    if (!request.unixSocket.empty() && request.proxy.empty())
        options.set(CURLOPT_PROXY, ""); // The environment's proxy cannot reach a socket of this machine.
    options.setText(CURLOPT_PROXY, request.proxy).set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

void setLimits(Options& options, const WireRequest& request) {
    options.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connectTimeout.count()))
        .set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.totalTimeout.count()))
        .set(CURLOPT_QUICK_EXIT, 1L) // Giving up must not wait for a name server that does not answer.
        .set(CURLOPT_NOSIGNAL, 1L);
}

bool breaksLine(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

bool names(const Pairs& headers, const char* name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return strcasecmp(header.first.c_str(), name) == 0; });
}

void append(CurlHeaders& list, const std::string& line) {
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

} // namespace

Result<CurlHeaders> curlHeaders(const WireRequest& request) {
    CurlHeaders list;
    for (const auto& [name, value] : request.headers) {
        if (name.empty() || breaksLine(name) || name.find(':') != std::string::npos || breaksLine(value))
            return Error{Fault::config, "a header holds a line break or has no proper name", 0, {}};
        append(list, value.empty() ? name + ";" : name + ": " + value);
    }
    // What libcurl would add on its own: a pause before large bodies, and a type that nobody meant.
    append(list, "Expect:");
    if (hasBody(request) && !names(request.headers, "content-type")) append(list, "Content-Type:");
    return list;
}

bool setCurlOptions(CURL* easy, const WireRequest& request, const curl_slist* headers) {
    Options options(easy);
    options.set(CURLOPT_URL, request.url.c_str())
        .set(CURLOPT_PROTOCOLS_STR, "http,https")
        .set(CURLOPT_FOLLOWLOCATION, 0L)
        .set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED))
        .set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS))
        .set(CURLOPT_ACCEPT_ENCODING, "")
        .set(CURLOPT_USERAGENT, "shipglass/" SHIPGLASS_VERSION)
        .set(CURLOPT_TCP_KEEPALIVE, 1L)
        .set(CURLOPT_HTTPHEADER, headers)
        .setText(CURLOPT_USERPWD, request.credentials)
        .setText(CURLOPT_AWS_SIGV4, request.sigv4);
    setMethod(options, request);
    setTls(options, request);
    setWay(options, request);
    setLimits(options, request);
    return options.ok();
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/http.h"

#include <curl/curl.h>

#include <memory>

namespace shipglass::testing {

namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
    static_cast<QByteArray*>(body)->append(data, static_cast<qsizetype>(size * count));
    return size * count;
}

Handle handleFor(const QUrl& url, HttpAnswer& answer) {
    Handle handle(curl_easy_init(), &curl_easy_cleanup);
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.toEncoded().constData());
    curl_easy_setopt(handle.get(), CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, 10L);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &append);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &answer.body);
    return handle;
}

void perform(CURL* handle, HttpAnswer& answer) {
    const CURLcode code = curl_easy_perform(handle);
    if (code != CURLE_OK) answer.error = QString::fromUtf8(curl_easy_strerror(code));
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
}

} // namespace

QString HttpAnswer::text() const {
    if (!error.isEmpty()) return error;
    return QStringLiteral("%1 %2").arg(status).arg(QString::fromUtf8(body.left(500)));
}

HttpAnswer httpGet(const QUrl& url) {
    HttpAnswer answer;
    perform(handleFor(url, answer).get(), answer);
    return answer;
}

HttpAnswer httpPost(const QUrl& url, const QJsonDocument& body) {
    HttpAnswer answer;
    const Handle handle = handleFor(url, answer);
    const Headers headers(curl_slist_append(nullptr, "Content-Type: application/json"), &curl_slist_free_all);
    const QByteArray text = body.toJson(QJsonDocument::Compact);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(text.size()));
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, text.constData());
    perform(handle.get(), answer);
    return answer;
}

} // namespace shipglass::testing

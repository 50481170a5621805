// SPDX-License-Identifier: GPL-3.0-or-later
#include "bare_fetch.h"

#include "answer_page.h"

#include <curl/curl.h>

#include <deque>
#include <memory>
#include <stdexcept>

namespace shipglass::bench {

namespace {

std::size_t append(char* text, std::size_t size, std::size_t count, void* body) {
    static_cast<std::string*>(body)->append(text, size * count);
    return size * count;
}

/// One handle and what it has read.
struct Fetch {
    explicit Fetch(const std::string& url) {
        curl_easy_setopt(easy.get(), CURLOPT_URL, url.c_str());
        curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, append);
        curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &body);
        curl_easy_setopt(easy.get(), CURLOPT_PRIVATE, this);
    }
    Fetch(const Fetch&) = delete;
    Fetch& operator=(const Fetch&) = delete;

    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy{curl_easy_init(), curl_easy_cleanup};
    std::string body;
};

Fetch& finished(const CURLMsg& message) {
    if (message.data.result != CURLE_OK) throw std::runtime_error(curl_easy_strerror(message.data.result));
    Fetch* fetch = nullptr;
    curl_easy_getinfo(message.easy_handle, CURLINFO_PRIVATE, &fetch);
    return *fetch;
}

} // namespace

std::size_t bareFetch(const std::string& url, std::size_t count, std::size_t atOnce) {
    const std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi{curl_multi_init(), curl_multi_cleanup};
    std::deque<Fetch> fetches;
    std::size_t started = 0, ended = 0, read = 0;
    for (; started < atOnce && started < count; ++started)
        curl_multi_add_handle(multi.get(), fetches.emplace_back(url).easy.get());
    while (ended < count) {
        int running = 0, left = 0;
        curl_multi_perform(multi.get(), &running);
        while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
            Fetch& fetch = finished(*message);
            curl_multi_remove_handle(multi.get(), fetch.easy.get());
            read += parsedAndMapped(fetch.body).size();
            fetch.body.clear();
            ++ended;
            if (started++ < count) curl_multi_add_handle(multi.get(), fetch.easy.get());
        }
        if (ended < count) curl_multi_poll(multi.get(), nullptr, 0, 1000, nullptr);
    }
    return read;
}

} // namespace shipglass::bench

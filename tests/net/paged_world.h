// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/url.h"
#include "support/replay_session.h"
#include "support/scripted_transport.h"

namespace shipglass {

using Texts = std::vector<std::string>;

/// A session over pages in a fixed order, the last of them for ever.
struct PagedWorld : ReplaySession {
    explicit PagedWorld(std::vector<Result<WireAnswer>> answers)
        : ReplaySession("[]"), wire(clock, std::move(answers)) {
        transport = &wire;
        config.url = "https://ci.example/base";
    }
    /// The pages as JSON; after the last one the fault, if there is one.
    Texts read(Request request, Paging paging) {
        Texts texts;
        auto pages = session().pages(std::move(request), std::move(paging));
        for (;;) {
            auto page = run(pages.next());
            if (!page.ok()) {
                texts.push_back(std::string(word(page.error().fault)) + ": " + page.error().message);
                return texts;
            }
            if (!*page) return texts;
            texts.push_back((*page)->root().dump());
        }
    }
    /// Path and query of every request, or the body where it has one.
    Texts asked() const {
        Texts texts;
        for (const auto& request : wire.sent) {
            const auto url = Url::parse(request.url);
            texts.push_back(!request.body.empty() ? request.body
                            : url->query.empty()  ? url->path
                                                  : url->path + "?" + url->query);
        }
        return texts;
    }

    ScriptedTransport wire;
};

inline WireAnswer page(std::string body, std::string link = {}) {
    Pairs headers;
    if (!link.empty()) headers.emplace_back("link", std::move(link));
    return wireAnswer(200, std::move(headers), std::move(body));
}

} // namespace shipglass

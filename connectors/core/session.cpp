// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/session.h"

#include "net/answers.h"
#include "net/exchange.h"
#include "net/headers.h"
#include "net/take_over.h"

namespace shipglass {

std::string_view Answer::header(std::string_view name) const { return headerValue(headers, name); }

Task<Json> Session::json(Request request) const { return jsonAnswer(m_core, std::move(request), ""); }
Task<std::string> Session::text(Request request) const { return textAnswer(m_core, std::move(request)); }
Task<Answer> Session::answer(Request request) const { return wholeAnswer(m_core, std::move(request)); }

Task<Json> Session::graphql(Request request, std::string query, Json variables) const {
    return graphqlAnswer(m_core, graphqlRequest(std::move(request), query, variables));
}

PageReader Session::pages(Request request, Paging paging) const {
    return PageReader(m_core, std::move(request), std::move(paging));
}
LineReader Session::lines(Request request) const { return LineReader(m_core, std::move(request)); }

Task<Done> Session::offloadAny(std::function<void()> work) const {
    return offloaded(m_core, std::move(work));
}

const std::string& Session::source() const { return m_core->config().name; }
const std::string& Session::baseUrl() const { return m_core->config().url; }
std::string Session::setting(std::string_view key) const { return settings()[key].text(); }

std::vector<std::string> Session::list(std::string_view key) const {
    std::vector<std::string> values;
    const auto node = settings()[key];
    if (!node.isArray()) {
        if (node.exists() && !node.isObject()) values.push_back(node.text());
        return values;
    }
    for (const auto& item : node.items())
        if (item.exists() && !item.isObject() && !item.isArray()) values.push_back(item.text());
    return values;
}

Node Session::settings() const { return m_core->config().settings.root(); }
std::size_t Session::atOnce() const { return m_core->atOnce(); }

std::string Session::cursor(Facet facet, std::string_view scope) const {
    return m_core->world().host->cursor(facet, m_core->redact()(scope));
}
std::map<std::string, std::string> Session::cursors() const { return m_core->world().host->allCursors(); }
Time Session::since() const { return m_core->world().host->since(); }
Time Session::now() const { return m_core->now(); }

namespace {

using Core = std::shared_ptr<SessionCore>;

/// Names of scopes are shown and stored, and cursors are stored: a system, or a program of the user's, may
/// have put into them what it was given.
void takeSecretsOut(Batch& batch, const Redactor& redact) {
    batch.setScope(redact(batch.scope()));
    if (batch.cursor()) batch.setCursor(redact.known(*batch.cursor()));
}

Task<Done> tellFailed(Core core, Facet facet, std::string scope, Error error) {
    Await<Result<Done>> telling([&](std::function<void(Result<Done>)> complete) {
        const auto& redact = core->redact();
        return core->world().host->failed(facet, redact(scope), redact.error(error), std::move(complete));
    });
    auto told = co_await telling;
    co_return std::move(told).orThrow();
}

/// What could be read of a batch that is not whole is kept, and its scope has failed nonetheless.
Task<Done> handOver(Core core, Batch batch) {
    takeSecretsOut(batch, core->redact());
    for (auto& record : batch.records()) takeOver(record, core->config().name);
    const Facet facet = batch.facet();
    const auto scope = batch.scope();
    const auto count = batch.rowCount();
    Await<Result<Done>> storing([&](std::function<void(Result<Done>)> complete) {
        return core->world().host->store(std::move(batch), std::move(complete));
    });
    auto stored = co_await storing;
    core->progressed();
    if (!stored || count.unreadable == 0) co_return std::move(stored).orThrow();
    auto telling = tellFailed(core, facet, scope, unreadableError(count, std::string(word(facet)) + "s"));
    auto told = co_await std::move(telling);
    co_return told;
}

} // namespace

Task<Done> Session::hand(Batch batch) const { return handOver(m_core, std::move(batch)); }
Task<Done> Session::failed(Facet facet, std::string scope, Error error) const {
    return tellFailed(m_core, facet, std::move(scope), std::move(error));
}
bool Session::closed(Facet facet, std::string_view scope) const {
    return m_core->world().host->closed(facet, m_core->redact()(scope));
}
void Session::lookAgain(Time at) const { m_core->world().host->lookAgain(at); }
void Session::report(std::size_t done, std::size_t total, std::string_view what) const {
    m_core->progressed();
    m_core->world().host->report(done, total, what);
}

} // namespace shipglass

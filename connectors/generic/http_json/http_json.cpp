// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/generic/http_json/rows.h"

#include "net/connector.h"
#include "net/poll_scope.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace http_json {

namespace {

constexpr std::array facets{Facet::run,   Facet::deployment, Facet::change,
                            Facet::alert, Facet::resource,   Facet::test};
constexpr std::array<std::string_view, 1> tokenKeys{"token"};
constexpr std::array<std::string_view, 2> basicKeys{"user", "password"};
constexpr std::array auth{AuthKind{"none", {}, AuthPlacement::none, "", ""},
                          AuthKind{"token", tokenKeys, AuthPlacement::header, "Authorization", "Bearer "},
                          AuthKind{"basic", basicKeys, AuthPlacement::basic, "", ""}};
constexpr std::array fields{
    Field{"record", FieldType::text, true, "What a row is: run, deployment, change, alert, resource or test"},
    Field{"path", FieldType::text, true, "Path of the request, below the url"},
    Field{"query", FieldType::map, false, "Query parameters"},
    Field{"rows", FieldType::text, false, "JSON pointer to the list of rows; the whole answer without it"},
    Field{"fields", FieldType::map, true,
          "Record field to JSON pointer within a row; id is needed, of an alert id or key and startedAt"},
    Field{"states", FieldType::map, false,
          "The system's words to ours, for status, state, health, severity, tier and trigger"},
    Field{"constants", FieldType::map, false, "Record fields of the rows that do not say so themselves"},
    Field{"paging", FieldType::text, false, "link, page, offset, token or next; one page without it"},
    Field{"pageParameter", FieldType::text, false, "Query parameter that takes the page, offset or token"},
    Field{"sizeParameter", FieldType::text, false,
          "Query parameter that takes the rows a page, for page and offset"},
    Field{"pageSize", FieldType::integer, false, "Rows a page, 100 without it"},
    Field{"next", FieldType::text, false, "JSON pointer to the next token or address, for token and next"}};

/// The poll's own copy of the source's settings, which worker threads may read.
Json settingsOf(const Session& session) { return Json::parse(session.settings().dump()).orThrow(); }

Task<Rows> rowsOf(Session session, Json settings, Kind kind, Json page) {
    const std::function<Rows()> reading = [settings, kind, page] { return readRows(settings, kind, page); };
    auto rows = co_await session.offload(reading);
    co_return rows;
}

Kind kindOfRows(const Session& session) {
    const auto kind = fromWord<Kind>(session.setting("record"));
    if (!kind || std::find(facets.begin(), facets.end(), *kind) == facets.end())
        throw Failure(Fault::config, "record must be run, deployment, change, alert, resource or test.");
    return *kind;
}

/// A pointer that begins with no slash leads nowhere, in every row.
void checkPointers(const Session& session) {
    const auto check = [](const std::string& name, const std::string& pointer) {
        if (!pointer.empty() && !pointer.starts_with('/'))
            throw Failure(Fault::config, name + " must be a JSON pointer, as /data/items.");
    };
    check("rows", session.setting("rows"));
    check("next", session.setting("next"));
    for (const auto& [name, pointer] : session.settings()["fields"].members())
        check("fields." + name, pointer.text());
}

std::string settingOr(const Session& session, const char* key, const char* otherwise) {
    const auto value = session.setting(key);
    return value.empty() ? otherwise : value;
}

Paging pagingOf(const Session& session) {
    const auto style = session.setting("paging");
    const auto rows = session.setting("rows");
    const auto size = static_cast<std::size_t>(
        std::max<std::int64_t>(1, session.settings()["pageSize"].integer().value_or(100)));
    if (style.empty() || style == "link") return Paging::linkHeader();
    if (style == "page")
        return Paging::pageNumber(rows, settingOr(session, "pageParameter", "page"),
                                  settingOr(session, "sizeParameter", "per_page"), size);
    if (style == "offset")
        return Paging::offset(rows, settingOr(session, "pageParameter", "offset"),
                              settingOr(session, "sizeParameter", "limit"), size);
    if (style == "token")
        return Paging::token(session.setting("next"), settingOr(session, "pageParameter", "page_token"));
    if (style == "next") return Paging::nextUrl(session.setting("next"));
    throw Failure(Fault::config, "paging must be link, page, offset, token or next.");
}

Request requestOf(const Session& session) {
    Request request(session.setting("path"));
    for (const auto& [name, value] : session.settings()["query"].members()) request.query(name, value.text());
    return request;
}

void refuseUnreadable(std::size_t rows) {
    if (rows > 0)
        throw Failure(Fault::malformed,
                      std::to_string(rows) + (rows == 1 ? " row has" : " rows have") +
                          " no id where the configuration says; look at `rows` and `fields`.");
}

/// Of alerts and resources all pages are handed over at once; of other records each as it comes. Where no row
/// can be read, it is the configuration that looks in the wrong place.
Task<Done> pollRows(Session session, Kind kind, Paging paging) {
    const Json settings = settingsOf(session);
    const bool onePage = session.setting("paging").empty();
    Batch batch(kind, session.setting("path"));
    RowCount count;
    auto pages = session.pages(requestOf(session), paging);
    for (bool more = true; more;) {
        auto page = co_await pages.next();
        if (!page) break;
        auto rows = co_await rowsOf(session, settings, kind, *page);
        for (Record& record : rows.records) batch.add(std::move(record));
        count += rows.count;
        more = !onePage;
        if (isStateFacet(kind)) continue;
        co_await session.hand(batch);
        batch.records().clear();
    }
    if (batch.records().empty()) refuseUnreadable(count.unreadable);
    batch.rowCount() = count;
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

Task<Done> poll(Session session) {
    const Kind kind = kindOfRows(session);
    checkPointers(session);
    co_await pollScope(session, kind, session.setting("path"), pollRows(session, kind, pagingOf(session)));
    co_return Done();
}

Task<Health> probe(Session session) {
    const Kind kind = kindOfRows(session);
    checkPointers(session);
    auto answer = co_await session.json(requestOf(session));
    auto rows = co_await rowsOf(session, settingsOf(session), kind, answer);
    refuseUnreadable(rows.count.unreadable);
    Health health;
    health.facets[kind] = "yes";
    co_return health;
}

} // namespace
} // namespace http_json

extern const Connector httpJsonConnector{
    .id = "http_json",
    .name = "JSON over HTTP",
    .docs = "https://www.rfc-editor.org/rfc/rfc6901",
    .category = Category::generic,
    .facets = http_json::facets,
    .auth = http_json::auth,
    .fields = http_json::fields,
    .defaultUrl = "",
    .limits = {},
    .every = Seconds(60),
    .probe = http_json::probe,
    .poll = http_json::poll,
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"
#include "net/connector.h"
#include "net/json_text.h"

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
    Field{"fields", FieldType::map, true, "Record field to JSON pointer within a row; id is needed"},
    Field{"states", FieldType::map, false,
          "The system's words to ours: status of a run, state of an alert, health of a resource"},
    Field{"constants", FieldType::map, false, "Record fields that every row gets"},
    Field{"paging", FieldType::text, false, "link, page, offset, token or next; one page without it"},
    Field{"pageParameter", FieldType::text, false, "Query parameter that takes the page, offset or token"},
    Field{"sizeParameter", FieldType::text, false,
          "Query parameter that takes the rows a page, for page and offset"},
    Field{"pageSize", FieldType::integer, false, "Rows a page, 100 without it"},
    Field{"next", FieldType::text, false, "JSON pointer to the next token or address, for token and next"}};

constexpr std::array timeFields{"createdAt",      "startedAt",     "finishedAt", "firstCommitAt",
                                "openedAt",       "reviewedAt",    "approvedAt", "mergedAt",
                                "acknowledgedAt", "silencedUntil", "resolvedAt", "removedAt"};
constexpr std::array plainFields{"attempt", "durationMs", "incident",    "rollback", "unplanned",
                                 "flaky",   "labels",     "annotations", "tests",    "commits"};

template <std::size_t N> bool isOneOf(const std::array<const char*, N>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The field that holds what `states` translates.
std::string_view stateField(Kind kind) {
    if (kind == Kind::alert) return "state";
    return kind == Kind::resource ? "health" : "status";
}

/// A moment as text, or as a number of seconds or, beyond the year 5138, of milliseconds since the epoch.
std::optional<Time> momentOf(Node node) {
    constexpr std::int64_t secondsEnd = 100'000'000'000;
    if (const auto number = node.integer())
        return *number < secondsEnd ? node.epochSeconds() : node.epochMillis();
    return node.time();
}

/// Builds the JSON of a record, member by member, for the codec to read.
class RecordText {
public:
    explicit RecordText(Kind kind) : m_text(R"({"kind":)" + quoted(word(kind))) {}
    void add(const std::string& name, const std::string& json) { m_text += "," + quoted(name) + ":" + json; }
    std::string done() const { return m_text + "}"; }

private:
    std::string m_text;
};

/// What to do with the value of one field of a row.
void addField(RecordText& record, const Session& session, Kind kind, const std::string& name, Node value) {
    if (!value.exists()) return;
    if (isOneOf(timeFields, name)) {
        if (const auto moment = momentOf(value)) record.add(name, quoted(formatTime(*moment)));
    } else if (name == stateField(kind)) {
        const auto ours = session.settings()["states"][value.text()].text();
        record.add(name, quoted(ours.empty() ? value.text() : ours));
        record.add("attributes", R"({"rawStatus":)" + quoted(value.text()) + "}");
    } else {
        record.add(name, isOneOf(plainFields, name) ? value.dump() : quoted(value.text()));
    }
}

Result<Record> readRow(const Session& session, Kind kind, Node row) {
    RecordText record(kind);
    for (const auto& [name, pointer] : session.settings()["fields"].members())
        addField(record, session, kind, name, row.pointer(pointer.text()));
    for (const auto& [name, value] : session.settings()["constants"].members())
        addField(record, session, kind, name, value);
    return fromJson(record.done());
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
    if (style == "link") return Paging::linkHeader();
    if (style == "page")
        return Paging::pageNumber(rows, settingOr(session, "pageParameter", "page"),
                                  settingOr(session, "sizeParameter", "per_page"), size);
    if (style == "offset")
        return Paging::offset(rows, settingOr(session, "pageParameter", "offset"),
                              settingOr(session, "sizeParameter", "limit"), size);
    if (style == "token")
        return Paging::token(session.setting("next"), settingOr(session, "pageParameter", "page_token"));
    if (style == "next") return Paging::nextUrl(session.setting("next"));
    if (!style.empty()) throw Failure(Fault::config, "paging must be link, page, offset, token or next.");
    auto single = Paging::linkHeader();
    single.atMost(1);
    return single;
}

Request requestOf(const Session& session) {
    Request request(session.setting("path"));
    for (const auto& [name, value] : session.settings()["query"].members()) request.query(name, value.text());
    return request;
}

/// Rows without an id are counted and said; the others are kept.
Task<std::size_t> addPage(Session session, Kind kind, Json page, std::shared_ptr<Batch> batch) {
    std::size_t unreadable = 0;
    const auto rows = page.root().pointer(session.setting("rows")).items();
    for (const Node& row : rows) {
        auto record = readRow(session, kind, row);
        if (record)
            batch->add(std::move(*record));
        else
            ++unreadable;
    }
    if (unreadable > 0 && unreadable == rows.size())
        throw Failure(Fault::malformed,
                      "No row has the fields that the configuration names; look at `rows` and `fields`.");
    co_return unreadable;
}

Task<Done> pollRows(Session session, Kind kind) {
    auto batch = std::make_shared<Batch>(kind, session.setting("path"));
    auto pages = session.pages(requestOf(session), pagingOf(session));
    const bool onePage = session.setting("paging").empty();
    for (bool more = true; more;) {
        auto page = co_await pages.next();
        if (!page) break;
        co_await addPage(session, kind, *page, batch);
        more = !onePage;
    }
    batch->setLast();
    co_await session.hand(std::move(*batch));
    co_return Done();
}

Task<Done> poll(Session session) {
    const auto kind = fromWord<Kind>(session.setting("record"));
    if (!kind || std::find(facets.begin(), facets.end(), *kind) == facets.end())
        throw Failure(Fault::config, "record must be run, deployment, change, alert, resource or test.");
    auto done = co_await pollRows(session, *kind).attempt();
    if (!done) co_await session.failed(*kind, session.setting("path"), done.error());
    co_return Done();
}

Task<Health> probe(Session session) {
    auto answer = co_await session.json(requestOf(session));
    Health health;
    const auto rows = answer.root().pointer(session.setting("rows"));
    health.identity = std::to_string(rows.size()) + " rows";
    if (const auto kind = fromWord<Kind>(session.setting("record")))
        health.facets[*kind] = rows.isArray() ? "yes" : "no: a list at `rows`";
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/catalog.h"

namespace shipglass {

namespace {

std::string keyOf(std::int64_t source, std::string_view field, const std::string& text) {
    std::string key = std::to_string(source);
    key += '\n';
    key += field;
    key += '\n';
    return key += text;
}

const std::string& lookUp(sql::Connection& connection, std::unordered_map<std::int64_t, std::string>& known,
                          const char* sql, std::int64_t number) {
    const auto found = known.find(number);
    if (found != known.end()) return found->second;
    sql::Query query = connection.query(sql);
    query << number;
    return known[number] = query.next() ? query.text(0) : std::string();
}

} // namespace

const std::string& Names::text(std::int64_t name) {
    return lookUp(m_connection, m_texts, "SELECT text FROM names WHERE name = ?", name);
}

const std::string& Names::source(std::int64_t source) {
    return lookUp(m_connection, m_sources, "SELECT name FROM sources WHERE source = ?", source);
}

std::int64_t Catalog::findOrMake(const std::string& find, const std::string& make,
                                 const std::function<void(sql::Query&)>& bind) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        sql::Query query = m_connection.query(find);
        bind(query);
        if (query.next()) return query.number(0);
        sql::Query insert = m_connection.query(make);
        bind(insert);
        insert.run();
    }
    throw Failure(Fault::server, "the history does not keep what was just written");
}

std::int64_t Catalog::source(const std::string& name) {
    auto& known = m_sources[name];
    if (!known)
        known =
            findOrMake("SELECT source FROM sources WHERE name = ?", "INSERT INTO sources (name) VALUES (?)",
                       [&](sql::Query& query) { query << name; });
    return known;
}

std::int64_t Catalog::scope(std::int64_t source, Facet facet, const std::string& name) {
    auto& known = m_scopes[keyOf(source, word(facet), name)];
    if (!known)
        known =
            findOrMake("SELECT scope FROM scopes WHERE source = ? AND facet = ? AND name = ?",
                       "INSERT INTO scopes (source, facet, name) VALUES (?, ?, ?)", [&](sql::Query& query) {
                           query << source << static_cast<std::int64_t>(facet) << name;
                       });
    return known;
}

std::int64_t Catalog::name(std::int64_t source, std::string_view field, const std::string& text) {
    auto& known = m_names[keyOf(source, field, text)];
    if (!known)
        known = findOrMake("SELECT name FROM names WHERE source = ? AND field = ? AND text = ?",
                           "INSERT INTO names (source, field, text) VALUES (?, ?, ?)",
                           [&](sql::Query& query) { query << source << std::string(field) << text; });
    return known;
}

void Catalog::clear() {
    m_sources.clear();
    m_scopes.clear();
    m_names.clear();
}

void Catalog::refresh() {
    constexpr std::size_t most = 500'000;
    const std::int64_t version = m_connection.number("PRAGMA data_version");
    if (version != m_version || m_names.size() > most) clear();
    m_version = version;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"
#include "connectors/registry.h"
#include "program/verbs.h"
#include "records/nearest.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace shipglass {

namespace {

using Object = nlohmann::ordered_json;

Object connectorJson(const Connector& connector) {
    Object json{{"id", connector.id}, {"name", connector.name}, {"category", word(connector.category)}};
    json["facets"] = Object::array();
    for (const Facet facet : connector.facets) json["facets"].push_back(word(facet));
    json["auth"] = Object::array();
    for (const AuthKind& auth : connector.auth)
        json["auth"].push_back({{"kind", auth.kind}, {"keys", auth.keys}});
    json["fields"] = Object::array();
    for (const Field& field : connector.fields)
        json["fields"].push_back({{"key", field.key},
                                  {"type", word(field.type)},
                                  {"required", field.required},
                                  {"help", field.help}});
    return json;
}

std::string facetList(const Connector& connector) {
    std::string list;
    for (const Facet facet : connector.facets) list.append(list.empty() ? "" : " ").append(word(facet));
    return list;
}

void printAll() {
    cli::Table table({"ID", "NAME", "CATEGORY", "FACETS"});
    for (const Connector* connector : allConnectors())
        table.add({std::string(connector->id), std::string(connector->name),
                   std::string(word(connector->category)), facetList(*connector)});
    std::fputs(table.text(cli::terminalWidth()).c_str(), stdout);
}

void printOne(const Connector& connector) {
    std::printf("%s (%s): %s\n%s\n\n", std::string(connector.name).c_str(), std::string(connector.id).c_str(),
                facetList(connector).c_str(), std::string(connector.docs).c_str());
    cli::Table table({"KEY", "TYPE", "REQUIRED", "HELP"});
    for (const Field& field : connector.fields)
        table.add({std::string(field.key), std::string(word(field.type)), field.required ? "yes" : "",
                   std::string(field.help)});
    for (const AuthKind& auth : connector.auth)
        for (const auto key : auth.keys)
            table.add({"auth." + std::string(key), "secret", "", "for " + std::string(auth.kind)});
    std::fputs(table.text(cli::terminalWidth()).c_str(), stdout);
}

cli::Exit unknown(const std::string& id) {
    std::vector<std::string_view> ids;
    for (const Connector* connector : allConnectors()) ids.push_back(connector->id);
    const auto near = nearWord(id, ids);
    return failure(Error{
        Fault::config,
        "There is no connector " + id +
            (near.empty() ? "; shipglass connectors lists those there are." : "; did you mean " + near + "?"),
        0,
        {}});
}

} // namespace

cli::Exit runConnectors(const cli::Connectors& connectors) {
    const Connector* one = connectors.id.empty() ? nullptr : findConnector(connectors.id);
    if (!connectors.id.empty() && !one) return unknown(connectors.id);
    if (connectors.format == cli::Format::table) {
        if (one)
            printOne(*one);
        else
            printAll();
        return cli::Exit::done;
    }
    Object json = Object::array();
    for (const Connector* connector : allConnectors()) json.push_back(connectorJson(*connector));
    std::puts((one ? connectorJson(*one) : json).dump(1).c_str());
    return cli::Exit::done;
}

} // namespace shipglass

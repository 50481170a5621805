// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/kinds.h"

#include "connectors/registry.h"

namespace shipglass {

namespace {

KindAuth authOf(const AuthKind& auth) {
    KindAuth kind;
    kind.kind = auth.kind;
    for (const auto key : auth.keys) kind.keys.emplace_back(key);
    return kind;
}

/// Field types have the same words on both sides.
KindField fieldOf(const Field& field) {
    KindField kind;
    kind.key = field.key;
    kind.type = fromWord<ValueType>(word(field.type)).value_or(ValueType::text);
    kind.required = field.required;
    return kind;
}

UrlNeed urlNeedOf(const Connector& connector) {
    if (!connector.http) return UrlNeed::none;
    return connector.defaultUrl.empty() ? UrlNeed::required : UrlNeed::optional;
}

KindInfo kindOf(const Connector& connector) {
    KindInfo info;
    info.id = connector.id;
    for (const AuthKind& auth : connector.auth) info.auth.push_back(authOf(auth));
    for (const Field& field : connector.fields) info.fields.push_back(fieldOf(field));
    info.url = urlNeedOf(connector);
    info.runsPrograms = connector.id == "exec";
    return info;
}

} // namespace

KindList knownKinds() {
    KindList kinds;
    for (const Connector* connector : allConnectors()) kinds.push_back(kindOf(*connector));
    return kinds;
}

} // namespace shipglass

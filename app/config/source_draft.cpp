// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/source_draft.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace shipglass {

namespace {

/// The one value in a list, since Qt reads and writes no value alone.
QJsonValue valueOf(std::string_view json) {
    QByteArray list(json.data(), static_cast<qsizetype>(json.size()));
    return QJsonDocument::fromJson("[" + list + "]").array().at(0);
}

std::string jsonOf(const QJsonValue& value) {
    const auto list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2).toStdString();
}

/// What YAML takes for text without quotes, inside of brackets too.
bool isPlain(const QString& text) {
    static const QRegularExpression safe(
        "^(?:[A-Za-z/][\\w./@+-]*(?::[\\w./@+-]+)*|[0-9]+(?:ms|s|m|h|d|w))$");
    static const QRegularExpression special("^(?:true|false|yes|no|on|off|null|y|n)$",
                                            QRegularExpression::CaseInsensitiveOption);
    return safe.match(text).hasMatch() && !special.match(text).hasMatch();
}

std::string textOf(const QString& text) { return isPlain(text) ? text.toStdString() : jsonOf(text); }

std::string yamlOf(const QJsonValue& value) {
    std::string inner;
    if (value.isString()) return textOf(value.toString());
    if (value.isArray()) {
        for (const auto& item : value.toArray()) inner += (inner.empty() ? "" : ", ") + yamlOf(item);
        return "[" + inner + "]";
    }
    if (!value.isObject()) return jsonOf(value);
    const auto object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        inner += (inner.empty() ? "" : ", ") + textOf(member.key()) + ": " + yamlOf(member.value());
    return inner.empty() ? "{}" : "{ " + inner + " }";
}

} // namespace

SourceDraft& SourceDraft::text(std::string key, std::string_view value) {
    entries.emplace_back(std::move(key),
                         jsonOf(QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()))));
    return *this;
}

std::string SourceDraft::name() const {
    for (const auto& [key, json] : entries)
        if (key == "name") return valueOf(json).toString().toStdString();
    return {};
}

std::string yamlOf(std::string_view json) { return yamlOf(valueOf(json)); }

std::vector<std::string> linesOf(const SourceDraft& draft) {
    std::vector<std::string> lines;
    for (const auto& [key, json] : draft.entries)
        lines.push_back(textOf(QString::fromStdString(key)) + ": " + yamlOf(json));
    return lines;
}

std::string itemText(const SourceDraft& draft) {
    std::string text;
    for (const auto& line : linesOf(draft)) text += (text.empty() ? "  - " : "    ") + line + "\n";
    return text;
}

} // namespace shipglass

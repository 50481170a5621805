// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/labels.h"

namespace shipglass::query {

namespace {

void collect(const Labels& labels, std::string_view key, std::vector<std::string_view>& values) {
    const auto found = labels.find(std::string(key));
    if (found != labels.end() && !found->second.empty()) values.emplace_back(found->second);
}

void collect(const MaybeList<std::string>& labels, std::string_view key,
             std::vector<std::string_view>& values) {
    if (!labels) return;
    for (const std::string_view label : *labels)
        if (label.size() > key.size() + 1 && label.starts_with(key) &&
            (label[key.size()] == '=' || label[key.size()] == ':'))
            values.push_back(label.substr(key.size() + 1));
}

} // namespace

std::vector<std::string_view> labelValues(const Record& record, std::string_view key) {
    std::vector<std::string_view> values;
    const auto look = [&](const auto& value) {
        if constexpr (requires { value.labels; }) collect(value.labels, key, values);
    };
    std::visit(look, record);
    return values;
}

} // namespace shipglass::query

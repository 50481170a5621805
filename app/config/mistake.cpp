// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/mistake.h"

#include <algorithm>

namespace shipglass {

std::string format(const Mistake& mistake) {
    std::string text = mistake.file;
    if (mistake.place.line > 0)
        text += ":" + std::to_string(mistake.place.line) + ":" + std::to_string(mistake.place.column);
    return text + ": " + mistake.message;
}

void Mistakes::add(Place place, std::string message) {
    constexpr std::size_t most = 100;
    const auto same = [&](const Mistake& other) { return other.place == place; };
    if (m_list.size() >= most || std::any_of(m_list.begin(), m_list.end(), same)) return;
    m_list.push_back({m_file, place, std::move(message)});
}

std::vector<Mistake> Mistakes::sorted() const {
    auto list = m_list;
    std::stable_sort(list.begin(), list.end(),
                     [](const Mistake& a, const Mistake& b) { return a.place < b.place; });
    return list;
}

std::string shownKey(std::string_view key) {
    constexpr std::size_t longest = 24;
    const auto harmless = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    };
    if (key.empty() || key.size() > longest || !std::all_of(key.begin(), key.end(), harmless))
        return "this key";
    return "\"" + std::string(key) + "\"";
}

} // namespace shipglass

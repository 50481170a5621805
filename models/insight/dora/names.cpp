// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/names.h"

#include <functional>

namespace shipglass::dora {

std::string_view Names::operator[](Name name) const {
    if (name == 0 || name >= m_ends.size()) return {};
    const auto begin = m_ends[name - 1];
    return std::string_view(m_text).substr(begin, m_ends[name] - begin);
}

Name Names::append(std::string_view text) {
    m_text += text;
    m_ends.push_back(static_cast<std::uint32_t>(m_text.size()));
    return static_cast<Name>(m_ends.size() - 1);
}

void Names::reserve(std::size_t names, std::size_t bytes) {
    m_ends.reserve(names + 1);
    m_text.reserve(bytes);
}

Name NameIndex::intern(std::string_view text) {
    if (text.empty()) return 0;
    if ((m_used + 1) * 3 > m_slots.size() * 2) grow();
    Name& found = m_slots[slot(text)];
    if (found == 0) found = m_names.append(text), ++m_used;
    return found;
}

std::size_t NameIndex::slot(std::string_view text) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = std::hash<std::string_view>{}(text)&mask;
    while (m_slots[at] != 0 && m_names[m_slots[at]] != text) at = (at + 1) & mask;
    return at;
}

void NameIndex::grow() {
    const std::vector<Name> old = std::move(m_slots);
    m_slots.assign(old.empty() ? 1024 : old.size() * 2, 0);
    for (const Name name : old)
        if (name != 0) m_slots[slot(m_names[name])] = name;
}

} // namespace shipglass::dora

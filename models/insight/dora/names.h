// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace shipglass::dora {

/// Texts by number, end to end in one buffer (4 GB at most). Number 0 is the empty text.
class Names {
public:
    Names() : m_ends{0} {}

    std::size_t size() const { return m_ends.size(); }
    std::string_view operator[](Name name) const;
    /// Puts a text at the end, without looking whether it is there already.
    Name append(std::string_view text);
    void reserve(std::size_t names, std::size_t bytes);

private:
    std::string m_text;
    std::vector<std::uint32_t> m_ends; ///< Where each text ends; it begins where the one before ends.
};

/// Finds texts in `Names`, and adds what is new. Needed while rows are filled, and dropped afterwards.
class NameIndex {
public:
    explicit NameIndex(Names& names) : m_names(names) {}
    Name intern(std::string_view text);
    void forget() { m_slots = {}, m_used = 0; }

private:
    std::size_t slot(std::string_view text) const;
    void grow();

    Names& m_names;
    std::vector<Name> m_slots; ///< Open addressing; 0 is a free slot.
    std::size_t m_used = 0;
};

} // namespace shipglass::dora

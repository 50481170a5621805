// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/facts.h"

#include <algorithm>
#include <numeric>

namespace shipglass::dora {

/// Rows of one table, those of each service together and in the order of the table; rows of other services
/// are left out. `services` is in rising order. Takes two passes and no comparison of rows.
class ByService {
public:
    template <class T, class Wanted>
    ByService(const std::vector<T>& table, std::vector<Name> services, Wanted wanted)
        : m_services(std::move(services)), m_begins(m_services.size() + 1, 0) {
        const auto indexes = indexByName();
        const auto indexOf = [&](const T& row) {
            return row.service < indexes.size() && wanted(row) ? indexes[row.service] : 0;
        };
        for (const T& row : table) ++m_begins[indexOf(row)];
        m_begins[0] = 0; // those that are left out
        std::partial_sum(m_begins.begin(), m_begins.end(), m_begins.begin());
        m_rows.resize(m_begins.back());
        auto next = m_begins;
        for (Row row = 0; row < table.size(); ++row)
            if (const auto index = indexOf(table[row]); index != 0) m_rows[next[index - 1]++] = row;
    }

    const std::vector<Name>& services() const { return m_services; }
    std::span<const Row> of(Name service) const {
        const auto found = std::ranges::lower_bound(m_services, service);
        if (found == m_services.end() || *found != service) return {};
        const auto index = static_cast<std::size_t>(found - m_services.begin());
        return std::span(m_rows).subspan(m_begins[index], m_begins[index + 1] - m_begins[index]);
    }

private:
    /// One more than the index of a service, by its name; 0 for other names.
    std::vector<std::uint32_t> indexByName() const {
        std::vector<std::uint32_t> indexes(m_services.empty() ? 0 : m_services.back() + std::size_t{1}, 0);
        for (std::uint32_t index = 0; index < m_services.size(); ++index)
            indexes[m_services[index]] = index + 1;
        return indexes;
    }

    std::vector<Name> m_services;
    std::vector<std::uint32_t> m_begins;
    std::vector<Row> m_rows;
};

} // namespace shipglass::dora

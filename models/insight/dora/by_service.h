// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/facts.h"

#include <algorithm>
#include <numeric>

namespace shipglass::dora {

/// Rows of one table, those of each service together and in the order of the facts; rows of other services
/// are left out. `services` is in rising order. Takes two passes and no comparison of rows.
class ByService {
public:
    template <class T, class Wanted>
    ByService(const Facts& facts, const std::vector<T>& table, std::vector<Name> services, Wanted wanted)
        : m_services(std::move(services)), m_begins(m_services.size() + 1, 0) {
        std::vector<std::uint32_t> next(facts.names.size(), 0); // by name: one more than the service's index
        for (std::uint32_t index = 0; index < m_services.size(); ++index) next[m_services[index]] = index + 1;
        const auto indexOf = next;
        for (const T& row : table)
            if (indexOf[row.service] != 0 && wanted(row)) ++m_begins[indexOf[row.service]];
        std::partial_sum(m_begins.begin(), m_begins.end(), m_begins.begin());
        for (std::uint32_t index = 0; index < m_services.size(); ++index)
            next[m_services[index]] = m_begins[index];
        m_rows.resize(m_begins.back());
        for (Row row = 0; row < table.size(); ++row)
            if (indexOf[table[row].service] != 0 && wanted(table[row]))
                m_rows[next[table[row].service]++] = row;
    }

    const std::vector<Name>& services() const { return m_services; }
    std::span<const Row> of(Name service) const {
        const auto found = std::ranges::lower_bound(m_services, service);
        if (found == m_services.end() || *found != service) return {};
        const auto index = static_cast<std::size_t>(found - m_services.begin());
        return std::span(m_rows).subspan(m_begins[index], m_begins[index + 1] - m_begins[index]);
    }

private:
    std::vector<Name> m_services;
    std::vector<std::uint32_t> m_begins;
    std::vector<Row> m_rows;
};

} // namespace shipglass::dora

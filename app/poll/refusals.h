// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"
#include "records/record.h"

#include <map>
#include <string>

namespace shipglass {

/// What a system refused to show to the account that is configured: a facet of a scope, which is not asked
/// for again for a day. Kept in memory and not in the history, since only this process knows that its
/// credential is still the one that was refused: what stands behind a reference may be another at the next
/// start.
class Refusals {
public:
    void add(Facet facet, const std::string& scope, const Error& error, Time now) {
        m_refused.insert_or_assign({facet, scope}, Refusal{error, now});
    }
    /// The refusal, while it is to be taken at its word.
    const Error* standing(Facet facet, std::string_view scope, Time now) const {
        const auto found = m_refused.find({facet, std::string(scope)});
        return found != m_refused.end() && now < found->second.at + day ? &found->second.error : nullptr;
    }
    void clear() { m_refused.clear(); }

private:
    static constexpr Millis day = std::chrono::hours(24);
    struct Refusal {
        Error error;
        Time at;
    };
    std::map<std::pair<Facet, std::string>, Refusal> m_refused;
};

} // namespace shipglass

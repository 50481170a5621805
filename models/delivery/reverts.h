// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/rows.h"
#include "records/change.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shipglass::delivery {

/// What a change says that it takes back; empty is not said.
struct Reverted {
    std::string title, number, sha, version;
};

/// Reads of the title, in any case: `Revert "TITLE"`, `revert: TITLE`, `Revert PR #12`, `Revert SHA` and
/// `Revert version 1.2`; and in the title or in what the record keeps of the message: `reverts commit SHA`,
/// `Reverts acme/web#12`, `reverts merge request !12`. Nothing where it is no revert.
std::optional<Reverted> revertedBy(const Change& change);

/// Finds for each revert the change that it takes back: of the same service, and the one before it that was
/// merged last. Changes have to come newest first, as a history is read: what is looked for then comes after
/// the revert, and only reverts need to be kept.
class Reverts {
public:
    /// What a change of a service, whose row this is, says that it takes back.
    std::optional<Reverted> read(const Change& change, const std::string& service, dora::Row row);

    struct Pair {
        dora::Row revert = 0, original = 0;
    };
    const std::vector<Pair>& found() const { return m_found; }

private:
    void settle(const std::string& key, dora::Row original);

    std::multimap<std::string, dora::Row> m_wanted; ///< Reverts, by what they name.
    std::vector<Pair> m_found;
};

} // namespace shipglass::delivery

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/by_service.h"
#include "insight/dora/timeline.h"

namespace shipglass::dora {

/// Which deployment was the first to hold a commit, asked stretch by stretch: what one stretch noted is
/// forgotten when the next begins, at no cost.
class FirstHolders {
public:
    explicit FirstHolders(std::size_t commits) : m_notes(commits) {}

    void beginStretch() { ++m_stretch; }
    void note(Row commit, Place place, const Timeline& timeline);
    Place of(Row commit) const;
    /// True once for a commit and its first holder, so that a list which names it twice counts it once.
    bool take(Row commit, Place place);

private:
    struct Note {
        std::uint32_t stretch = 0;
        Place place = kNone;
    };
    std::vector<Note> m_notes;
    std::uint32_t m_stretch = 0;
};

/// Finds the first success of a stretch that shipped a change: the one it refers to, else the first that
/// lists what landed or any commit of it, else the first that deployed exactly what landed.
class ChangeShipping {
public:
    /// Which successes may ship: all, only those that follow another (for tools that compare with it), or
    /// only those that follow none.
    enum class From { all, later, first };

    ChangeShipping(const Facts& facts, const Timeline& timeline, From from = From::all);
    void read(const Stretch& stretch);
    Place shipped(const ChangeRow& change) const;

private:
    bool ships(Place place) const;
    Place firstListing(const ChangeRow& change) const;

    const Facts& m_facts;
    const Timeline& m_timeline;
    From m_from;
    Stretch m_stretch;
    FirstHolders m_listed, m_deployed;
};

/// The changes of the timeline's services.
ByService changesOf(const Facts& facts, const Timeline& timeline);

/// For each change of the facts, the first success of its service that shipped it, or `kNone`.
std::vector<Place> shippedBy(const Facts& facts, const Timeline& timeline,
                             ChangeShipping::From from = ChangeShipping::From::all);
/// The same, for those only that have none yet.
void shipRest(const Facts& facts, const Timeline& timeline, ChangeShipping::From from,
              std::vector<Place>& shipped);

} // namespace shipglass::dora

// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/shipping.h"

namespace shipglass::dora {

void FirstHolders::note(Row commit, Place place, const Timeline& timeline) {
    if (commit == kNone) return;
    Note& held = m_notes[commit];
    if (held.stretch != m_stretch || timeline.earlier(place, held.place)) held = {m_stretch, place};
}

Place FirstHolders::of(Row commit) const {
    if (commit == kNone || m_notes[commit].stretch != m_stretch) return kNone;
    return m_notes[commit].place;
}

bool FirstHolders::take(Row commit, Place place) {
    if (of(commit) != place) return false;
    m_notes[commit].place = kNone;
    return true;
}

ChangeShipping::ChangeShipping(const Facts& facts, const Timeline& timeline, From from)
    : m_facts(facts), m_timeline(timeline), m_from(from), m_listed(facts.commits.size()),
      m_deployed(facts.commits.size()) {}

bool ChangeShipping::ships(Place place) const {
    const Delivery& each = m_timeline.deliveries[place];
    return each.succeeded() && (m_from == From::all || (m_from == From::later) == (each.previous != kNone));
}

void ChangeShipping::read(const Stretch& stretch) {
    m_stretch = stretch;
    m_listed.beginStretch();
    m_deployed.beginStretch();
    for (Place place = stretch.begin; place < stretch.end; ++place) {
        if (!ships(place)) continue;
        const Delivery& each = m_timeline.deliveries[place];
        for (const Row commit : m_facts.commitsIn(each.commits)) m_listed.note(commit, place, m_timeline);
        m_deployed.note(each.commit, place, m_timeline);
    }
}

Place ChangeShipping::firstListing(const ChangeRow& change) const {
    const Place landed = m_listed.of(change.commit);
    if (landed != kNone) return landed;
    Place first = kNone;
    for (const Row commit : m_facts.commitsIn(change.commits))
        if (const Place place = m_listed.of(commit); place != kNone)
            if (first == kNone || m_timeline.earlier(place, first)) first = place;
    return first;
}

Place ChangeShipping::shipped(const ChangeRow& change) const {
    if (change.deployment != kNone) {
        const Place place = m_timeline.placeOf[change.deployment];
        if (m_stretch.begin <= place && place < m_stretch.end && ships(place)) return place;
    }
    const Place listing = firstListing(change);
    return listing != kNone ? listing : m_deployed.of(change.commit);
}

ByService changesOf(const Facts& facts, const Timeline& timeline) {
    std::vector<Name> services;
    for (const Stretch& each : timeline.services) services.push_back(each.service);
    return ByService(facts.changes, std::move(services), [](const ChangeRow&) { return true; });
}

void shipRest(const Facts& facts, const Timeline& timeline, ChangeShipping::From from,
              std::vector<Place>& shipped) {
    const ByService changes = changesOf(facts, timeline);
    ChangeShipping shipping(facts, timeline, from);
    for (const Stretch& service : timeline.services) {
        shipping.read(service);
        for (const Row row : changes.of(service.service))
            if (shipped[row] == kNone) shipped[row] = shipping.shipped(facts.changes[row]);
    }
}

std::vector<Place> shippedBy(const Facts& facts, const Timeline& timeline, ChangeShipping::From from) {
    std::vector<Place> shipped(facts.changes.size(), kNone);
    shipRest(facts, timeline, from, shipped);
    return shipped;
}

} // namespace shipglass::dora

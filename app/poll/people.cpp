// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/people.h"

#include "net/take_over.h"

namespace shipglass {

namespace {

Task<Done> keep(PollPlace place, std::vector<Record> records) {
    const auto write = [records = std::move(records), now = place.clock->now()](Writer& writer) {
        return writer.import(records, now);
    };
    auto writing = written<Done>(place.store, write);
    auto done = co_await std::move(writing);
    co_return done;
}

} // namespace

PollHost::Start withoutPoll(const PolledSource& source, Time now) {
    PollHost::Start start;
    start.source = source.plan.name;
    start.kind = source.plan.kind;
    start.since = now - source.backfill;
    return start;
}

Task<Health> testSource(PollPlace place, PolledSource source) {
    if (!source.connector->probe)
        throw Failure(Fault::unsupported, std::string(source.connector->name) + " cannot be tested");
    PollHost host(*place.store, *place.clock, withoutPoll(source, place.clock->now()));
    auto open = co_await openSession(place, source.plan.name, Purpose::person, &host);
    auto work = withBudgetKept(place, open, source.connector->probe(open.session));
    auto health = co_await std::move(work);
    // What a facet's answer quotes came from outside too.
    for (auto& [facet, answer] : health.facets)
        answer = open.clean({Fault::forbidden, answer, 0, {}}).message;
    co_return health;
}

Task<Record> readDetail(PollPlace place, PolledSource source, Record record) {
    Ref ref;
    ref.record = std::move(record);
    auto detail = co_await callForPerson(place, source, source.connector->detail, std::move(ref));
    std::vector<Record> records = std::move(detail.more);
    records.push_back(std::move(detail.record));
    for (auto& each : records) takeOver(each, source.plan.name);
    Record read = records.back();
    co_await keep(place, std::move(records));
    co_return read;
}

} // namespace shipglass

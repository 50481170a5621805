// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/people.h"

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
    auto open = co_await place.sessions->open(source.plan.name, Purpose::person, &host, "");
    auto health = co_await source.connector->probe(open.session);
    co_return health;
}

Task<Record> readDetail(PollPlace place, PolledSource source, Record record) {
    Ref ref;
    ref.record = std::move(record);
    auto detail = co_await callForPerson(place, source, source.connector->detail, std::move(ref));
    std::vector<Record> records = std::move(detail.more);
    records.push_back(std::move(detail.record));
    for (auto& each : records) common(each).source = source.plan.name;
    Record read = records.back();
    co_await keep(place, std::move(records));
    co_return read;
}

} // namespace shipglass

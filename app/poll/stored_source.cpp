// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/stored_source.h"

#include <algorithm>

namespace shipglass {

namespace {

/// Marks of a source itself are those of a run without an id.
const std::string ofTheSource, forwardFromMark = "forwardFrom", firstPollMark = "firstPollAt";
constexpr Millis stillRead = std::chrono::hours(24);

Result<StoredSource> readSource(Reader& reader, const std::string& source, Time now) {
    const auto all = reader.sources(now);
    if (!all) return all.error();
    const auto marks = reader.marks(Kind::run, source, ofTheSource);
    if (!marks) return marks.error();
    StoredSource stored;
    const auto found =
        std::find_if(all->begin(), all->end(), [&](const auto& state) { return state.source == source; });
    if (found != all->end()) stored.state = *found;
    const auto moment = [&](const std::string& name) {
        const auto mark = marks->find(name);
        return mark == marks->end() ? std::optional<Time>() : parseTime(mark->second);
    };
    stored.firstPollAt = moment(firstPollMark);
    stored.forwardFrom = moment(forwardFromMark);
    return stored;
}

Task<Done> markMoment(StoreAccess* store, std::string source, std::string name, Time moment) {
    const auto mark = [source, name, moment](Writer& writer) {
        return writer.mark(Kind::run, source, ofTheSource, name, formatTime(moment), moment);
    };
    auto marking = written<Done>(store, mark);
    auto marked = co_await std::move(marking);
    co_return marked;
}

} // namespace

Task<StoredSource> storedSource(StoreAccess* store, std::string source, Time now) {
    const auto read = [source, now](Reader& reader) { return readSource(reader, source, now); };
    auto reading = readFrom<StoredSource>(store, read);
    auto stored = co_await std::move(reading);
    co_return stored;
}

Task<StoredSource> withFirstPoll(StoreAccess* store, StoredSource stored, std::string source, Time now) {
    if (stored.firstPollAt) co_return stored;
    // Histories from before this was noted know at least of a poll.
    stored.firstPollAt = stored.state.okAt.value_or(now);
    auto marking = markMoment(store, std::move(source), firstPollMark, *stored.firstPollAt);
    co_await std::move(marking);
    co_return stored;
}

Task<Done> saveState(StoreAccess* store, SourceState state) {
    const auto save = [state](Writer& writer) { return writer.saveState(state); };
    auto saving = written<Done>(store, save);
    auto saved = co_await std::move(saving);
    co_return saved;
}

Task<Done> readForwardOnly(StoreAccess* store, std::string source, Time now) {
    auto marking = markMoment(store, source, forwardFromMark, now - stillRead);
    co_await std::move(marking);
    auto stored = co_await storedSource(store, source, now);
    if (stored.state.backfill.empty()) co_return Done();
    stored.state.backfill.clear();
    auto saved = co_await saveState(store, std::move(stored.state));
    co_return saved;
}

} // namespace shipglass

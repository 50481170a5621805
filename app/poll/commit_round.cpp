// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/commit_round.h"

#include "delivery/compared.h"
#include "delivery/uncompared.h"
#include "poll/commit_watchers.h"
#include "poll/lease.h"
#include "poll/people.h"

namespace shipglass {

namespace {

using delivery::Compared;
using delivery::Uncompared;

/// No source has a name with spaces.
const std::string leaseName = "commits of deployments";
constexpr std::size_t mostCommits = 5000;

/// What there is to ask, and who could be asked.
struct Questions {
    std::vector<Uncompared> list;
    std::vector<SourceState> states;
    CommitsSeen seen;
};

bool hasChanged(Reader& reader, const CommitOrder& order, const CommitsSeen& now) {
    if (order.seen.scopes != now.scopes) return true;
    for (const Kind kind : delivery::deliveringKinds(order.delivery.services))
        if (!reader.changedSince(kind, order.seen.version, 1).orThrow().empty()) return true;
    return false;
}

Questions questionsIn(Reader& reader, const CommitOrder& order, Time now) {
    Questions found;
    found.states = reader.sources(now).orThrow();
    found.seen = {reader.version().orThrow(), CommitWatchers(order, found.states).scopes()};
    const bool nobody = found.seen.scopes == 0;
    if (nobody || (order.seen != CommitsSeen() && !hasChanged(reader, order, found.seen))) return found;
    delivery::UncomparedWish wish;
    wish.now = now;
    wish.production = order.delivery.production;
    for (const auto& source : order.sources) wish.window = std::max(wish.window, source.backfill);
    delivery::Rules rules;
    rules.services = order.delivery.services;
    found.list = delivery::uncompared(reader, rules, wish).orThrow();
    return found;
}

Task<Questions> readQuestions(PollPlace place, CommitOrder order) {
    const auto read = [order, now = place.clock->now()](Reader& reader) -> Result<Questions> {
        try {
            return questionsIn(reader, order, now);
        } catch (const Failure& failure) {
            return failure.error();
        }
    };
    auto reading = readFrom<Questions>(place.store, read);
    auto questions = co_await std::move(reading);
    co_return questions;
}

/// What a source said, and what that cost.
struct Answer {
    Result<CommitSet> set;
    Usage usage;
};

Task<Answer> askSource(PollPlace place, PolledSource source, CommitRange range) {
    PollHost host(*place.store, *place.clock, withoutPoll(source, place.clock->now()));
    auto opening = openSession(place, source.plan.name, Purpose::poll, &host);
    auto open = co_await std::move(opening);
    auto work = withBudgetKept(place, open, source.connector->compare(open.session, std::move(range)));
    auto set = co_await std::move(work).attempt();
    Answer answer{std::move(set), open.usage()};
    co_return answer;
}

void add(Usage& sum, const Usage& usage) {
    sum.requests += usage.requests;
    sum.notModified += usage.notModified;
    sum.bytes += usage.bytes;
}

Compared comparedWith(const Uncompared& wanted, Time now) {
    Compared compared;
    compared.from = wanted.from, compared.to = wanted.to, compared.at = now;
    return compared;
}

/// An older commit than the one before ships nothing new.
void take(Compared& compared, CommitSet set) {
    if (set.commits.size() <= mostCommits) {
        compared.commits = std::move(set.commits);
        return;
    }
    compared.fault = Fault::tooLarge;
    compared.message = "more than " + std::to_string(mostCommits) + " commits lie between";
}

Task<Done> keep(PollPlace place, Uncompared wanted, Compared compared) {
    const auto write = [wanted, compared](Writer& writer) {
        return writer.amend(wanted.kind, wanted.source, wanted.id, [&](Record& record) {
            delivery::keepCompared(common(record).attributes, compared);
            auto* deployment = std::get_if<Deployment>(&record);
            if (deployment && compared.commits)
                deployment->commits = delivery::shipped(compared, wanted.repository);
        });
    };
    auto writing = written<Done>(place.store, write);
    auto done = co_await std::move(writing);
    co_return done;
}

/// One round under way.
class Round {
public:
    Round(PollPlace place, const CommitOrder& order, const std::vector<SourceState>& states)
        : m_place(std::move(place)), m_end(m_place.clock->now() + order.longest), m_watchers(order, states) {}

    bool isOver() const { return m_place.clock->now() >= m_end; }
    Task<Done> settle(Uncompared wanted);
    CommitRound take() { return std::move(m_round); }
    void leave() { m_round.left = true; }

private:
    Task<Done> ask(Uncompared wanted, Compared* compared);

    PollPlace m_place;
    Time m_end;
    CommitWatchers m_watchers;
    CommitRound m_round;
};

/// Asks one after the other until one knows. Leaves `by` empty where nobody could be asked.
Task<Done> Round::ask(Uncompared wanted, Compared* compared) {
    const auto watchers = m_watchers.of(wanted);
    for (const PolledSource* source : watchers) {
        const std::string name = source->plan.name;
        CommitRange range;
        range.repository = wanted.repository, range.from = wanted.from, range.to = wanted.to;
        auto asking = askSource(m_place, *source, std::move(range));
        auto answer = co_await std::move(asking).attempt();
        if (answer) add(m_round.usage[name], answer->usage);
        const Error* error = !answer ? &answer.error() : answer->set ? nullptr : &answer->set.error();
        m_watchers.note(name, error);
        if (error && !CommitWatchers::isAnAnswer(*error)) continue;
        compared->by = name;
        if (error)
            compared->fault = error->fault, compared->message = error->message;
        else
            shipglass::take(*compared, std::move(answer->set).orThrow());
        if (compared->commits) break;
    }
    co_return Done();
}

Task<Done> Round::settle(Uncompared wanted) {
    auto compared = comparedWith(wanted, m_place.clock->now());
    const bool notAll = m_watchers.wereAskedEnough(wanted);
    if (wanted.from == wanted.to) {
        compared.commits.emplace();
    } else {
        auto asking = ask(wanted, &compared);
        co_await std::move(asking);
    }
    // That one does not know says nothing while the next is still to be asked.
    const bool nobody = compared.by.empty() && !compared.commits;
    const bool later = nobody ? m_watchers.mayAnswerLater(wanted) : !compared.commits && notAll;
    m_round.left = m_round.left || later;
    if (nobody || later) co_return Done();
    m_round.answered += compared.commits ? 1 : 0;
    auto keeping = keep(m_place, std::move(wanted), std::move(compared));
    co_await std::move(keeping);
    co_return Done();
}

Task<Done> count(PollPlace place, std::map<std::string, Usage> usage) {
    const auto write = [usage, now = place.clock->now()](Writer& writer) -> Result<Done> {
        for (const auto& [source, cost] : usage) {
            if (cost.requests == 0) continue;
            const auto added = writer.addUsage(source, cost.requests, cost.bytes, now);
            if (!added) return added;
        }
        return Done();
    };
    auto writing = written<Done>(place.store, write);
    auto done = co_await std::move(writing);
    co_return done;
}

} // namespace

Task<CommitRound> fillCommits(PollPlace place, CommitOrder order) {
    Lease lease(place.store, place.clock, leaseName, place.holder);
    auto taken = co_await lease.take();
    CommitRound nothing;
    nothing.left = !taken;
    if (!taken) co_return nothing;
    auto questions = co_await readQuestions(place, order);
    Round round(place, order, questions.states);
    for (Uncompared& wanted : questions.list) {
        if (round.isOver()) {
            round.leave();
            break;
        }
        co_await lease.renew();
        auto settling = round.settle(std::move(wanted));
        co_await std::move(settling);
    }
    auto done = round.take();
    done.seen = done.left ? CommitsSeen() : questions.seen;
    co_await count(place, done.usage);
    co_return done;
}

} // namespace shipglass

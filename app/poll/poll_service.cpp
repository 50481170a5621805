// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/poll_service.h"

#include "poll/ask.h"
#include "poll/people.h"

#include <atomic>
#include <future>

namespace shipglass {

/// What one caller waits for.
struct PollService::Wish {
    std::atomic<bool> wanted{true};
    std::unique_ptr<Operation> operation; ///< Of the poll thread.
};

/// What only the poll thread touches.
struct PollService::PollSide {
    std::unique_ptr<Poller> poller;
    std::vector<std::weak_ptr<Wish>> wishes;

    void add(const std::shared_ptr<Wish>& wish) {
        std::erase_if(wishes, [](const auto& known) { return known.expired(); });
        wishes.push_back(wish);
    }
    void end() {
        for (const auto& known : wishes)
            if (const auto wish = known.lock()) wish->operation.reset();
        poller.reset();
    }
};

namespace {

PollEvents through(const Executor& caller, const PollEvents& events) {
    PollEvents passed;
    passed.stateChanged = [caller, call = events.stateChanged](const SourceState& state, bool polling) {
        if (call) caller([call, state, polling] { call(state, polling); });
    };
    passed.progress = [caller, call = events.progress](const PollProgress& progress) {
        if (call) caller([call, progress] { call(progress); });
    };
    passed.offlineChanged = [caller, call = events.offlineChanged](bool offline) {
        if (call) caller([call, offline] { call(offline); });
    };
    return passed;
}

const PolledSource& configured(Poller& poller, const std::string& name) {
    const auto* source = poller.source(name);
    if (!source) throw Failure(Fault::config, "no source is called " + name);
    return *source;
}

/// The sources of these names, or all of them.
std::vector<PolledSource> chosen(Poller& poller, const std::vector<std::string>& names) {
    if (names.empty()) return poller.sources();
    std::vector<PolledSource> sources;
    for (const auto& name : names) sources.push_back(configured(poller, name));
    return sources;
}

} // namespace

PollService::PollService(Executor pollThread, Executor caller, MakePoller make, PollEvents events)
    : m_pollThread(std::move(pollThread)), m_caller(std::move(caller)),
      m_pollSide(std::make_shared<PollSide>()) {
    m_pollThread([side = m_pollSide, make = std::move(make), passed = through(m_caller, events)] {
        side->poller = make(passed);
    });
}

PollService::~PollService() {
    std::promise<void> ended;
    m_pollThread([this, &ended] {
        m_pollSide->end();
        ended.set_value();
    });
    ended.get_future().wait();
}

void PollService::post(std::function<void(Poller&)> work) {
    m_pollThread([side = m_pollSide, work = std::move(work)] {
        if (side->poller) work(*side->poller);
    });
}

template <class T> PollService::Callback<T> PollService::delivered(Callback<T> done) const {
    return [caller = m_caller, done = std::move(done)](Result<T> result) {
        caller([done, result = std::move(result)] { done(result); });
    };
}

template <class T> Ticket PollService::ask(std::function<Task<T>(Poller*)> make, Callback<T> done) {
    const auto wish = std::make_shared<Wish>();
    auto answer = delivered<T>([wish, done = std::move(done)](Result<T> result) {
        if (wish->wanted) done(std::move(result));
    });
    m_pollThread([side = m_pollSide, wish, make = std::move(make), answer = std::move(answer)] {
        if (!side->poller || !wish->wanted) return;
        side->add(wish);
        try {
            wish->operation = shipglass::ask<T>(make(side->poller.get()), answer);
        } catch (const Failure& failure) {
            answer(failure.error());
        }
    });
    return Ticket([thread = m_pollThread, wish] {
        wish->wanted = false;
        thread([wish] { wish->operation.reset(); });
    });
}

void PollService::configure(PolledSources sources) {
    post([sources = std::move(sources)](Poller& poller) { poller.configure(sources); });
}

void PollService::start() {
    post([](Poller& poller) { poller.start(); });
}

void PollService::stop(std::function<void()> done) {
    post([caller = m_caller, done = std::move(done)](Poller& poller) {
        poller.stop([caller, done] { caller(done); });
    });
}

void PollService::pollNow(const std::string& source) {
    post([source](Poller& poller) { poller.pollNow(source); });
}

void PollService::pollAllNow() {
    post([](Poller& poller) { poller.pollAllNow(); });
}

void PollService::pause(bool on) {
    post([on](Poller& poller) { poller.pause(on); });
}

void PollService::stopBackfill(const std::string& source) {
    post([source](Poller& poller) { poller.stopBackfill(source); });
}

Ticket PollService::once(std::vector<std::string> sources, std::optional<Time> since,
                         Callback<std::vector<PollReport>> done) {
    const auto make = [names = std::move(sources), since](Poller* poller) {
        OnceOrder order;
        order.sources = chosen(*poller, names);
        order.delivery = poller->delivery();
        order.since = since;
        order.progress = poller->events().progress;
        return pollOnce(poller->place(), std::move(order));
    };
    return ask<std::vector<PollReport>>(make, std::move(done));
}

Ticket PollService::test(const std::string& source, Callback<Health> done) {
    const auto make = [source](Poller* poller) {
        return testSource(poller->place(), configured(*poller, source));
    };
    return ask<Health>(make, std::move(done));
}

Ticket PollService::detail(const std::string& source, Record record, Callback<Record> done) {
    const auto make = [source, record = std::move(record)](Poller* poller) {
        return readDetail(poller->place(), configured(*poller, source), record);
    };
    return ask<Record>(make, std::move(done));
}

template <class T, class Argument>
Ticket PollService::call(const std::string& source, Task<T> (*Connector::*function)(Session, Argument),
                         Argument argument, Callback<T> done) {
    const auto make = [source, function, argument = std::move(argument)](Poller* poller) {
        const auto& known = configured(*poller, source);
        return callForPerson<T, Argument>(poller->place(), known, known.connector->*function, argument);
    };
    return ask<T>(make, std::move(done));
}

Ticket PollService::log(const std::string& source, LogRef log, Callback<LogPage> done) {
    return call(source, &Connector::log, std::move(log), std::move(done));
}
Ticket PollService::search(const std::string& source, LogQuery query, Callback<LogPage> done) {
    return call(source, &Connector::search, std::move(query), std::move(done));
}
Ticket PollService::query(const std::string& source, MetricQuery query, Callback<SeriesSet> done) {
    return call(source, &Connector::query, std::move(query), std::move(done));
}
Ticket PollService::compare(const std::string& source, CommitRange range, Callback<CommitSet> done) {
    return call(source, &Connector::compare, std::move(range), std::move(done));
}

void PollService::act(const std::string& source, ActionRequest request, Callback<ActionReport> done) {
    post([source, request = std::move(request), answer = delivered(std::move(done))](Poller& poller) {
        poller.act(source, request, answer);
    });
}

void PollService::forget(const std::string& source, Callback<Done> done) {
    post([source, answer = delivered(std::move(done))](Poller& poller) { poller.forget(source, answer); });
}

} // namespace shipglass

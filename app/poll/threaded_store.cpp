// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/threaded_store.h"

namespace shipglass {

namespace {

/// The one who waits for an answer; both it and what is called back live on the poll thread.
class Waiting final : public Operation {
public:
    explicit Waiting(std::function<void()> done)
        : m_done(std::make_shared<std::function<void()>>(std::move(done))) {}
    ~Waiting() override { *m_done = nullptr; }

    /// What to run on the poll thread when the work is done.
    std::function<void()> reply() const {
        return [done = m_done] {
            // Moved out: what is called may destroy the one who waits.
            const auto call = std::move(*done);
            if (call) call();
        };
    }

private:
    std::shared_ptr<std::function<void()>> m_done;
};

} // namespace

std::unique_ptr<Operation> ThreadedStore::write(std::function<void(Writer&)> work,
                                                std::function<void()> done) {
    auto waiting = std::make_unique<Waiting>(std::move(done));
    auto answer = [pollThread = m_pollThread, reply = waiting->reply()] { pollThread(reply); };
    const auto both = [work = std::move(work), answer](Writer& writer) {
        work(writer);
        answer();
    };
    if (!m_writing.ask(both)) answer();
    return waiting;
}

std::unique_ptr<Operation> ThreadedStore::read(std::function<void(Reader&)> work,
                                               std::function<void()> done) {
    auto waiting = std::make_unique<Waiting>(std::move(done));
    m_reading.ask([work = std::move(work), pollThread = m_pollThread,
                   reply = waiting->reply()](Result<Reader*> reader) {
        if (reader) work(**reader);
        pollThread(reply);
    });
    return waiting;
}

} // namespace shipglass

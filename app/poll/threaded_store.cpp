// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/threaded_store.h"

namespace shipglass {

namespace {

using Call = std::shared_ptr<std::function<void()>>;

/// The one who waits for an answer; both it and what is called back live on the poll thread.
class Waiting final : public Operation {
public:
    explicit Waiting(Call done) : m_done(std::move(done)) {}
    ~Waiting() override { *m_done = nullptr; }

private:
    Call m_done;
};

/// Travels with the work, and calls back when the work is done or given up: what a store that cannot be
/// opened, or ends, leaves undone must not be waited for.
class Answer {
public:
    Answer(Executor pollThread, Call done) : m_pollThread(std::move(pollThread)), m_done(std::move(done)) {}
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    ~Answer() {
        m_pollThread([done = std::move(m_done)] {
            // Moved out: what is called may destroy the one who waits.
            const auto call = std::move(*done);
            if (call) call();
        });
    }

private:
    Executor m_pollThread;
    Call m_done;
};

} // namespace

std::unique_ptr<Operation> ThreadedStore::write(std::function<void(Writer&)> work,
                                                std::function<void()> done) {
    const auto call = std::make_shared<std::function<void()>>(std::move(done));
    const auto answer = std::make_shared<Answer>(m_pollThread, call);
    m_writing.ask([work = std::move(work), answer](Writer& writer) { work(writer); });
    return std::make_unique<Waiting>(call);
}

std::unique_ptr<Operation> ThreadedStore::read(std::function<void(Reader&)> work,
                                               std::function<void()> done) {
    const auto call = std::make_shared<std::function<void()>>(std::move(done));
    const auto answer = std::make_shared<Answer>(m_pollThread, call);
    m_reading.ask([work = std::move(work), answer](const Result<Reader*>& reader) {
        if (reader) work(*reader.value());
    });
    return std::make_unique<Waiting>(call);
}

} // namespace shipglass

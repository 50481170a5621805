// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history_access.h"

#include <QMetaObject>
#include <QPointer>

#include <utility>

namespace shipglass {

void Asking::cancel() {
    const std::lock_guard lock(m_mutex);
    m_canceled = true;
    if (m_reader) m_reader->cancel();
}

bool Asking::canceled() const {
    const std::lock_guard lock(m_mutex);
    return m_canceled;
}

void Asking::run(Reader& reader, const std::function<void(Reader&)>& work) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_canceled) return;
        m_reader = &reader;
    }
    work(reader);
    const std::lock_guard lock(m_mutex);
    m_reader = nullptr;
}

AskTicket HistoryAccess::submit(QObject* receiver, std::function<void(Reader&)> work,
                                std::function<void()> then) {
    auto ticket = std::make_shared<Asking>();
    const auto deliver = [guard = QPointer<QObject>(receiver), ticket, then = std::move(then)] {
        if (guard && !ticket->canceled()) then();
    };
    run([this, ticket, work = std::move(work), deliver](Reader& reader) {
        ticket->run(reader, work);
        if (!ticket->canceled()) QMetaObject::invokeMethod(&m_mailbox, deliver);
    });
    return ticket;
}

LatestAsk& LatestAsk::operator=(AskTicket ticket) {
    cancel();
    m_ticket = std::move(ticket);
    return *this;
}

void LatestAsk::cancel() {
    if (const auto ticket = std::exchange(m_ticket, nullptr)) ticket->cancel();
}

} // namespace shipglass

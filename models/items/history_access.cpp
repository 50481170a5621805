// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history_access.h"

#include <QMetaObject>
#include <QPointer>

#include <utility>

namespace shipglass {

void Asking::cancel() {
    if (!m_canceled.exchange(true) && m_end) m_end();
}

AskTicket HistoryAccess::submit(QObject* receiver, std::function<void(Reader&)> work,
                                std::function<void()> then) {
    auto ticket = std::make_shared<Asking>();
    const auto deliver = [guard = QPointer<QObject>(receiver), ticket, then = std::move(then)] {
        if (guard && !ticket->canceled()) then();
    };
    ticket->m_end = run([this, ticket, work = std::move(work), deliver](Reader& reader) {
        if (ticket->canceled()) return;
        work(reader);
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

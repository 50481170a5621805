// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bell.h"

#include <cerrno>
#include <system_error>

#include <sys/eventfd.h>

namespace shipglass {

Bell::Bell(std::function<void()> answer) : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!m_event.open()) throw std::system_error(errno, std::generic_category(), "eventfd");
    m_notifier.reset(new QSocketNotifier(m_event.get(), QSocketNotifier::Read));
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, [this, answer = std::move(answer)] {
        eventfd_t rings = 0;
        ::eventfd_read(m_event.get(), &rings);
        answer();
    });
}

void Bell::ring() const { ::eventfd_write(m_event.get(), 1); }

} // namespace shipglass

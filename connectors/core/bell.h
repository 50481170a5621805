// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/qt_later.h"

#include <functional>

namespace shipglass {

/// Calls back on the event loop of the thread that made it, some time after any thread rang; many rings may
/// be one call. Unlike Qt's queued calls it takes nothing from one thread to the other, so what is handed
/// over lies in plain sight of the thread sanitizer, under the owner's lock.
class Bell {
public:
    explicit Bell(std::function<void()> answer);
    void ring() const;

private:
    Descriptor m_event;
    Later<QSocketNotifier> m_notifier;
};

} // namespace shipglass

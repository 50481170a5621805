// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/secret.h"
#include "records/error.h"

#include <memory>
#include <mutex>
#include <string>

namespace shipglass {

/// The keychain of the person's session. Its library knows one thread only, so there is one Keychain in a
/// program, with a thread of its own that is started when it is first asked.
class Keychain {
public:
    Keychain();
    ~Keychain();

    /// The value of an entry of the service `shipglass`. Waits, up to two minutes, as long as the person is
    /// asked to unlock it: never called on the GUI thread. Without a session bus it is not asked at all.
    Result<Secret> read(const std::string& name);

private:
    class Worker;
    std::once_flag m_started;
    std::unique_ptr<Worker> m_worker;
};

/// Whether there is a session bus that a keychain could be asked over.
bool hasSessionBus();

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "records/error.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// The secrets of one source, resolved by the program. Keys are those of the file: `auth.token`,
/// `actionAuth.token`, `headers.X-Org`, `proxy`, `env.NAME`.
class Secrets {
public:
    virtual ~Secrets() = default;
    /// The value; "" for a key the source does not have.
    virtual std::string secret(std::string_view key) const = 0;
    /// Every value that must not be seen anywhere. User names in clear are not among them.
    virtual std::vector<std::string> values() const = 0;
    /// Called before the first request, and with `refused` after an answer of 401, so that a secret that
    /// comes from a command can be asked for again. Gives whether anything is other than before.
    virtual std::unique_ptr<Operation> resolve(bool refused, std::function<void(Result<bool>)> complete) {
        static_cast<void>(refused);
        complete(false);
        return nullptr;
    }
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/resolved_secrets.h"

namespace shipglass {

std::unique_ptr<Operation> ResolvedSecrets::resolve(bool refused,
                                                    std::function<void(Result<bool>)> complete) {
    auto found = std::make_shared<std::optional<Result<bool>>>();
    auto work = [secrets = m_secrets, found, refused] { found->emplace(secrets->resolve(refused)); };
    return m_system.offload(std::move(work),
                            [found, complete = std::move(complete)] { complete(std::move(**found)); });
}

} // namespace shipglass

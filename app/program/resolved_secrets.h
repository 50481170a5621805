// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/source_secrets.h"
#include "net/local_system.h"
#include "net/secrets.h"

#include <memory>

namespace shipglass {

/// The secrets of a configured source as its sessions ask for them; resolved on a worker thread, since
/// keychains and commands block.
class ResolvedSecrets final : public Secrets {
public:
    /// `system` outlives this.
    ResolvedSecrets(std::shared_ptr<SourceSecrets> secrets, LocalSystem& system)
        : m_secrets(std::move(secrets)), m_system(system) {}

    std::string secret(std::string_view key) const override { return m_secrets->value(key); }
    std::vector<std::string> values() const override { return m_secrets->values(); }
    std::unique_ptr<Operation> resolve(bool refused, std::function<void(Result<bool>)> complete) override;

private:
    std::shared_ptr<SourceSecrets> m_secrets;
    LocalSystem& m_system;
};

} // namespace shipglass

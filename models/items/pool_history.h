// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history_access.h"
#include "store/reader_pool.h"

namespace shipglass {

/// The history as the program reads it: with a pool's threads. Where the history cannot be opened, every
/// question is answered with why.
class PoolHistory : public HistoryAccess {
public:
    explicit PoolHistory(std::string path, int threads = 2);

    /// The services that are worked with from the next question on.
    void setServices(ServiceRules rules) { m_pool.setServices(std::move(rules)); }
    /// The sources of the configuration, likewise.
    void setSources(std::vector<ConfiguredName> sources) { m_pool.setSources(std::move(sources)); }

protected:
    std::function<void()> run(std::function<void(Reader&)> work) override;

private:
    ReaderPool m_pool;
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pool_history.h"

#include "models/closed_reader.h"

namespace shipglass {

PoolHistory::PoolHistory(std::string path, int threads) : m_pool(std::move(path), threads) {}

std::function<void()> PoolHistory::run(std::function<void(Reader&)> work) {
    const auto asked = m_pool.ask([work = std::move(work)](Result<Reader*> reader) {
        if (reader.ok()) return work(**reader);
        ClosedReader closed(reader.error());
        work(closed);
    });
    return [asked] { asked.cancel(); };
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/kept_history.h"

#include <utility>

namespace shipglass {

void KeptHistory::keep(std::filesystem::path from, std::filesystem::path to) {
    m_from = std::move(from);
    m_to = std::move(to);
}

/// Copied and not moved: the temporary folder may lie on another file system. A copy keeps the mode, 0600.
KeptHistory::~KeptHistory() {
    if (m_from.empty()) return;
    std::error_code ignored;
    std::filesystem::create_directories(m_to.parent_path(), ignored);
    std::filesystem::copy_file(m_from, m_to, std::filesystem::copy_options::skip_existing, ignored);
}

} // namespace shipglass

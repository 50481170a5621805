// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace shipglass {

/// Puts a history where the next start looks for it, at the end of its life, when the file is closed. Never
/// over one that is there already.
class KeptHistory {
public:
    KeptHistory() = default;
    KeptHistory(const KeptHistory&) = delete;
    KeptHistory& operator=(const KeptHistory&) = delete;
    ~KeptHistory();

    void keep(std::filesystem::path from, std::filesystem::path to);

private:
    std::filesystem::path m_from, m_to;
};

} // namespace shipglass

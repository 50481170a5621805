// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// How many letters to add, drop, change or swap with their neighbour until one word is the other; ASCII
/// letters compare without case, and only the first 64 bytes of each count.
inline std::size_t wordDistance(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    a = a.substr(0, 64);
    b = b.substr(0, 64);
    std::vector<std::size_t> older(b.size() + 1), old(b.size() + 1), row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        older.swap(old);
        old.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], older[j - 2] + 1);
        }
    }
    return row[b.size()];
}

/// The candidate most like `word`, the first of equals; "" only when there is no candidate. For "did you
/// mean".
template <class Candidates> std::string nearestWord(std::string_view word, const Candidates& candidates) {
    std::string_view best;
    std::size_t bestDistance = std::string_view::npos;
    for (const auto& candidate : candidates) {
        const std::size_t distance = wordDistance(word, candidate);
        if (distance >= bestDistance) continue;
        best = candidate;
        bestDistance = distance;
    }
    return std::string(best);
}

/// The nearest candidate if it is near enough to have been meant: two letters off, or a third of a long word;
/// else "".
template <class Candidates> std::string nearWord(std::string_view word, const Candidates& candidates) {
    auto nearest = nearestWord(word, candidates);
    const bool near = wordDistance(word, nearest) <= std::max<std::size_t>(2, word.size() / 3);
    return near ? nearest : std::string();
}

} // namespace shipglass

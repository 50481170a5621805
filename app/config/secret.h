// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// A secret's value. It cannot be printed by accident, and is wiped when it goes. On the heap in every case,
/// so that a move leaves nothing behind.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view value) : m_bytes(value.begin(), value.end()) {}
    Secret(const Secret&) = default;
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret other) noexcept {
        m_bytes.swap(other.m_bytes);
        return *this;
    }
    ~Secret();

    /// The value itself: for where it is used, and nowhere else.
    std::string_view reveal() const { return {m_bytes.data(), m_bytes.size()}; }
    bool empty() const { return m_bytes.empty(); }
    bool operator==(const Secret&) const = default;
    template <class Stream> friend Stream& operator<<(Stream&, const Secret&) = delete;

private:
    std::vector<char> m_bytes;
};

/// Overwrites text that held a secret on its way here.
void wipe(std::string& text);

} // namespace shipglass

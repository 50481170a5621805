// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <unistd.h>

namespace shipglass {

/// Sole owner of an open file, pipe or process descriptor.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor() { reset(); }

    int get() const { return m_number; }
    bool open() const { return m_number >= 0; }
    void reset() {
        if (m_number >= 0) ::close(std::exchange(m_number, -1));
    }

private:
    int m_number;
};

/// From now on writing to a pipe or socket that nobody reads is an error, not the end of the program.
/// Children get the default back.
void ignoreBrokenPipes();

} // namespace shipglass

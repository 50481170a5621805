// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secret.h"

#include <cstring>

namespace shipglass {

Secret::~Secret() {
    if (!m_bytes.empty()) ::explicit_bzero(m_bytes.data(), m_bytes.size());
}

void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

} // namespace shipglass

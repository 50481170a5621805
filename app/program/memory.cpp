// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/memory.h"

#include <malloc.h>

namespace shipglass {

void returnLargeBlocks() {
#ifdef M_MMAP_THRESHOLD
    // glibc learns from freed blocks to keep up to 64 MB for the next ones. A window stands for weeks, and
    // what a DORA question of a second ago needed helps nobody until the next one.
    constexpr int megabyte = 1 << 20;
    ::mallopt(M_MMAP_THRESHOLD, megabyte);
#endif
}

} // namespace shipglass

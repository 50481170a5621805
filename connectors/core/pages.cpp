// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pages.h"

namespace shipglass {

Task<std::vector<Json>> readAll(PageReader pages) {
    std::vector<Json> read;
    while (true) {
        auto page = co_await pages.next();
        if (!page) co_return read;
        read.push_back(std::move(*page));
    }
}

} // namespace shipglass

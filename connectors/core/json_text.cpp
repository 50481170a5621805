// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/json_text.h"

#include <nlohmann/json.hpp>

namespace shipglass {

std::string quoted(std::string_view text) {
    return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace shipglass

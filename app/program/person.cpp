// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/person.h"

#include <pwd.h>
#include <unistd.h>

namespace shipglass {

std::string personName() {
    const passwd* entry = getpwuid(getuid());
    return entry ? entry->pw_name : "shipglass";
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml_node.h"

namespace shipglass {

/// Makes a mistake of everything that somebody issued as a credential, wherever in the file it stands.
void refuseIssuedSecrets(const YamlPtr& node, Mistakes& mistakes);

/// Makes a mistake of every other secret that is written in clear where no key is for one: passwords in
/// addresses, and what a query, an argument of a program or a program's setting calls a secret.
void refuseSecretsInClear(const YamlPtr& root, Mistakes& mistakes);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace shipglass {

/// The icon of a kind of source, `github` for example; a null icon for a kind that has none.
const QIcon& kindIcon(const QString& kind);

} // namespace shipglass

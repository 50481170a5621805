// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shipglass {

/// Lets Qt say what it has to say on standard error, and only that: without a display it would dump the
/// program's core after a page of its own advice.
void tameQtMessages();

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shipglass {

/// Lets large blocks go back to the system as soon as they are freed. For the whole process; called once,
/// before anything large is made.
void returnLargeBlocks();

} // namespace shipglass

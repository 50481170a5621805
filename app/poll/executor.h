// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace shipglass {

/// Runs a function on the thread it stands for, some time later and in the order of the calls; from any
/// thread. What comes after that thread's end is dropped.
using Executor = std::function<void(std::function<void()>)>;

} // namespace shipglass

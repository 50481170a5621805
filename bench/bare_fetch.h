// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace shipglass::bench {

/// Fetches an address `count` times with bare curl multi, `atOnce` at a time over connections that stay open,
/// and parses and maps every answer; the number of runs read. What fails is thrown.
std::size_t bareFetch(const std::string& url, std::size_t count, std::size_t atOnce);

} // namespace shipglass::bench

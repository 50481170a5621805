// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/route.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace shipglass {

namespace {

constexpr unsigned long up = 0x1;

bool isUp(const std::string& flags) { return (std::stoul("0" + flags, nullptr, 16) & up) != 0; }

/// Destination and mask of zero: everything goes there.
bool isDefault4(const std::string& line) {
    std::istringstream columns(line);
    std::string device, destination, gateway, flags, uses, references, metric, mask;
    columns >> device >> destination >> gateway >> flags >> uses >> references >> metric >> mask;
    return destination == "00000000" && mask == "00000000" && flags.size() == 4 && isUp(flags);
}

/// The kernel keeps one such route to nowhere on the loopback device.
bool isDefault6(const std::string& line) {
    std::istringstream columns(line);
    std::string destination, length, skipped, flags, device;
    columns >> destination >> length;
    for (int column = 0; column < 6; ++column) columns >> skipped;
    columns >> flags >> device;
    return destination == std::string(32, '0') && length == "00" && flags.size() == 8 && isUp(flags) &&
           device != "lo";
}

template <class Check> bool anyLine(std::string_view table, Check check) {
    std::istringstream lines{std::string(table)};
    for (std::string line; std::getline(lines, line);)
        if (check(line)) return true;
    return false;
}

std::string content(const char* path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

bool holdsDefaultRoute(std::string_view ipv4Table, std::string_view ipv6Table) {
    return anyLine(ipv4Table, isDefault4) || anyLine(ipv6Table, isDefault6);
}

bool hasDefaultRoute() {
    const std::string ipv4 = content("/proc/net/route"), ipv6 = content("/proc/net/ipv6_route");
    return (ipv4.empty() && ipv6.empty()) || holdsDefaultRoute(ipv4, ipv6);
}

} // namespace shipglass

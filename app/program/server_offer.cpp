// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/server_offer.h"

#include <fmt/format.h>

namespace shipglass {

SourceDraft draftOf(const OfferedServer& server) {
    SourceDraft draft;
    draft.text("name", server.name).text("kind", server.kind).text("url", server.url);
    return draft;
}

std::string offerText(const std::vector<OfferedServer>& servers, const std::filesystem::path& configuration) {
    if (servers.empty()) return {};
    std::string found, lines;
    for (const OfferedServer& server : servers) {
        found += fmt::format("  {} at {}\n", server.name, server.url);
        lines += itemText(draftOf(server));
    }
    return fmt::format("\nFound on this machine and not watched yet:\n{}"
                       "To watch them, write into {}:\nsources:\n{}",
                       found, configuration.string(), lines);
}

} // namespace shipglass

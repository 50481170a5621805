// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shipglass {

/// A source, or a service, as a dialog means it: the keys of its item in order, `name` among them, with
/// values as JSON text.
struct SourceDraft {
    std::vector<std::pair<std::string, std::string>> entries;

    /// Adds a key whose value is text.
    SourceDraft& text(std::string key, std::string_view value);
    std::string name() const;
};

/// A JSON value as YAML on one line; text in quotes only where it has to be.
std::string yamlOf(std::string_view json);

/// The item's lines without the dash, one key a line, not indented.
std::vector<std::string> linesOf(const SourceDraft& draft);

/// The lines as they stand below `sources:`, for somebody to copy.
std::string itemText(const SourceDraft& draft);

} // namespace shipglass

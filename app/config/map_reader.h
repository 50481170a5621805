// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml_node.h"
#include "records/time.h"

#include <map>
#include <optional>
#include <span>

namespace shipglass {

/// Reads a map of the file key by key. Each call names a key that may be there; a value of another type is a
/// mistake and leaves the default; finish() makes a mistake of every key that no call has named.
class MapReader {
public:
    MapReader(YamlPtr map, Mistakes& mistakes);

    /// The value of a key as it is, null when it was left out; a key without a value is a mistake.
    YamlPtr child(std::string_view key);
    /// The same, for a list that may be empty: null too for a key without a value.
    YamlPtr childOrNothing(std::string_view key);
    /// True when it was there and was text.
    bool text(std::string_view key, std::string& value);
    /// `words` say in a mistake which two were expected.
    void flag(std::string_view key, bool& value, std::string_view words = "true or false");
    template <class Whole>
    void whole(std::string_view key, Whole& value, std::int64_t least, std::int64_t most) {
        if (const auto number = wholeNumber(key, least, most)) value = static_cast<Whole>(*number);
    }
    template <class Span> void duration(std::string_view key, Span& value, Millis least) {
        if (const auto span = spanOfTime(key, least)) value = *span;
    }
    void texts(std::string_view key, std::vector<std::string>& value);
    /// A text that has to be one of these; the mistake names the nearest.
    void oneOf(std::string_view key, std::string& value, std::span<const std::string_view> words);
    void finish();

    /// Where to say that something is missing: the map's own place.
    Place place() const { return m_place; }
    Mistakes& mistakes() { return m_mistakes; }

private:
    std::optional<std::int64_t> wholeNumber(std::string_view key, std::int64_t least, std::int64_t most);
    std::optional<Millis> spanOfTime(std::string_view key, Millis least);

    YamlPtr m_map;
    Mistakes& m_mistakes;
    Place m_place;
    std::vector<std::string> m_known;
};

/// The text of a scalar; anything else is a mistake.
std::optional<std::string> textOf(const YamlPtr& node, Mistakes& mistakes);
/// The texts of a list; anything else is a mistake.
std::optional<std::vector<std::string>> textsOf(const YamlPtr& node, Mistakes& mistakes);
/// A map of texts; anything else is a mistake.
std::optional<std::map<std::string, std::string>> labelsOf(const YamlPtr& node, Mistakes& mistakes);
/// `true false yes no on off`, unquoted.
std::optional<bool> flagOf(const YamlNode& node);
std::optional<std::int64_t> wholeNumberOf(const YamlNode& node);

} // namespace shipglass

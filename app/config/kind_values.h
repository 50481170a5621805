// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/kind_info.h"
#include "config/yaml_node.h"

namespace shipglass {

/// Collects the values of a kind's own keys as a JSON object. Plain `true`, `false` and whole numbers inside
/// of maps keep their type; everything else is text, so that a version of 1.10 stays one.
class KindValues {
public:
    explicit KindValues(Mistakes& mistakes) : m_mistakes(mistakes) {}

    /// Adds one key; a value of another type than the key takes is a mistake.
    void add(const KindField& field, const YamlPtr& value);
    std::string json() const { return "{" + m_members + "}"; }

private:
    std::string value(ValueType type, const YamlPtr& node);
    std::string any(const YamlPtr& node, bool typed);
    std::string expected(const YamlPtr& node, std::string_view what);
    std::string text(const YamlPtr& node);

    Mistakes& m_mistakes;
    std::string m_members;
};

} // namespace shipglass

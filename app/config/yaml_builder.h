// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml_node.h"
#include "config/yaml_text.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <map>

namespace shipglass {

/// Builds the tree of one document from the parser's events, within the limits; private to readYaml().
class YamlBuilder : public YAML::EventHandler {
public:
    /// What ends the reading.
    struct Stop {
        Place place;
        std::string message;
    };

    YamlBuilder(const YamlText& text, Mistakes& mistakes) : m_text(text), m_mistakes(mistakes) {}
    YamlPtr root() const { return m_root; }

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }

private:
    /// A list or map that is still open; `key` waits for its value.
    struct Open {
        std::shared_ptr<YamlNode> node;
        YAML::anchor_t anchor;
        YamlPtr key;
    };

    Place placeOf(const YAML::Mark& mark) const { return m_text.place(mark.line, mark.column); }
    Place placeOfNull(const YAML::Mark& mark) const;
    void open(YamlType type, const YAML::Mark& mark, YAML::anchor_t anchor, YAML::EmitterStyle::value style);
    void close();
    void finish(std::shared_ptr<YamlNode> node, YAML::anchor_t anchor);
    void put(const YamlPtr& node);
    void putEntry(Open& map, const YamlPtr& value);
    void merge(YamlNode& map);

    const YamlText& m_text;
    Mistakes& m_mistakes;
    YamlPtr m_root;
    bool m_started = false;
    std::vector<Open> m_open;
    std::map<YAML::anchor_t, YamlPtr> m_anchors;
};

} // namespace shipglass

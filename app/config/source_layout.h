// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/source_draft.h"
#include "config/text_lines.h"
#include "config/yaml_node.h"

#include <optional>

namespace shipglass {

/// Where the items of `sources:`, or of another list of named items, lie in the text, and how their lines are
/// exchanged. Every change is false, with the reason in why(), when the lines are not those of one item
/// alone; and is good for one change.
class SourceLayout {
public:
    SourceLayout(std::string_view text, YamlPtr root, std::string list = "sources")
        : m_lines(text), m_root(std::move(root)), m_list(std::move(list)) {}

    bool add(const std::vector<std::string>& lines);
    /// Makes an item mean the draft: by its keys' lines where each has its own, else as a whole.
    bool change(const YamlPtr& item, const SourceDraft& draft, const YamlPtr& meant);
    /// Sets or adds the draft's keys and leaves the others.
    bool setKeys(const YamlPtr& item, const SourceDraft& draft, const YamlPtr& meant);
    bool remove(const YamlPtr& item);

    const std::string& why() const { return m_why; }
    std::string text() const { return m_lines.text(); }

private:
    /// The lines of an item, and the column of its dash from 0.
    struct Item {
        LineRange range;
        std::size_t dash = 0;
    };

    /// New lines in the place of old ones; none for a key that goes.
    struct Exchange {
        LineRange range;
        std::vector<std::string> lines;
    };

    bool refuse(std::string why);
    std::optional<Item> place(const YamlPtr& item);
    std::optional<std::size_t> dashLine(const YamlPtr& item) const;
    bool keysHaveLines(const YamlPtr& item) const;
    LineRange keyRange(const YamlNode& key, const YamlNode& value) const;
    std::vector<Exchange> exchanges(const YamlPtr& item, const SourceDraft& draft, const YamlPtr& meant,
                                    std::size_t end) const;
    void apply(std::vector<Exchange> list);
    bool addFirst(const std::vector<std::string>& lines);
    bool addBelow(const YamlNode& key, const std::vector<std::string>& lines);

    TextLines m_lines;
    YamlPtr m_root;
    std::string m_list; ///< Its key.
    std::string m_why;
};

} // namespace shipglass

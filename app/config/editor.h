// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/parse.h"
#include "config/source_draft.h"

#include <filesystem>
#include <optional>
#include <string>

namespace shipglass {

/// What became of an edit. When it was not written, `why` says it in plain words, and `lines` are for the
/// person to copy (empty for a removal).
struct EditOutcome {
    bool written = false;
    std::string why, lines;
};

/// Changes the lines of sources and services in the configuration file, for dialogs. The file is replaced as
/// a whole and keeps its mode; a link stays one. Not written: when the file is not as it was read, is
/// read-only or not ours, is laid out with brackets or anchors, or would have mistakes.
class ConfigEditor {
public:
    /// `asRead`: the text that the person saw the effect of; none when there was no file.
    ConfigEditor(std::filesystem::path path, std::optional<std::string> asRead, const KindList& kinds)
        : m_path(std::move(path)), m_asRead(std::move(asRead)), m_kinds(kinds) {}

    /// Adds a source, or replaces the one of its name; creates the file with the first one.
    EditOutcome put(const SourceDraft& draft);
    /// Sets one key of a source to a JSON value, as `actions` to `["rerun"]`.
    EditOutcome setKey(const std::string& source, const std::string& key, const std::string& json);
    EditOutcome remove(const std::string& source);
    /// Adds services, all or none.
    EditOutcome addServices(const std::vector<SourceDraft>& drafts);

private:
    EditOutcome write(const Result<std::string>& edited, std::string lines);

    std::filesystem::path m_path;
    std::optional<std::string> m_asRead;
    const KindList& m_kinds;
};

} // namespace shipglass

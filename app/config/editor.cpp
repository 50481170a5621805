// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/editor.h"

#include "config/replace_file.h"
#include "config/source_edit.h"

namespace shipglass {

EditOutcome ConfigEditor::put(const SourceDraft& draft) {
    return write(withSource(m_asRead.value_or(""), draft), itemText(draft));
}

EditOutcome ConfigEditor::setKey(const std::string& source, const std::string& key, const std::string& json) {
    return write(withSourceKey(m_asRead.value_or(""), source, key, json),
                 linesOf(SourceDraft{{{key, json}}}).front() + "\n");
}

EditOutcome ConfigEditor::remove(const std::string& source) {
    return write(withoutSource(m_asRead.value_or(""), source), "");
}

EditOutcome ConfigEditor::addServices(const std::vector<SourceDraft>& drafts) {
    Result<std::string> text = m_asRead.value_or("");
    std::string lines = "services:\n";
    for (const SourceDraft& draft : drafts) {
        if (text) text = withService(*text, draft);
        lines += itemText(draft);
    }
    return write(text, std::move(lines));
}

EditOutcome ConfigEditor::write(const Result<std::string>& edited, std::string lines) {
    const auto refuse = [&](std::string why) { return EditOutcome{false, std::move(why), lines}; };
    if (!edited) return refuse(edited.error().message);
    // Mistakes are of the text; whether programs may be run from the file is not changed by the edit.
    const auto parsed = parseConfig(*edited, m_path.string(), m_kinds);
    if (!parsed.ok()) return refuse(format(parsed.mistakes.front()));
    const auto done = replaceFile(m_path, m_asRead, *edited);
    if (!done) return refuse(done.error().message);
    m_asRead = *edited;
    return {true, {}, std::move(lines)};
}

} // namespace shipglass

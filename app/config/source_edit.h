// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/source_draft.h"
#include "records/error.h"

#include <string>
#include <string_view>

namespace shipglass {

/// The text with one source added, or replaced where one of its name is there: keys that mean the same keep
/// their lines, comments and order. The result was read again and means what was meant. `unsupported`, with
/// the reason, for layouts that are better edited by hand (brackets, anchors).
Result<std::string> withSource(std::string_view text, const SourceDraft& draft);

/// The text with one more service, in the same way.
Result<std::string> withService(std::string_view text, const SourceDraft& draft);

/// The text with one key of a source set to a JSON value.
Result<std::string> withSourceKey(std::string_view text, const std::string& name, const std::string& key,
                                  const std::string& json);

/// The text without the lines of one source.
Result<std::string> withoutSource(std::string_view text, const std::string& name);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"

#include <string_view>
#include <utility>
#include <vector>

namespace shipglass {

/// Names and values of one element, as UTF-8; valid during the call only.
using XmlAttributes = std::vector<std::pair<std::string_view, std::string_view>>;

/// The value of an attribute; empty where it is missing.
std::string_view attribute(const XmlAttributes& attributes, std::string_view name);

/// Told of each part of a document as it is read. Names come as they are written, prefixes included. What a
/// call throws ends the reading with that error.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    /// One text may come in several pieces; how much of it is kept is the handler's business.
    virtual void text(std::string_view piece) = 0;
};

/// Reads a whole document without ever looking elsewhere. Faults: malformed (also for a document type with
/// declarations of its own, and so for every entity but the five of XML), tooLarge (nested over 100 deep,
/// over 256 attributes in an element, an attribute over 1 MB).
Result<Done> parseXml(std::string_view text, XmlHandler& handler);

} // namespace shipglass

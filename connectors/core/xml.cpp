// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/xml.h"

#include "net/task.h"

#include <expat.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <type_traits>

namespace shipglass {

namespace {

constexpr int deepest = 100;
constexpr std::size_t mostAttributes = 256, largestAttribute = 1U << 20U;

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

/// Stands between expat and the handler: keeps the limits, and keeps exceptions out of expat's frames.
class Reading {
public:
    explicit Reading(XmlHandler& handler) : m_handler(handler), m_parser(XML_ParserCreate(nullptr)) {
        if (!m_parser) return;
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(m_parser.get(), &Reading::onStart, &Reading::onEnd);
        XML_SetCharacterDataHandler(m_parser.get(), &Reading::onText);
        XML_SetStartDoctypeDeclHandler(m_parser.get(), &Reading::onDoctype);
        XML_SetSkippedEntityHandler(m_parser.get(), &Reading::onSkippedEntity);
    }

    /// All at once: expat would look at a long token again with each further part.
    Result<Done> run(std::string_view text) {
        if (!m_parser || text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
            return Error{Fault::tooLarge, "XML larger than can be read", 0, {}};
        const auto status = XML_Parse(m_parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
        if (m_error) return *m_error;
        if (status == XML_STATUS_OK) return Done{};
        return located(Fault::malformed, XML_ErrorString(XML_GetErrorCode(m_parser.get())));
    }

private:
    static Reading& self(void* data) { return *static_cast<Reading*>(data); }
    static void onStart(void* data, const XML_Char* name, const XML_Char** pairs) {
        self(data).start(name, pairs);
    }
    static void onEnd(void* data, const XML_Char* name) { self(data).end(name); }
    static void onText(void* data, const XML_Char* text, int size) {
        const std::string_view piece(text, static_cast<std::size_t>(size));
        self(data).guard([&](XmlHandler& handler) { handler.text(piece); });
    }
    static void onDoctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int declares) {
        if (declares) self(data).stop(Fault::malformed, "the document type declares entities or elements");
    }
    static void onSkippedEntity(void* data, const XML_Char*, int) {
        self(data).stop(Fault::malformed, "undefined entity");
    }

    void start(std::string_view name, const XML_Char** pairs) {
        if (++m_depth > deepest) return stop(Fault::tooLarge, "XML nested over 100 deep");
        m_attributes.clear();
        for (; *pairs; pairs += 2) m_attributes.emplace_back(pairs[0], pairs[1]);
        const bool fits = std::all_of(m_attributes.begin(), m_attributes.end(), [](const auto& pair) {
            return pair.second.size() <= largestAttribute;
        });
        if (!fits) return stop(Fault::tooLarge, "XML attribute larger than 1 MB");
        if (m_attributes.size() > mostAttributes)
            return stop(Fault::tooLarge, "over 256 attributes in an element");
        guard([&](XmlHandler& handler) { handler.start(name, m_attributes); });
    }
    void end(std::string_view name) {
        --m_depth;
        guard([&](XmlHandler& handler) { handler.end(name); });
    }

    template <class Call> void guard(Call call) {
        if (m_error) return; // expat makes some more calls after it was stopped.
        try {
            call(m_handler);
        } catch (...) {
            fail(detail::currentError());
        }
    }
    void stop(Fault fault, const char* message) {
        if (!m_error) fail(located(fault, message));
    }
    void fail(Error error) {
        m_error = std::move(error);
        XML_StopParser(m_parser.get(), XML_FALSE);
    }
    Error located(Fault fault, const std::string& message) const {
        const auto line = std::to_string(XML_GetCurrentLineNumber(m_parser.get()));
        return Error{fault, "line " + line + ": " + message, 0, {}};
    }

    XmlHandler& m_handler;
    Parser m_parser;
    XmlAttributes m_attributes;
    std::optional<Error> m_error;
    int m_depth = 0;
};

} // namespace

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
    for (const auto& [key, value] : attributes)
        if (key == name) return value;
    return {};
}

Result<Done> parseXml(std::string_view text, XmlHandler& handler) { return Reading(handler).run(text); }

} // namespace shipglass

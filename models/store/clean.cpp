// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/tidy.h"
#include "codec/utf8.h"
#include "store/merge.h"

#include <algorithm>

namespace shipglass {

namespace {

void cleanText(std::string& text) {
    if (!isUtf8(text)) text = repairUtf8(text);
    for (std::size_t at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
        text.replace(at, 1, replacementCharacter);
}

/// Visits every text of a record, however deep.
struct Cleaner {
    void operator()(std::string& text) const { cleanText(text); }
    void operator()(Value& value) const {
        if (auto* text = std::get_if<std::string>(&value)) cleanText(*text);
        if (auto* json = std::get_if<JsonText>(&value)) cleanText(json->text);
    }
    template <class V> void operator()(std::map<std::string, V>& map) const {
        std::map<std::string, V> cleaned;
        for (auto& [key, value] : map) {
            std::string name = key;
            cleanText(name);
            (*this)(value);
            cleaned.emplace(std::move(name), std::move(value));
        }
        map = std::move(cleaned);
    }
    template <class T> void operator()(std::optional<T>& value) const {
        if (value) (*this)(*value);
    }
    template <class T> void operator()(std::vector<T>& list) const {
        for (T& item : list) (*this)(item);
    }
    template <class T> void operator()(T& part) const {
        if constexpr (requires { eachField(part, [](std::string_view, auto&) {}); })
            eachField(part, [this](std::string_view, auto& field) { (*this)(field); });
    }
};

} // namespace

void clean(Record& record) {
    std::visit([](auto& value) { Cleaner{}(value); }, record);
    common(record).observedAt.reset();
    dropImpossibleEnds(record);
}

} // namespace shipglass

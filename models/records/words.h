// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace shipglass {

/// The words of an enumeration, in the order of its values; specialised beside each enumeration.
template <class E> struct Words;

/// The word that files, the command line and other tools use for a value.
template <class E> constexpr std::string_view word(E value) {
    const auto index = static_cast<std::size_t>(value);
    return index < Words<E>::list.size() ? Words<E>::list[index] : Words<E>::list[0];
}

/// The value of a word, compared letter by letter; nothing for a word the enumeration does not have.
template <class E> constexpr std::optional<E> fromWord(std::string_view text) {
    for (std::size_t index = 0; index < Words<E>::list.size(); ++index)
        if (Words<E>::list[index] == text) return static_cast<E>(index);
    return std::nullopt;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// Where something stands in a file: from 1, columns in characters; line 0 for the file as a whole.
struct Place {
    int line = 0, column = 0;

    auto operator<=>(const Place&) const = default;
};

/// One mistake of a configuration in plain words. The message never repeats a value, which may be a secret.
struct Mistake {
    std::string file;
    Place place;
    std::string message;

    bool operator==(const Mistake&) const = default;
};

/// `shipglass.yaml:12:5: message`.
std::string format(const Mistake& mistake);

/// All mistakes of one file. The first one at a place is kept, and of very many the first hundred.
class Mistakes {
public:
    explicit Mistakes(std::string file) : m_file(std::move(file)) {}

    void add(Place place, std::string message);
    bool empty() const { return m_list.empty(); }
    /// In the order of the file.
    std::vector<Mistake> sorted() const;

private:
    std::string m_file;
    std::vector<Mistake> m_list;
};

/// A key in quotes where it looks like one, else words in its place: what stands where a key belongs may be a
/// secret.
std::string shownKey(std::string_view key);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include "records/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// Takes secrets out of text that leaves the program: every known value as it is, percent-encoded, escaped
/// and in base64, and what looks like a credential whoever it belongs to. Values under four characters are
/// too common to be taken out of running text.
class Redactor {
public:
    Redactor() = default;
    explicit Redactor(const std::vector<std::string>& secrets);

    std::string operator()(std::string_view text) const;
    /// Takes out the known values only: for words that have to come back as they are, as cursors.
    std::string known(std::string_view text) const;
    /// Headers without credentials: those that carry one keep their name only.
    Pairs headers(const Pairs& headers) const;
    /// The error with a message that is one plain, short, redacted line.
    Error error(Error error) const;

private:
    std::vector<std::string> m_forms; ///< Longest first.
};

} // namespace shipglass

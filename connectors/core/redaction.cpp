// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redaction.h"

#include "net/credential_patterns.h"
#include "net/text.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::string_view mask = "***";
constexpr std::size_t shortest = 4;
constexpr std::size_t longestMessage = 2000; ///< The last lines of a program have to fit.

void add(std::vector<std::string>& forms, std::string form) {
    if (form.size() >= shortest) forms.push_back(std::move(form));
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

std::string urlSafe(std::string text) {
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

/// What base64 makes of the value wherever it stands in a longer text: the letters that depend on it alone.
void addBase64(std::vector<std::string>& forms, const std::string& secret) {
    for (std::size_t shift = 0; shift < 3; ++shift) {
        const std::string encoded = base64(std::string(shift, ' ') + secret);
        const std::size_t first = (shift * 8 + 5) / 6, last = (shift + secret.size()) * 8 / 6;
        const std::string certain = encoded.substr(first, last - first);
        if (certain.size() < 6) continue;
        add(forms, certain);
        add(forms, urlSafe(certain));
    }
}

std::string jsonEscaped(const std::string& text) {
    return replaced(replaced(replaced(text, "\\", "\\\\"), "\"", "\\\""), "\n", "\\n");
}

void addForms(std::vector<std::string>& forms, const std::string& secret) {
    if (secret.size() < shortest) return;
    const std::string encoded = percentEncode(secret);
    add(forms, secret);
    add(forms, encoded);
    add(forms, replaced(encoded, "%20", "+"));
    add(forms, replaced(secret, " ", "+"));
    add(forms, jsonEscaped(secret));
    addBase64(forms, secret);
    std::string small = encoded;
    for (std::size_t at = 0; (at = small.find('%', at)) != std::string::npos; at += 3)
        small.replace(at, 3, lowered(small.substr(at, 3)));
    add(forms, std::move(small));
}

} // namespace

Redactor::Redactor(const std::vector<std::string>& secrets) {
    for (const auto& secret : secrets) {
        addForms(m_forms, secret);
        // A key file is often quoted line by line.
        for (std::size_t from = 0; secret.find('\n') != std::string::npos && from < secret.size();) {
            const auto end = std::min(secret.find('\n', from), secret.size());
            if (end - from >= 8) addForms(m_forms, secret.substr(from, end - from));
            from = end + 1;
        }
    }
    std::sort(m_forms.begin(), m_forms.end());
    m_forms.erase(std::unique(m_forms.begin(), m_forms.end()), m_forms.end());
    std::stable_sort(m_forms.begin(), m_forms.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::string Redactor::known(std::string_view text) const {
    std::string clean(text);
    for (const auto& form : m_forms) clean = replaced(std::move(clean), form, mask);
    return clean;
}

std::string Redactor::operator()(std::string_view text) const { return maskCredentials(known(text), mask); }

Pairs Redactor::headers(const Pairs& headers) const {
    Pairs clean;
    for (const auto& [name, value] : headers)
        clean.emplace_back(name, isCredentialName(name) ? std::string(mask) : (*this)(value));
    return clean;
}

Error Redactor::error(Error error) const {
    // Redacted before it is cut, so that no half of a secret stays at the cut.
    error.message = plainLine((*this)(std::string_view(error.message).substr(0, 64U << 10U)), longestMessage);
    return error;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plain_text.h"

#include <QUrl>

#include <algorithm>

namespace shipglass {

namespace {

constexpr QChar replacement(0xfffd);

bool turnsDirection(char16_t c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f ||
           c == 0x061c;
}

bool isHidden(char16_t c) {
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || turnsDirection(c) || c == 0xfeff || c == 0x2028 ||
           c == 0x2029;
}

/// No more bytes than can make `longest` characters, so that a megabyte is not decoded for one line.
QString decode(std::string_view text, qsizetype longest) {
    const auto bytes = std::min<std::size_t>(text.size(), static_cast<std::size_t>(longest) * 4 + 4);
    auto decoded = QString::fromUtf8(text.data(), static_cast<qsizetype>(bytes));
    if (decoded.size() <= longest && bytes == text.size()) return decoded;
    decoded.truncate(longest - 1);
    if (!decoded.isEmpty() && decoded.back().isHighSurrogate()) decoded.chop(1);
    return decoded + QChar(0x2026);
}

} // namespace

QString plainLine(std::string_view text, qsizetype longest) {
    auto line = decode(text, longest);
    for (QChar& c : line) {
        if (c == u'\n' || c == u'\t' || c == u'\r')
            c = u' ';
        else if (isHidden(c.unicode()))
            c = replacement;
    }
    return line.trimmed();
}

QString plainBlock(std::string_view text, qsizetype longest) {
    auto block = decode(text, longest);
    block.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (QChar& c : block) {
        if (c == u'\r')
            c = u'\n';
        else if (c != u'\n' && c != u'\t' && isHidden(c.unicode()))
            c = replacement;
    }
    return block;
}

QString safeLink(std::string_view url) {
    const QUrl parsed(QString::fromUtf8(url.data(), static_cast<qsizetype>(url.size())), QUrl::StrictMode);
    const auto scheme = parsed.scheme();
    const bool web = scheme == QLatin1String("http") || scheme == QLatin1String("https");
    return parsed.isValid() && web && !parsed.host().isEmpty() ? parsed.toString(QUrl::FullyEncoded)
                                                               : QString();
}

} // namespace shipglass

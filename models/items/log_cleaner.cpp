// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_cleaner.h"

namespace shipglass {

namespace {

constexpr int longestLogLine = 4000;

bool isBlank(char16_t c) { return c < 0x20 || (c >= 0x7f && c <= 0x9f); }
bool turnsDirection(char16_t c) { return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069); }

} // namespace

QString LogCleaner::clean(std::string_view piece) {
    const QString decoded = m_decoder(QByteArrayView(piece.data(), static_cast<qsizetype>(piece.size())));
    QString out;
    out.reserve(decoded.size());
    for (const QChar c : decoded) {
        if (m_state != State::text)
            escapeCharacter(c);
        else if (c == QChar(0x1b))
            m_state = State::escape;
        else if (c == QChar(0x9b))
            m_state = State::csi;
        else
            textCharacter(c, out);
    }
    return out;
}

void LogCleaner::textCharacter(QChar c, QString& out) {
    const bool endsReturn = std::exchange(m_afterReturn, c == u'\r');
    if (c == u'\n' && endsReturn) return;
    if (c == u'\n' || c == u'\r') {
        m_column = 0;
        out.append(u'\n');
        return;
    }
    if (++m_column > longestLogLine) {
        m_column = 1;
        out.append(u'\n');
    }
    const bool hidden = c != u'\t' && (isBlank(c.unicode()) || turnsDirection(c.unicode()));
    out.append(hidden ? QChar(0xfffd) : c);
}

void LogCleaner::escapeCharacter(QChar c) {
    const auto code = c.unicode();
    switch (m_state) {
    case State::escape:
        if (c == u'[')
            m_state = State::csi;
        else if (c == u']' || c == u'P' || c == u'^' || c == u'_')
            m_state = State::string;
        else if (code < 0x20 || code > 0x2f)
            m_state = State::text;
        break;
    case State::csi:
        if (code < 0x20 || code >= 0x40) m_state = State::text;
        break;
    case State::string:
        // A line feed ends a string that nothing closed, or the rest of the log would be lost with it.
        if (code == 0x07 || code == 0x9c || c == u'\n')
            m_state = State::text;
        else if (code == 0x1b)
            m_state = State::stringEscape;
        break;
    default:
        m_state = State::text;
    }
}

} // namespace shipglass

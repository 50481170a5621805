// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringDecoder>

#include <string_view>

namespace shipglass {

/// Makes a log that comes in pieces safe to show: terminal escapes are taken out, control characters replaced
/// and endless lines broken, also where a piece ends in the middle of a letter or an escape.
class LogCleaner {
public:
    /// What the piece adds to the text shown.
    QString clean(std::string_view piece);

private:
    enum class State { text, escape, csi, string, stringEscape };
    void textCharacter(QChar c, QString& out);
    void escapeCharacter(QChar c);

    QStringDecoder m_decoder{QStringDecoder::Utf8};
    State m_state = State::text;
    bool m_afterReturn = false;
    int m_column = 0;
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace shipglass {

/// Writes a file as a whole: what was there before stays until all is written. Answers nothing, or why it
/// could not be written, in a sentence. Waits for the disk.
QString saveFile(const QString& path, const QByteArray& bytes);

} // namespace shipglass

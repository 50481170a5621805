// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"

#include <QImage>
#include <QString>

namespace shipglass {

class MainWindow;

/// Draws a page of a window that was not started yet, as soon as the page says that it has read all it shows.
/// `config` for a name that no page has, `timeout` when nothing was read for `patience`.
Result<QImage> renderPage(MainWindow& window, const QString& page, QSize size, Millis patience);

} // namespace shipglass

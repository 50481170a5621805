// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace shipglass {

/// Ends a Qt object that may be in the middle of its own signal: silent at once, freed when the loop turns.
struct DeleteLater {
    void operator()(QTimer* timer) const {
        timer->stop();
        timer->disconnect();
        timer->deleteLater();
    }
    void operator()(QSocketNotifier* notifier) const {
        notifier->setEnabled(false);
        notifier->disconnect();
        notifier->deleteLater();
    }
};

/// Sole owner of a timer or notifier; for the files below `net` that run on the Qt loop, never for
/// connectors.
template <class T> using Later = std::unique_ptr<T, DeleteLater>;

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/terms.h"

#include <QObject>

namespace shipglass {

/// The terms on which DORA keys are counted, as they are in force while the configuration may change. Lives
/// on the thread of the window; the application sets them.
class LiveTerms : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const delivery::Terms& now() const { return m_terms; }
    void set(delivery::Terms terms) {
        m_terms = std::move(terms);
        emit changed();
    }
    /// The file of corrections is another one now.
    void recorrect() { emit corrected(); }

signals:
    void changed();
    /// The same terms hold, but their `corrections` may say something else.
    void corrected();

private:
    delivery::Terms m_terms;
};

} // namespace shipglass

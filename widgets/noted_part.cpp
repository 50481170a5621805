// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/noted_part.h"

#include "widgets/labels.h"

#include <QVBoxLayout>

namespace shipglass {

NotedPart::NotedPart(QWidget* view, QWidget* parent)
    : QWidget(parent), m_note(quietLabel({}, this)), m_view(view) {
    m_note->setObjectName(view->objectName() + QStringLiteral("Note"));
    m_note->setContentsMargins(8, 8, 8, 4);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_note);
    column->addWidget(view, 1);
    column->addStretch(0);
    tell(false, {});
}

void NotedPart::tell(bool hasContent, const QString& note) {
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_view->setVisible(hasContent);
}

} // namespace shipglass

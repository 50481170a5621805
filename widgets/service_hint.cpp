// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/service_hint.h"

#include "widgets/phrases.h"
#include "widgets/service_dialog.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace shipglass {

ServiceHint::ServiceHint(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_text(new LineLabel(this)) {
    m_text->setObjectName(QStringLiteral("serviceHint"));
    m_text->setProperty("quiet", true);
    auto* show = new QPushButton(tr("Show services"), this);
    show->setObjectName(QStringLiteral("showServices"));
    auto* away = new QToolButton(this);
    away->setObjectName(QStringLiteral("hideServices"));
    away->setText(tr("Not now"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 16, 0);
    row->addWidget(m_text, 1);
    row->addWidget(show);
    row->addWidget(away);
    connect(show, &QPushButton::clicked, this, &ServiceHint::openDialog);
    connect(away, &QToolButton::clicked, this, &ServiceHint::putAway);
    hide();
}

void ServiceHint::refresh() {
    const auto now = m_context.times.now();
    if (m_away || (m_readAt && now - *m_readAt < pause)) return;
    m_readAt = now;
    m_ask = m_context.history.ask(
        this, [now](Reader& reader) { return delivery::suggestServices(reader, now); },
        [this](const Result<std::vector<delivery::SuggestedService>>& found) { take(found); });
}

/// That it cannot be read is said by the page itself.
void ServiceHint::take(const Result<std::vector<delivery::SuggestedService>>& found) {
    auto fresh = found ? *found : std::vector<delivery::SuggestedService>();
    if (fresh == m_suggestions) return;
    m_suggestions = std::move(fresh);
    m_text->setText(text());
    setVisible(hasAny());
    emit changed();
}

QString ServiceHint::text() const {
    const auto count = static_cast<std::int64_t>(m_suggestions.size());
    if (count == 0) return {};
    const bool repositories = std::all_of(m_suggestions.begin(), m_suggestions.end(),
                                          [](const auto& one) { return !one.rule.repositories.empty(); });
    if (count == 1)
        return repositories ? tr("1 repository belongs to no service yet.")
                            : tr("1 project belongs to no service yet.");
    return (repositories ? tr("%1 repositories belong to no service yet.")
                         : tr("%1 projects belong to no service yet."))
        .arg(grouped(count));
}

void ServiceHint::openDialog() {
    auto* dialog = new ServiceDialog(m_suggestions, m_context.commands, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ServiceDialog::added, this, [this] { take(std::vector<delivery::SuggestedService>()); });
    dialog->open();
}

void ServiceHint::putAway() {
    m_away = true;
    hide();
}

} // namespace shipglass

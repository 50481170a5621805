// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/service_offer.h"

#include "widgets/phrases.h"
#include "widgets/service_dialog.h"

#include <algorithm>

namespace shipglass {

ServiceOffer::ServiceOffer(const PageContext& context, QWidget* page)
    : QObject(page), m_context(context), m_page(page) {}

void ServiceOffer::refresh() {
    const auto now = m_context.times.now();
    if (m_readAt && now - *m_readAt < pause) return;
    m_readAt = now;
    m_ask = m_context.history.ask(
        this, [now](Reader& reader) { return delivery::suggestServices(reader, now); },
        [this](const Result<std::vector<delivery::SuggestedService>>& found) { take(found); });
}

/// That it cannot be read is said by the page itself.
void ServiceOffer::take(const Result<std::vector<delivery::SuggestedService>>& found) {
    auto fresh = found ? *found : std::vector<delivery::SuggestedService>();
    if (fresh == m_suggestions) return;
    m_suggestions = std::move(fresh);
    emit changed();
}

QString ServiceOffer::text() const {
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

QString ServiceOffer::wholeText() const {
    return text() + u' ' +
           tr("A service can say that runs of a pipeline, tags or merged changes are its deployments.");
}

void ServiceOffer::openDialog() {
    auto* dialog = new ServiceDialog(m_suggestions, m_context.commands, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ServiceDialog::added, this, [this] { take(std::vector<delivery::SuggestedService>()); });
    dialog->open();
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/record_detail.h"

#include "delivery/lookup.h"
#include "models/plain_text.h"
#include "widgets/acting.h"

#include <QPushButton>

namespace shipglass {

RecordDetail::RecordDetail(const PageContext& context, Kind kind, QWidget* parent)
    : DetailPanel(parent), m_context(context), m_kind(kind) {}

void RecordDetail::show(const std::string& source, const std::string& id) {
    if (source == m_source && id == m_id) return;
    m_source = source;
    m_id = id;
    leave();
    refresh();
}

void RecordDetail::refresh() {
    if (m_id.empty()) return;
    m_ask = m_context.history.ask(
        this,
        [kind = m_kind, source = m_source, id = m_id, now = m_context.times.now(),
         asOf = m_asOf](Reader& reader) { return delivery::findRow(reader, kind, source, id, now, asOf); },
        [this](Result<Row> row) { taken(std::move(row)); });
}

void RecordDetail::taken(Result<Row> row) {
    if (row.ok() && kindOf(row->record) == m_kind)
        take(*row);
    else
        takeNone(row.ok() ? QString() : plainLine(row.error().message));
    emit loaded();
}

bool RecordDetail::offers(const std::string& verb) const {
    return !m_asOf && m_context.commands.offers(m_source, m_kind, verb);
}

QPushButton* RecordDetail::button(const QString& name, const QString& text) {
    auto* item = new QPushButton(text, this);
    item->setObjectName(name);
    return item;
}

QPushButton* RecordDetail::actionButton(const std::string& verb, const QString& text) {
    auto* item = button(QString::fromStdString(verb), text);
    connect(item, &QPushButton::clicked, this, [this, verb] { act(verb); });
    return item;
}

void RecordDetail::act(const std::string& verb, std::optional<Millis> duration, const std::string& comment) {
    shipglass::act(this, m_context.commands, {verb, m_kind, m_source, m_id, duration, comment},
                   [this](const QString& text) { emit said(text); });
}

} // namespace shipglass

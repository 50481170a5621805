// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alert_detail.h"

#include "models/alert_row.h"
#include "models/lookup.h"
#include "models/plain_text.h"
#include "widgets/acting.h"
#include "widgets/phrases.h"
#include "widgets/silence_dialog.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace shipglass {

namespace {

Facts blocks(const Labels& labels) {
    Facts facts;
    for (const auto& [name, value] : labels) facts.emplace_back(plainLine(name), plainBlock(value, 4000));
    return facts;
}

} // namespace

AlertDetail::AlertDetail(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_head(new DetailHead(this)),
      m_acknowledge(button(QStringLiteral("acknowledge"), tr("Acknowledge"), &AlertDetail::acknowledge)),
      m_silence(button(QStringLiteral("silence"), tr("Silence\u2026"), &AlertDetail::silence)),
      m_resolve(button(QStringLiteral("resolve"), tr("Resolve"), &AlertDetail::resolve)),
      m_facts(new FactGrid(this)), m_labels(new FactGrid(this)), m_annotations(new FactGrid(this)),
      m_labelsTitle(strongLabel(tr("Labels"), this)),
      m_annotationsTitle(strongLabel(tr("Annotations"), this)) {
    build();
    connect(&m_context.times, &TimeStyle::changed, this, &AlertDetail::tick);
}

void AlertDetail::build() {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    auto* body = new QWidget(this);
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(8);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_facts, m_annotationsTitle, m_annotations, m_labelsTitle, m_labels})
        inner->addWidget(part);
    inner->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("alertFacts"));
    scroll->setAccessibleName(tr("Details of the alert"));
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(10);
    column->addWidget(m_head);
    column->addWidget(buildActions());
    column->addWidget(scroll, 1);
}

QWidget* AlertDetail::buildActions() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (auto* item : {m_acknowledge, m_silence, m_resolve}) row->addWidget(item);
    row->addStretch();
    return bar;
}

QPushButton* AlertDetail::button(const QString& name, const QString& text, void (AlertDetail::*pressed)()) {
    auto* item = new QPushButton(text, this);
    item->setObjectName(name);
    connect(item, &QPushButton::clicked, this, pressed);
    return item;
}

void AlertDetail::show(const std::string& source, const std::string& id) {
    if (source == m_source && id == m_id) return;
    m_source = source;
    m_id = id;
    refresh();
}

void AlertDetail::refresh() {
    if (m_id.empty()) return;
    m_ask = m_context.history.ask(
        this,
        [source = m_source, id = m_id, now = m_context.times.now(), asOf = m_asOf](Reader& reader) {
            return findRow(reader, Kind::alert, source, id, now, asOf);
        },
        [this](Result<Row> row) { take(std::move(row)); });
}

void AlertDetail::take(Result<Row> row) {
    const auto* alert = row.ok() ? std::get_if<Alert>(&row->record) : nullptr;
    m_alert = alert ? std::optional(*alert) : std::nullopt;
    if (alert)
        m_service = plainLine(row->service);
    else
        m_head->show({}, tr("This alert is gone"), row.ok() ? QString() : plainLine(row.error().message));
    showAlert();
    emit loaded();
}

void AlertDetail::showAlert() {
    showButtons();
    if (!m_alert) return;
    const auto severity = phrase(m_alert->severity);
    m_head->show(lookOf(m_alert->severity), plainLine(m_alert->title),
                 severity + QStringLiteral(" \u00b7 ") + phrase(m_alert->state));
    m_facts->show(facts());
    m_annotations->show(blocks(m_alert->annotations));
    m_labels->show(blocks(m_alert->labels));
    m_annotationsTitle->setVisible(!m_alert->annotations.empty());
    m_labelsTitle->setVisible(!m_alert->labels.empty());
}

Facts AlertDetail::facts() const {
    const auto& times = m_context.times;
    const auto by = plainLine(m_alert->acknowledgedBy);
    const auto seen = times.momentAndAge(m_alert->acknowledgedAt);
    return {{tr("Began"), times.momentAndAge(m_alert->startedAt)},
            {tr("Resolved"), times.momentAndAge(m_alert->resolvedAt)},
            {tr("Silent until"), times.momentAndAge(m_alert->silencedUntil)},
            {tr("Acknowledged"), by.isEmpty() ? seen : tr("by %1 %2").arg(by, seen)},
            {tr("Service"), m_service},
            {tr("Environment"), plainLine(m_alert->environment)},
            {tr("Runbook"), safeLink(m_alert->runbookUrl)},
            {tr("Link"), safeLink(m_alert->url)},
            {tr("Source"), plainLine(m_source)}};
}

void AlertDetail::showButtons() {
    const bool open = m_alert && m_alert->state != AlertState::resolved;
    const auto offers = [&](const std::string& verb) {
        return open && m_context.commands.offers(m_source, Kind::alert, verb);
    };
    m_acknowledge->setVisible(offers("acknowledge"));
    m_acknowledge->setEnabled(open && m_alert->state == AlertState::firing);
    m_silence->setVisible(offers("silence"));
    m_resolve->setVisible(offers("resolve"));
}

void AlertDetail::silence() {
    auto* dialog = new SilenceDialog(plainLine(m_alert->title), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const auto duration = dialog->duration())
            act("silence", duration, dialog->comment().toStdString());
    });
    dialog->open();
}

void AlertDetail::act(const std::string& verb, std::optional<Millis> duration, const std::string& comment) {
    shipglass::act(this, m_context.commands, {verb, Kind::alert, m_source, m_id, duration, comment},
                   [this](const QString& text) { emit said(text); });
}

void AlertDetail::tick() {
    if (m_alert) m_facts->show(facts());
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alert_detail.h"

#include "models/alert_row.h"
#include "models/plain_text.h"
#include "widgets/phrases.h"
#include "widgets/silence_dialog.h"

#include <QPushButton>
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
    : RecordDetail(context, Kind::alert, parent), m_head(new DetailHead(this)),
      m_acknowledge(actionButton("acknowledge", tr("Acknowledge"))),
      m_silence(button(QStringLiteral("silence"), tr("Silence\u2026"))),
      m_resolve(actionButton("resolve", tr("Resolve"))), m_facts(new FactGrid(this)),
      m_labels(new FactGrid(this)), m_annotations(new FactGrid(this)),
      m_labelsTitle(strongLabel(tr("Labels"), this)),
      m_annotationsTitle(strongLabel(tr("Annotations"), this)) {
    build();
    connect(m_silence, &QPushButton::clicked, this, &AlertDetail::askSilence);
    connect(&context.times, &TimeStyle::changed, this, &AlertDetail::tick);
}

void AlertDetail::build() {
    addPart(m_head);
    addButtons({m_acknowledge, m_silence, m_resolve});
    auto* column = addScrolled(QStringLiteral("alertFacts"), tr("Details of the alert"));
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_facts, m_annotationsTitle, m_annotations, m_labelsTitle, m_labels})
        column->addWidget(part);
    column->addStretch();
}

void AlertDetail::take(const Row& row) {
    m_alert = std::get<Alert>(row.record);
    m_service = plainLine(row.service);
    showAlert();
}

void AlertDetail::takeNone(const QString& why) {
    m_alert.reset();
    m_head->show({}, tr("This alert is gone"), why);
    showButtons();
}

void AlertDetail::showAlert() {
    showButtons();
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
    const auto& times = context().times;
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
            {tr("Source"), plainLine(source())}};
}

void AlertDetail::showButtons() {
    const bool open = m_alert && m_alert->state != AlertState::resolved;
    m_acknowledge->setVisible(open && offers("acknowledge"));
    m_acknowledge->setEnabled(open && m_alert->state == AlertState::firing);
    m_silence->setVisible(open && offers("silence"));
    m_resolve->setVisible(open && offers("resolve"));
}

void AlertDetail::askSilence() {
    auto* dialog = new SilenceDialog(plainLine(m_alert->title), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const auto duration = dialog->duration())
            act("silence", duration, dialog->comment().toStdString());
    });
    dialog->open();
}

void AlertDetail::tick() {
    if (m_alert) m_facts->show(facts());
}

} // namespace shipglass

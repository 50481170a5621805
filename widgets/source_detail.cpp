// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/source_detail.h"

#include "models/plain_text.h"
#include "models/source_table.h"
#include "widgets/line_list.h"
#include "widgets/phrases.h"

#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace shipglass {

namespace {

/// From here on a difference between clocks is worth a line: ages are wrong by it.
constexpr Millis notableSkew = std::chrono::minutes(2);
constexpr int leastScopeLines = 9;

SourceHealth healthOf(const ScopeState& scope) {
    if (scope.ok) return SourceHealth::fresh;
    if (!isWatched(scope)) return SourceHealth::disabled;
    return scope.error ? SourceHealth::failing : SourceHealth::unknown;
}

QString problemOf(const ScopeState& scope) {
    if (scope.ok || !scope.error) return {};
    const auto message = plainLine(scope.error->message);
    return isWatched(scope) ? phrase(scope.error->fault) + QStringLiteral(": ") + message : message;
}

} // namespace

SourceDetail::SourceDetail(const PageContext& context, QWidget* parent)
    : DetailPanel(parent), m_context(context), m_head(new DetailHead(this)),
      m_test(button(QStringLiteral("testConnection"), tr("Test connection"), &SourceDetail::testConnection)),
      m_toggle(button(QStringLiteral("toggleSource"), tr("Switch off"), &SourceDetail::toggle)),
      m_stop(button(QStringLiteral("stopBackfill"), tr("Stop reading history"), &SourceDetail::stopBackfill)),
      m_forget(button(QStringLiteral("forgetSource"), tr("Forget\u2026"), &SourceDetail::askForget)),
      m_problem(new ValueLabel(this)), m_remedy(quietLabel({}, this)), m_facts(new FactGrid(this)),
      m_scopes(new LineList(QStringLiteral("scopes"), tr("What is read of it"),
                            {{tr("Scope"), 0, 0, true, {}},
                             {tr("What"), 13, 0, false, {}},
                             {tr("Read"), 14, 0, false, {}},
                             {tr("Problem"), 34, 90, false, {}}},
                            this)) {
    build();
    connect(&m_context.times, &TimeStyle::changed, this, &SourceDetail::tick);
}

void SourceDetail::build() {
    m_problem->setProperty("problem", true);
    m_problem->setObjectName(QStringLiteral("sourceProblem"));
    m_remedy->setObjectName(QStringLiteral("sourceRemedy"));
    m_forget->setProperty("danger", true);
    m_forget->setAccessibleName(tr("Forget this source and its data"));
    addPart(m_head);
    addButtons({m_test, m_toggle, m_stop, m_forget});
    m_scopes->setMinimumHeight(fontMetrics().height() * leastScopeLines);
    auto* column = addScrolled(QStringLiteral("sourceFacts"), tr("Details of the source"));
    for (QWidget* part : std::initializer_list<QWidget*>{m_problem, m_remedy, m_facts})
        column->addWidget(part);
    column->addWidget(m_scopes, 1);
    column->addStretch(0);
}

QPushButton* SourceDetail::button(const QString& name, const QString& text, void (SourceDetail::*pressed)()) {
    auto* item = new QPushButton(text, this);
    item->setObjectName(name);
    connect(item, &QPushButton::clicked, this, pressed);
    return item;
}

void SourceDetail::show(const SourceState* state, bool past) {
    m_past = past;
    m_state = state ? std::optional(*state) : std::nullopt;
    setEnabled(state != nullptr);
    if (m_state) showState();
}

void SourceDetail::showState() {
    const auto standing = standingOf(*m_state);
    QStringList below{shipglass::standing(standing, m_state->health), plainLine(m_state->kind)};
    below.removeAll(QString());
    m_head->show(lookOf(standing, m_state->health), plainLine(m_state->source),
                 below.join(QStringLiteral(" \u00b7 ")));
    showProblem();
    showButtons();
    m_facts->show(facts());
    showScopes();
}

void SourceDetail::showProblem() {
    const bool failed = m_state->configured && m_state->error && m_state->health != SourceHealth::fresh;
    m_problem->setVisible(failed);
    m_remedy->setVisible(failed);
    if (!failed) return;
    m_problem->show(phrase(m_state->error->fault) + QStringLiteral(": ") +
                    plainLine(m_state->error->message));
    m_remedy->setText(remedy(m_state->error->fault));
}

/// What is not in the configuration can only be forgotten, and nothing can be done in the past.
void SourceDetail::showButtons() {
    const bool off = m_state->health == SourceHealth::disabled;
    m_toggle->setText(off ? tr("Switch on") : tr("Switch off"));
    const bool polled = m_state->configured && !m_past;
    m_test->setVisible(polled);
    m_toggle->setVisible(polled);
    m_stop->setVisible(polled && !m_state->backfill.empty());
    m_forget->setVisible(!m_past);
}

Facts SourceDetail::facts() const {
    const auto& times = m_context.times;
    const auto& state = *m_state;
    if (standingOf(state) == SourceStanding::imported)
        return {{tr("Imported"), times.momentAndAge(lastReadAt(state))}};
    const bool waits = state.error && state.error->retryAfter && state.health == SourceHealth::rateLimited;
    return {
        {tr("Last read"), state.okAt ? times.momentAndAge(state.okAt) : tr("never")},
        {tr("Next poll"), state.nextPollAt && state.health != SourceHealth::disabled
                              ? times.age(*state.nextPollAt)
                              : QString()},
        {tr("Limited until"), waits ? times.momentAndAge(state.error->retryAfter) : QString()},
        {tr("Failed polls"), state.failures > 0 ? tr("%1 in a row").arg(state.failures) : QString()},
        {tr("Cost"), m_past ? QString()
                            : tr("%1 requests and %2 in the last hour")
                                  .arg(grouped(state.requestsLastHour), byteCount(state.bytesLastHour))},
        {tr("Last poll"), state.polledAt && !m_past ? tr("%1 requests, %2 of them unchanged, %3")
                                                          .arg(state.requests)
                                                          .arg(state.notModified)
                                                          .arg(TimeStyle::span(Millis{state.millis}))
                                                    : QString()},
        {tr("History"), plainLine(state.backfill)},
        {tr("List"), plainLine(shrinkage(state.scopes))},
        {tr("Clock"), state.skew > notableSkew || state.skew < -notableSkew
                          ? tr("differs from ours by %1").arg(TimeStyle::span(std::chrono::abs(state.skew)))
                          : QString()}};
}

void SourceDetail::showScopes() {
    std::vector<Line> lines;
    for (const ScopeState& scope : m_state->scopes) {
        const auto health = healthOf(scope);
        const auto age = scope.okAt ? m_context.times.age(*scope.okAt) : tr("never");
        const auto problem = problemOf(scope);
        const auto name = scope.scope == "*" ? tr("everything") : plainLine(scope.scope);
        lines.push_back({QVariant::fromValue(health), {name, phrase(scope.facet), age, problem}, problem});
    }
    m_scopes->setVisible(!lines.empty());
    m_scopes->setLines(std::move(lines));
}

ReplyTo SourceDetail::saying() {
    return guarded(this, [this](const Reply& reply) { emit said(reply.text); });
}

void SourceDetail::testConnection() {
    if (!m_state) return;
    emit said(tr("Asking %1").arg(plainLine(m_state->source)));
    m_context.commands.testConnection(m_state->source, saying());
}

void SourceDetail::toggle() {
    if (m_state)
        m_context.commands.setEnabled(m_state->source, m_state->health == SourceHealth::disabled, saying());
}

void SourceDetail::stopBackfill() {
    if (m_state) m_context.commands.stopBackfill(m_state->source);
}

void SourceDetail::askForget() {
    if (!m_state) return;
    auto* box = new QMessageBox(QMessageBox::Question, tr("Forget a source"),
                                tr("Forget %1 and its data?").arg(plainLine(m_state->source)),
                                QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("forgetBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("It is taken out of the configuration, and all that was read from it is "
                               "deleted. The system itself is not touched."));
    auto* yes = box->addButton(tr("Forget it"), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("forgetYes"));
    box->setDefaultButton(box->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(yes, &QAbstractButton::clicked, this, &SourceDetail::forget);
    box->open();
}

void SourceDetail::forget() {
    if (m_state) m_context.commands.forget(m_state->source, saying());
}

void SourceDetail::tick() {
    if (!m_state) return;
    m_facts->show(facts());
    showScopes();
}

} // namespace shipglass

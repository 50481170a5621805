// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/dora_head.h"

#include "insight/dora/dialect.h"
#include "models/plain_text.h"
#include "widgets/dora/figure_text.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDateEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

namespace shipglass {

namespace {

constexpr int narrowest = 20; ///< Letters of a box.
const QDate epoch(1970, 1, 1);

/// What an item of the boxes for services stands for.
enum Held { nothing, before, service, team };

QStringList itemOf(Held held, const std::string& name) {
    return {QString::number(held), QString::fromStdString(name)};
}

delivery::Whose whoseOf(const QVariant& item) {
    const auto parts = item.toStringList();
    if (parts.size() != 2) return {};
    const int held = parts[0].toInt();
    const auto name = parts[1].toStdString();
    return {held == service ? name : std::string(), held == team ? name : std::string(), {}};
}

/// The style sheet takes the arrow away; this one is drawn in the theme's own colour.
class ChoiceBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* event) override {
        QComboBox::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(themeOf(palette()).muted, 1.5));
        const QPointF tip(width() - 14, height() / 2.0 + 2);
        painter.drawPolyline(QPolygonF({tip + QPointF(-4, -4), tip, tip + QPointF(4, -4)}));
    }
};

/// Takes new items; what was chosen stays so, even when it is not offered any more.
void refill(QComboBox& box, int fixed, const std::vector<std::string>& services,
            const std::vector<std::string>& teams) {
    const QSignalBlocker quiet(box);
    const auto chosen = box.currentData();
    const auto text = box.currentText();
    while (box.count() > fixed) box.removeItem(fixed);
    for (const auto& each : teams) box.addItem(whoseText({{}, each, {}}), itemOf(team, each));
    for (const auto& each : services) box.addItem(whoseText({each, {}, {}}), itemOf(service, each));
    int at = box.findData(chosen);
    if (at < 0) {
        box.addItem(text, chosen);
        at = box.count() - 1;
    }
    box.setCurrentIndex(at);
}

} // namespace

DoraHead::DoraHead(QWidget* parent) : FoldedGrid(narrowest, 6, parent) {
    m_period = box(QStringLiteral("period"), tr("Period"));
    m_from = date(QStringLiteral("periodFrom"), tr("First day"));
    m_to = date(QStringLiteral("periodTo"), tr("Last day"));
    m_buckets = box(QStringLiteral("buckets"), tr("Points of the trend"));
    m_whose = box(QStringLiteral("scope"), tr("Whose figures"));
    m_dialect = box(QStringLiteral("dialect"), tr("Dialect: whose definitions"));
    m_against = box(QStringLiteral("against"), tr("What to hold it against"));
    build();
    buildExport();
}

QComboBox* DoraHead::box(const QString& name, const QString& accessibleName) {
    auto* made = new ChoiceBox(this);
    made->setObjectName(name);
    made->setAccessibleName(accessibleName);
    made->setToolTip(accessibleName);
    made->setMaxVisibleItems(20);
    made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made->setMinimumContentsLength(8);
    add(made);
    return made;
}

QDateEdit* DoraHead::date(const QString& name, const QString& accessibleName) {
    auto* made = new QDateEdit(this);
    made->setObjectName(name);
    made->setAccessibleName(accessibleName);
    made->setToolTip(accessibleName);
    made->setCalendarPopup(true);
    made->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    made->hide();
    add(made);
    connect(made, &QDateEdit::dateChanged, this, &DoraHead::read);
    return made;
}

void DoraHead::build() {
    for (const auto& text : {tr("Last 30 days"), tr("Last 90 days"), tr("Last 180 days"),
                             tr("Last 12 months"), tr("From \u2026 to \u2026")})
        m_period->addItem(text);
    m_period->setCurrentIndex(static_cast<int>(m_wish.period));
    for (const auto& text : {tr("By day"), tr("By week"), tr("By month")}) m_buckets->addItem(text);
    m_buckets->setCurrentIndex(static_cast<int>(m_wish.by));
    m_whose->addItem(whoseText({}), itemOf(nothing, {}));
    for (const auto& dialect : dora::dialects()) {
        const auto name = plainLine(dialect.name);
        m_dialect->addItem(tr("As %1").arg(name), name);
    }
    m_against->addItem(tr("Against nothing"), itemOf(nothing, {}));
    m_against->addItem(tr("Against the time before"), itemOf(before, {}));
    for (auto* each : {m_period, m_buckets, m_whose, m_dialect, m_against})
        connect(each, &QComboBox::currentIndexChanged, this, &DoraHead::read);
}

void DoraHead::buildExport() {
    m_export = new QPushButton(tr("Save"), this);
    m_export->setObjectName(QStringLiteral("exportDora"));
    m_export->setToolTip(tr("Take the figures along as a picture or a file"));
    auto* menu = new QMenu(m_export);
    connect(menu->addAction(tr("Picture (PNG)\u2026")), &QAction::triggered, this, &DoraHead::pictureWanted);
    const auto file = [&](const QString& text, DoraFile what) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, what] { emit fileWanted(what); });
    };
    file(tr("Table (CSV)\u2026"), DoraFile::csv);
    file(tr("JSON\u2026"), DoraFile::json);
    file(tr("JSON with every row\u2026"), DoraFile::jsonWithRows);
    m_export->setMenu(menu);
    add(m_export);
}

void DoraHead::offer(const std::vector<std::string>& services, const std::vector<std::string>& teams) {
    refill(*m_whose, 1, services, teams);
    refill(*m_against, 2, services, teams);
}

void DoraHead::setWindow(dora::Window window, const dora::Calendar& calendar) {
    if (m_wish.period == DoraPeriod::custom || window.since >= window.until) return;
    const QSignalBlocker from(m_from), to(m_to);
    m_from->setDate(epoch.addDays(calendar.firstDayOf(window)));
    m_to->setDate(epoch.addDays(calendar.lastDayOf(window)));
}

void DoraHead::read() {
    m_wish.period = static_cast<DoraPeriod>(m_period->currentIndex());
    m_wish.firstDay = epoch.daysTo(m_from->date());
    m_wish.lastDay = epoch.daysTo(m_to->date());
    m_wish.by = static_cast<dora::By>(m_buckets->currentIndex());
    m_wish.whose = whoseOf(m_whose->currentData());
    m_wish.dialect = m_dialect->currentData().toString().toStdString();
    const auto held = m_against->currentData().toStringList().value(0).toInt();
    m_wish.against = held == nothing  ? DoraAgainst::nothing
                     : held == before ? DoraAgainst::before
                                      : DoraAgainst::other;
    m_wish.other = whoseOf(m_against->currentData());
    const bool custom = m_wish.period == DoraPeriod::custom;
    m_from->setVisible(custom);
    m_to->setVisible(custom);
    fold();
    emit wished(m_wish);
}

} // namespace shipglass

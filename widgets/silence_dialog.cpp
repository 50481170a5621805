// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/silence_dialog.h"

#include "widgets/labels.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr Millis longest = std::chrono::hours(24 * 365);

} // namespace

SilenceDialog::SilenceDialog(const QString& alert, QWidget* parent)
    : QDialog(parent), m_duration(new QComboBox(this)), m_comment(new QLineEdit(this)),
      m_problem(textLabel({}, this)), m_silence(new QPushButton(tr("Silence"), this)) {
    setWindowTitle(tr("Silence an alert"));
    setObjectName(QStringLiteral("silenceDialog"));
    build(alert);
    connect(m_duration, &QComboBox::editTextChanged, this, &SilenceDialog::check);
    check();
}

void SilenceDialog::build(const QString& alert) {
    m_duration->setObjectName(QStringLiteral("silenceFor"));
    m_duration->setAccessibleName(tr("For how long"));
    m_duration->setEditable(true);
    m_duration->addItems({QStringLiteral("30m"), QStringLiteral("1h"), QStringLiteral("2h"),
                          QStringLiteral("8h"), QStringLiteral("1d"), QStringLiteral("7d")});
    m_duration->setCurrentText(QStringLiteral("2h"));
    m_comment->setObjectName(QStringLiteral("silenceComment"));
    m_comment->setAccessibleName(tr("Comment"));
    m_comment->setPlaceholderText(tr("Why, for those who come after you"));
    m_problem->setProperty("problem", true);
    m_silence->setObjectName(QStringLiteral("silenceNow"));
    m_silence->setProperty("primary", true);
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(m_silence, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Leave it"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout;
    form->addRow(tr("For"), m_duration);
    form->addRow(tr("Comment"), m_comment);
    auto* column = new QVBoxLayout(this);
    column->addWidget(textLabel(alert, this));
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
}

std::optional<Millis> SilenceDialog::duration() const {
    const auto span = parseDuration(m_duration->currentText().trimmed().toStdString());
    return span && *span > Millis{0} && *span <= longest ? span : std::nullopt;
}

QString SilenceDialog::comment() const { return m_comment->text().trimmed(); }

void SilenceDialog::check() {
    const bool good = duration().has_value();
    m_silence->setEnabled(good);
    m_problem->setText(good ? QString() : tr("Write a time such as 30m, 2h or 1d, at most a year."));
}

} // namespace shipglass

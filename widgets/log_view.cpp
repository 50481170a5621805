// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log_view.h"

#include "models/plain_text.h"
#include "widgets/labels.h"
#include "widgets/page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace shipglass {

namespace {

/// The stage whose log is looked at first: what failed, else what runs, else the last.
std::string mostTelling(const StageTimeline& stages) {
    std::string last;
    for (const auto status : {RunStatus::failure, RunStatus::running})
        for (const StageBar& bar : stages.bars)
            if (bar.hasLog && bar.status == status) return bar.id;
    for (const StageBar& bar : stages.bars)
        if (bar.hasLog) last = bar.id;
    return last;
}

} // namespace

LogView::LogView(Commands& commands, Millis pause, QWidget* parent)
    : QWidget(parent), m_commands(commands), m_choice(new QComboBox(this)),
      m_follow(new QCheckBox(tr("Follow"), this)), m_state(new LineLabel(this)),
      m_text(new QPlainTextEdit(this)) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &LogView::ask);
    build();
    connect(m_choice, &QComboBox::activated, this, &LogView::restart);
    connect(m_follow, &QCheckBox::clicked, this, &LogView::setFollowing);
    connect(m_text->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        const auto* bar = m_text->verticalScrollBar();
        m_follow->setChecked(bar->sliderPosition() >= bar->maximum());
    });
}

void LogView::build() {
    m_choice->setObjectName(QStringLiteral("logChoice"));
    m_choice->setAccessibleName(tr("Stage whose log is shown"));
    m_choice->setMinimumContentsLength(14);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_follow->setObjectName(QStringLiteral("logFollow"));
    m_follow->setChecked(true);
    m_state->setProperty("quiet", true);
    m_state->setObjectName(QStringLiteral("logState"));
    m_text->setObjectName(QStringLiteral("logText"));
    m_text->setAccessibleName(tr("Log"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(mostLines);
    m_text->setFont(fixedFont());
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* row = new QHBoxLayout;
    row->addWidget(m_choice);
    row->addWidget(m_follow);
    row->addWidget(m_state, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addLayout(row);
    column->addWidget(m_text, 1);
}

void LogView::setRun(const std::string& source, const std::string& runId, const StageTimeline& stages,
                     bool moves) {
    const bool same = source == m_source && runId == m_runId;
    m_moves = moves;
    if (!same) {
        stop();
        m_started = false;
        m_source = source;
        m_runId = runId;
        m_text->clear();
        say({});
        m_choice->clear();
        m_stageIds.clear();
    }
    fillChoices(stages);
}

void LogView::fillChoices(const StageTimeline& stages) {
    std::vector<std::string> ids;
    QStringList names;
    for (const StageBar& bar : stages.bars) {
        if (!bar.hasLog) continue;
        ids.push_back(bar.id);
        names.append(bar.name);
    }
    if (ids.empty()) {
        ids.emplace_back();
        names.append(tr("Whole run"));
    }
    if (ids == m_stageIds) return;
    const auto chosen = m_started ? m_stageIds[static_cast<std::size_t>(m_choice->currentIndex())] : "";
    m_stageIds = std::move(ids);
    m_choice->clear();
    m_choice->addItems(names);
    const auto indexOf = [this](const std::string& id) {
        const auto found = std::find(m_stageIds.begin(), m_stageIds.end(), id);
        return found == m_stageIds.end() ? -1 : static_cast<int>(found - m_stageIds.begin());
    };
    const int kept = m_started ? indexOf(chosen) : -1;
    m_choice->setCurrentIndex(std::max(0, kept >= 0 ? kept : indexOf(mostTelling(stages))));
    // What was shown is no log of its own any more, as the whole run's once its stages are known.
    if (m_started && kept < 0) restart();
}

void LogView::choose(const std::string& stageId) {
    const auto found = std::find(m_stageIds.begin(), m_stageIds.end(), stageId);
    if (found == m_stageIds.end()) return;
    m_choice->setCurrentIndex(static_cast<int>(found - m_stageIds.begin()));
    restart();
}

void LogView::start() {
    if (!m_started) restart();
}

void LogView::stop() {
    m_timer.stop();
    ++m_round;
}

void LogView::restart() {
    stop();
    m_started = true;
    m_cleaner = {};
    m_offset = 0;
    m_text->clear();
    m_follow->setChecked(true);
    say(tr("Reading"));
    ask();
}

void LogView::ask() {
    if (m_runId.empty() || m_choice->currentIndex() < 0) return;
    const LogWish wish{m_source, m_runId, m_stageIds[static_cast<std::size_t>(m_choice->currentIndex())],
                       m_offset};
    m_commands.readLog(wish, guarded(this, [this, round = m_round](const LogPiece& piece) {
                           if (round == m_round) take(piece);
                       }));
}

void LogView::take(const LogPiece& piece) {
    if (!piece.problem.isEmpty()) return say(plainLine(piece.problem.toStdString()));
    append(m_cleaner.clean(piece.text));
    const bool grew = piece.nextOffset > m_offset;
    m_offset = piece.nextOffset;
    // A log that does not grow and whose run is over has ended, whatever its system says.
    if (piece.ended || (!grew && !m_moves)) return say(tr("The log has ended"));
    say(tr("Following"));
    m_timer.start();
}

void LogView::append(const QString& text) {
    if (text.isEmpty()) return;
    auto* bar = m_text->verticalScrollBar();
    const int before = bar->value();
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(text);
    bar->setValue(m_follow->isChecked() ? bar->maximum() : before);
}

void LogView::setFollowing(bool following) {
    auto* bar = m_text->verticalScrollBar();
    if (following) bar->setValue(bar->maximum());
}

void LogView::say(const QString& text) { m_state->setText(text); }

} // namespace shipglass

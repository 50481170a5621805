// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/log_cleaner.h"
#include "models/stage_timeline.h"
#include "widgets/commands.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QPlainTextEdit;

namespace shipglass {

class LineLabel;

/// A log that is read piece by piece and followed while its job runs. Scrolling up stops the following, the
/// end or the box starts it again. Old lines go once there are too many.
class LogView : public QWidget {
    Q_OBJECT

public:
    static constexpr int mostLines = 20'000;

    /// `pause` lies between two questions for more of a log that has not ended.
    LogView(Commands& commands, Millis pause, QWidget* parent = nullptr);

    /// Which logs a run has. Reading begins with start(), unless it is under way.
    void setRun(const std::string& source, const std::string& runId, const StageTimeline& stages, bool moves);
    /// Reads what is chosen, when it is not being read yet.
    void start();
    void choose(const std::string& stageId);
    /// Asks no more; what is there stays.
    void stop();

private:
    void build();
    void fillChoices(const StageTimeline& stages);
    void restart();
    void ask();
    void take(const LogPiece& piece);
    void append(const QString& text);
    void setFollowing(bool following);
    void say(const QString& text);

    Commands& m_commands;
    QComboBox* m_choice;
    QCheckBox* m_follow;
    LineLabel* m_state;
    QPlainTextEdit* m_text;
    QTimer m_timer;
    std::string m_source, m_runId;
    std::vector<std::string> m_stageIds;
    LogCleaner m_cleaner;
    std::int64_t m_offset = 0;
    int m_round = 0; ///< Pieces of an older one are for a log that is no longer shown.
    bool m_started = false, m_moves = false;
};

} // namespace shipglass

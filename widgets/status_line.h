// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/digest.h"
#include "widgets/commands.h"
#include "widgets/time_style.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace shipglass {

class LineLabel;

/// The foot of the window: what was just said, the source that was read longest ago, and history being read.
class StatusLine : public QWidget {
    Q_OBJECT

public:
    StatusLine(Commands& commands, const TimeStyle& times, QWidget* parent = nullptr);
    void say(const QString& text);
    void show(const Digest& digest);
    /// Without a network what the sources are like says nothing.
    void setOffline(bool offline);
    /// Says ages anew.
    void tick();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showSources();
    void showBackfill();

    Commands& m_commands;
    const TimeStyle& m_times;
    Digest m_digest;
    bool m_offline = false;
    LineLabel* m_said;
    QLabel *m_backfill, *m_mark, *m_sources;
    QPushButton* m_stop;
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/line_table.h"
#include "widgets/page.h"

class QPlainTextEdit;

namespace shipglass {

class LineList;

/// The test cases of a run that the history holds, failures first, with the message of the chosen one.
class TestList : public QWidget {
    Q_OBJECT

public:
    TestList(const PageContext& context, QWidget* parent = nullptr);
    void show(const std::string& source, const std::string& runId, std::optional<Time> asOf);

private:
    void take(const std::vector<Line>& lines);
    void showMessage(int row);

    HistoryAccess& m_history;
    LatestAsk m_ask;
    LineList* m_list;
    QLabel* m_none;
    QPlainTextEdit* m_message;
};

} // namespace shipglass

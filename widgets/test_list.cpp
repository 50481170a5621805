// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test_list.h"

#include "models/plain_text.h"
#include "models/run_row.h"
#include "query/queries.h"
#include "widgets/line_list.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::size_t mostTests = 1000;

int urgency(TestStatus status) {
    switch (status) {
    case TestStatus::failed:
    case TestStatus::error:
        return 0;
    case TestStatus::skipped:
        return 1;
    case TestStatus::passed:
        break;
    }
    return 2;
}

Line lineOf(const TestCase& test) {
    const auto place = test.className.empty() ? test.suite : test.className;
    const auto length = test.durationMs ? TimeStyle::span(Millis{*test.durationMs}) : QString();
    auto told = plainBlock(test.message);
    if (!test.trace.empty())
        told += (told.isEmpty() ? QString() : QStringLiteral("\n\n")) + plainBlock(test.trace);
    return {QVariant::fromValue(test.status), {plainLine(test.name), plainLine(place), length}, told};
}

std::vector<Line> readTests(Reader& reader, const std::string& source, const std::string& runId,
                            std::optional<Time> asOf) {
    Selection selection;
    selection.kind = Kind::test;
    selection.where = queries::both(queries::exactly("source", source), queries::exactly("runId", runId));
    selection.asOf = asOf;
    selection.limit = mostTests;
    selection.withDetails = true;
    auto rows = reader.read(selection);
    if (!rows.ok()) return {{{}, {plainLine(rows.error().message), {}, {}}, {}}};
    std::vector<const TestCase*> tests;
    for (const Row& row : *rows)
        if (const auto* test = std::get_if<TestCase>(&row.record)) tests.push_back(test);
    std::stable_sort(tests.begin(), tests.end(),
                     [](const auto* a, const auto* b) { return urgency(a->status) < urgency(b->status); });
    std::vector<Line> lines;
    for (const TestCase* test : tests) lines.push_back(lineOf(*test));
    return lines;
}

} // namespace

TestList::TestList(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_history(context.history),
      m_list(new LineList(QStringLiteral("tests"), tr("Test cases"),
                          {{tr("Test"), 0, 0, true, {}},
                           {tr("Class"), 24, 60, false, {}},
                           {tr("Length"), 13, 0, false, Qt::AlignRight}},
                          this)),
      m_none(quietLabel(tr("No single test cases are known of this run. They come from JUnit and TestNG "
                           "results, and from systems that report them."),
                        this)),
      m_message(new QPlainTextEdit(this)) {
    m_message->setObjectName(QStringLiteral("testMessage"));
    m_message->setAccessibleName(tr("Message of the test"));
    m_message->setReadOnly(true);
    m_message->setTabChangesFocus(true);
    m_message->setFont(fixedFont());
    m_none->setObjectName(QStringLiteral("testsNone"));
    m_none->setContentsMargins(0, 12, 0, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_none);
    column->addWidget(m_list, 3);
    column->addWidget(m_message, 2);
    connect(m_list, &ListTable::currentRowChanged, this, &TestList::showMessage);
    take({});
}

void TestList::show(const std::string& source, const std::string& runId, std::optional<Time> asOf) {
    m_ask = m_history.ask(
        this, [source, runId, asOf](Reader& reader) { return readTests(reader, source, runId, asOf); },
        [this](const std::vector<Line>& lines) { take(lines); });
}

void TestList::take(const std::vector<Line>& lines) {
    m_list->setLines(lines);
    m_list->setVisible(!lines.empty());
    m_none->setVisible(lines.empty());
    showMessage(m_list->currentRow());
    if (lines.empty()) m_none->parentWidget()->layout()->setAlignment(m_none, Qt::AlignTop);
}

void TestList::showMessage(int row) {
    const auto text =
        row < 0 ? QString() : m_list->model()->index(row, 0).data(LineTable::DetailRole).toString();
    m_message->setVisible(!text.isEmpty());
    if (m_message->toPlainText() != text) m_message->setPlainText(text);
}

} // namespace shipglass

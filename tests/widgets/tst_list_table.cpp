// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/list_table.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTest>
#include <QWindow>

using namespace shipglass;

/// How wide the columns of a list are.
class ListTableTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void columnsGrowWithTheirTexts();
    void whatAPersonMadeStays();

private:
    void add(const QString& text) {
        m_model->appendRow({new QStandardItem(text), new QStandardItem(QStringLiteral("rest"))});
    }

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<ListTable> m_list;
};

void ListTableTest::init() {
    m_model = std::make_unique<QStandardItemModel>(0, 2);
    m_list = std::make_unique<ListTable>();
    m_list->show(m_model.get(), {{QStringLiteral("Name"), 10, 0, false, {}, 40},
                                 {QStringLiteral("Rest"), 0, 0, true, {}, 0}});
    m_list->resize(900, 300);
    m_list->QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(m_list.get()));
}

void ListTableTest::columnsGrowWithTheirTexts() {
    add(QStringLiteral("short"));
    const int narrow = m_list->columnWidth(0);
    add(QStringLiteral("preview-environment-of-branch-77"));
    const int wide = m_list->columnWidth(0);
    QVERIFY(wide > narrow);
    m_list->resize(120, 300); // no room to spare
    QVERIFY(m_list->columnWidth(0) <= narrow);
    m_list->resize(900, 300);
    QCOMPARE(m_list->columnWidth(0), wide);
}

void ListTableTest::whatAPersonMadeStays() {
    add(QStringLiteral("short"));
    auto* header = m_list->horizontalHeader();
    const int before = header->sectionSize(0);
    const QPoint edge(header->sectionViewportPosition(0) + header->sectionSize(0) - 2, header->height() / 2);
    const auto at = [&](int further) {
        return header->viewport()->mapTo(m_list.get(), edge + QPoint(further, 0));
    };
    QWindow* window = m_list->windowHandle();
    QTest::mousePress(window, Qt::LeftButton, {}, at(0));
    QTest::mouseMove(window, at(30));
    QTest::mouseMove(window, at(60));
    QTest::mouseRelease(window, Qt::LeftButton, {}, at(60));
    const int made = header->sectionSize(0);
    QVERIFY(made > before);
    add(QStringLiteral("preview-environment-of-branch-77"));
    QCOMPARE(header->sectionSize(0), made);
    m_list->resize(800, 300);
    QCOMPARE(header->sectionSize(0), made);
}

QTEST_MAIN(ListTableTest)
#include "tst_list_table.moc"

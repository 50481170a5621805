// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kind_icon.h"

#include <QGuiApplication>
#include <QTest>

using namespace shipglass;

/// Icons of the kinds of sources are in the program, and can be drawn.
class KindIconTest : public QObject {
    Q_OBJECT

private slots:
    void drawsTheIconOfAKind();
    void hasNoneForWhatIsNoKind();
};

void KindIconTest::drawsTheIconOfAKind() {
    const auto image = kindIcon("github").pixmap(32).toImage();
    int drawn = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) drawn += image.pixelColor(x, y).alpha() > 128 ? 1 : 0;
    QVERIFY2(drawn > 50, qPrintable(QString::number(drawn)));
}

void KindIconTest::hasNoneForWhatIsNoKind() { QVERIFY(kindIcon("../../etc/passwd").isNull()); }

QTEST_MAIN(KindIconTest)
#include "tst_kind_icon.moc"

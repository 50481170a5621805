// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mark.h"

#include <QApplication>
#include <QTest>

#include <set>

using namespace shipglass;

/// Both themes can be read, and statuses are told apart without colour.
class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void textCanBeRead_data() { addThemes(); }
    void textCanBeRead();
    void tonesCanBeRead_data() { addThemes(); }
    void tonesCanBeRead();
    void statusesDifferInShape();

private:
    static void addThemes() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
};

namespace {

constexpr double readable = 4.5; ///< The contrast that WCAG 2.1 asks of text (AA).

const Theme& theme(bool dark) { return dark ? darkTheme() : lightTheme(); }

/// A mark drawn in black, as bits.
QByteArray shape(const Look& look) {
    QImage image(32, 32, QImage::Format_Mono);
    image.fill(1);
    QPainter painter(&image);
    paintMark(painter, QRectF(0, 0, 32, 32), look.mark, Qt::black, Qt::white);
    painter.end();
    return QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes());
}

template <class E> void differ(std::initializer_list<E> values) {
    std::set<QByteArray> shapes;
    for (const auto value : values) shapes.insert(shape(lookOf(value)));
    QCOMPARE(shapes.size(), values.size());
}

} // namespace

void ThemeTest::textCanBeRead() {
    QFETCH(bool, dark);
    const auto& colors = theme(dark);
    for (const auto& ground : {colors.window, colors.panel, colors.raised, colors.hover, colors.selection}) {
        QVERIFY2(contrast(colors.text, ground) >= 7, qPrintable(ground.name()));
        QVERIFY2(contrast(colors.muted, ground) >= readable, qPrintable(ground.name()));
    }
    QVERIFY(contrast(colors.onAccent, colors.accent) >= readable);
}

void ThemeTest::tonesCanBeRead() {
    QFETCH(bool, dark);
    const auto& colors = theme(dark);
    for (const auto tone : {Tone::good, Tone::warning, Tone::bad, Tone::running, Tone::neutral})
        for (const auto& ground : {colors.window, colors.panel})
            QVERIFY2(contrast(colors.tone(tone), ground) >= readable, qPrintable(colors.tone(tone).name()));
}

void ThemeTest::statusesDifferInShape() {
    differ({RunStatus::unknown, RunStatus::queued, RunStatus::running, RunStatus::waiting, RunStatus::success,
            RunStatus::unstable, RunStatus::failure, RunStatus::canceled, RunStatus::skipped});
    differ({Severity::info, Severity::warning, Severity::high, Severity::critical});
    differ({SourceHealth::fresh, SourceHealth::stale, SourceHealth::failing, SourceHealth::rateLimited,
            SourceHealth::disabled});
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"

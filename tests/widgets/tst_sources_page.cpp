// SPDX-License-Identifier: GPL-3.0-or-later
#include "legible.h"
#include "window_world.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTableView>

using namespace shipglass;

/// Sources: how they are, what they cost, and what can be done with them.
class SourcesPageTest : public QObject {
    Q_OBJECT

private slots:
    void saysInPlainWordsWhatIsWrong();
    void tellsTheCost();
    void testsTheConnection();
    void switchesOffAndOn();
    void forgetsOnlyAfterAYes();
    void listsWhatIsReadAndWhatIsNot();
    void saysThatTheListShrank();
    void offersWhatWasFound();
    void saysHowToBegin();
    void listsWhatIsConfiguredAndNotRead();
    void whatWasImportedCanOnlyBeForgotten();
    void canBeReadInASmallWindow();
    void keepsItsLinesTogether();
};

namespace {

QString allText(const QWidget* page) {
    QStringList texts;
    for (const auto* label : page->findChildren<QLabel*>())
        if (label->isVisible()) texts << label->text();
    return texts.join(u'\n');
}

QMessageBox* forgetBox(WindowWorld& world) {
    world.click("forgetSource");
    return world.child<QMessageBox>("forgetBox");
}

} // namespace

void SourcesPageTest::saysInPlainWordsWhatIsWrong() {
    WindowWorld world;
    world.history.reader.states = {makeSource("ci", SourceHealth::failing, 20)};
    world.open("sources");
    QCOMPARE(world.child<QLabel>("sourceProblem")->text(),
             "The credential was not accepted: 401 from ci.example");
    QVERIFY(world.child<QLabel>("sourceRemedy")->text().contains("auth:"));
    QVERIFY2(allText(world.window->currentPage()).contains("20 min ago"),
             qPrintable(allText(world.window->currentPage())));
}

void SourcesPageTest::tellsTheCost() {
    WindowWorld world;
    world.history.reader.states = {makeSource("ci", SourceHealth::fresh, 1)};
    world.open("sources");
    const auto text = allText(world.window->currentPage());
    QVERIFY2(text.contains("120 requests and 337.6 kB in the last hour"), qPrintable(text));
}

void SourcesPageTest::testsTheConnection() {
    WindowWorld world;
    world.history.reader.states = {makeSource("ci", SourceHealth::fresh, 1)};
    world.commands.reply = {true, "Connected to version 3.7 as ana"};
    world.open("sources");
    world.click("testConnection");
    QCOMPARE(world.commands.tested, std::vector<std::string>{"ci"});
    QCOMPARE(world.said(), "Connected to version 3.7 as ana");
}

void SourcesPageTest::switchesOffAndOn() {
    WindowWorld world;
    world.history.reader.states = {makeSource("ci", SourceHealth::fresh, 1)};
    world.open("sources");
    QCOMPARE(world.child<QPushButton>("toggleSource")->text(), "Switch off");
    world.click("toggleSource");
    QVERIFY(world.commands.switched.back() == std::pair(std::string("ci"), false));
    world.history.reader.states = {makeSource("ci", SourceHealth::disabled, 1)};
    world.history.reader.touch();
    world.change();
    QCOMPARE(world.child<QPushButton>("toggleSource")->text(), "Switch on");
    world.click("toggleSource");
    QVERIFY(world.commands.switched.back() == std::pair(std::string("ci"), true));
}

void SourcesPageTest::forgetsOnlyAfterAYes() {
    WindowWorld world;
    world.history.reader.states = {makeSource("ci", SourceHealth::fresh, 1)};
    world.open("sources");
    forgetBox(world)->reject();
    world.settle();
    QVERIFY(world.commands.forgotten.empty());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    forgetBox(world)->findChild<QPushButton*>("forgetYes")->click();
    QCOMPARE(world.commands.forgotten, std::vector<std::string>{"ci"});
}

void SourcesPageTest::listsWhatIsReadAndWhatIsNot() {
    WindowWorld world;
    auto state = makeSource("ci", SourceHealth::failing, 5);
    ScopeState good, bad;
    good.facet = bad.facet = Facet::run;
    good.scope = "acme/web";
    good.ok = true;
    good.okAt = worldNow();
    bad.scope = "acme/api";
    bad.error = Error{Fault::notFound, "404", 404, {}};
    ScopeState left = bad;
    left.scope = "acme/old";
    left.error = notWatched();
    state.scopes = {good, bad, left};
    world.history.reader.states = {state};
    world.open("sources");
    const auto* model = world.child<QTableView>("scopes")->model();
    QCOMPARE(model->rowCount(), 3);
    QCOMPARE(model->index(1, 0).data().toString(), "acme/api");
    QCOMPARE(model->index(1, 3).data().toString(), "What is asked for is not there: 404");
    QCOMPARE(model->index(2, 3).data().toString(), "no longer watched");
}

void SourcesPageTest::saysThatTheListShrank() {
    WindowWorld world;
    auto state = makeSource("ci", SourceHealth::fresh, 5);
    state.scopes.resize(3);
    for (std::size_t at = 0; at < 3; ++at) {
        state.scopes[at].scope = std::to_string(at);
        if (at > 0) state.scopes[at].error = notWatched();
    }
    world.history.reader.states = {state};
    world.open("sources");
    const auto text = allText(world.window->currentPage());
    QVERIFY2(text.contains("watches 1 instead of 3; what is no longer listed"), qPrintable(text));
}

void SourcesPageTest::offersWhatWasFound() {
    WindowWorld world;
    world.open("sources");
    world.window->offer({{"prometheus", "prometheus", "http://127.0.0.1:9090"}});
    world.settle();
    auto* add = world.window->currentPage()->findChild<QPushButton*>("add-prometheus");
    QVERIFY(add && add->isVisible());
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(world.commands.added.size(), std::size_t(1));
    QCOMPARE(world.commands.added[0].url, std::string("http://127.0.0.1:9090"));
    QVERIFY(!add->isEnabled());
}

void SourcesPageTest::saysHowToBegin() {
    WindowWorld world;
    world.open("sources");
    const auto text = allText(world.window->currentPage());
    QVERIFY2(text.contains("shipglass.yaml"), qPrintable(text));
}

void SourcesPageTest::listsWhatIsConfiguredAndNotRead() {
    WindowWorld world;
    world.history.reader.setSources({{"gh", "github", true}});
    world.open("sources");
    QCOMPARE(world.child<QLabel>("summary")->text(), "1 source");
    QCOMPARE(world.child<QTableView>("sources")->model()->index(0, 0).data().toString(), "gh");
    const auto text = allText(world.window->currentPage());
    QVERIFY2(text.contains("Not read yet \u00b7 github"), qPrintable(text));
    QCOMPARE(world.child<QLabel>("sourcesState")->text(), "1 source is not read yet");
}

void SourcesPageTest::whatWasImportedCanOnlyBeForgotten() {
    WindowWorld world;
    SourceState imported;
    imported.source = "file";
    imported.scopes.resize(1);
    imported.scopes[0].scope = importScope;
    imported.scopes[0].ok = true;
    imported.scopes[0].okAt = worldNow() - std::chrono::minutes(3);
    world.history.reader.states = {imported};
    world.history.reader.setSources({});
    world.open("sources");
    const auto text = allText(world.window->currentPage());
    QVERIFY2(text.contains("Imported") && text.contains("3 min ago"), qPrintable(text));
    QVERIFY2(!text.contains("Not read yet") && !text.contains("never"), qPrintable(text));
    QVERIFY(!world.child<QPushButton>("testConnection")->isVisible());
    QVERIFY(!world.child<QPushButton>("toggleSource")->isVisible());
    QVERIFY(world.child<QPushButton>("forgetSource")->isVisible());
    QCOMPARE(world.child<QLabel>("sourcesState")->text(), "No source is configured");
}

void SourcesPageTest::canBeReadInASmallWindow() {
    WindowWorld world;
    world.history.reader.states = {makeSource("ci", SourceHealth::failing, 20)};
    world.open("sources").resize(800, 600);
    world.settle();
    QCOMPARE(cutLabel(world.window->currentPage()), QString());
}

/// Without scopes there is nothing that takes the room below.
void SourcesPageTest::keepsItsLinesTogether() {
    WindowWorld world;
    world.history.reader.states = {makeSource("ci", SourceHealth::fresh, 1)};
    world.open("sources");
    const auto* button = world.child<QPushButton>("testConnection");
    const auto bottomOf = [](const QWidget* widget) {
        return widget->mapTo(widget->window(), widget->rect().bottomLeft()).y();
    };
    int lowest = 0;
    for (const auto* label : world.child<QWidget>("sourceFacts")->findChildren<QLabel*>())
        if (label->isVisible()) lowest = std::max(lowest, bottomOf(label));
    QVERIFY(lowest > bottomOf(button));
    QVERIFY2(lowest - bottomOf(button) < 12 * button->fontMetrics().height(),
             qPrintable(QString::number(lowest)));
}

QTEST_MAIN(SourcesPageTest)
#include "tst_sources_page.moc"

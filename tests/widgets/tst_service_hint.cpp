// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment_world.h"

#include <QClipboard>
#include <QDialog>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace shipglass;

namespace {

Change changeOf(const std::string& repository) {
    Change change;
    change.source = "git";
    change.id = repository + "!1";
    change.repository = change.project = repository;
    change.mergedAt = worldNow() - std::chrono::minutes(5);
    return change;
}

QDialog* dialogOf(const WindowWorld& world) { return world.window->findChild<QDialog*>("serviceDialog"); }

} // namespace

/// What the page of deployments says of records that belong to no service.
class ServiceHintTest : public QObject {
    Q_OBJECT

private slots:
    void saysHowMuchBelongsToNone();
    void saysNothingWhereAllBelongs();
    void showsAndCopiesLines();
    void addsServices();
    void saysWhyTheyCannotBeAdded();
    void canBePutAway();
    void aPageWithoutDeploymentsOffersThem();
};

void ServiceHintTest::saysHowMuchBelongsToNone() {
    WindowWorld world;
    fill(world);
    world.history.reader.put(changeOf("acme/api"));
    world.open("deployments");
    QVERIFY(world.child<QLabel>("serviceHint")->isVisible());
    // The deployments' own service, and the repository.
    QCOMPARE(world.child<QLabel>("serviceHint")->text(), "2 projects belong to no service yet.");
}

void ServiceHintTest::saysNothingWhereAllBelongs() {
    WindowWorld world;
    fill(world);
    ServiceRule web;
    web.name = "web";
    world.history.reader.setServices({web});
    world.open("deployments");
    QVERIFY(!world.child<QLabel>("serviceHint")->isVisible());
}

void ServiceHintTest::showsAndCopiesLines() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    world.click("showServices");
    QVERIFY(dialogOf(world));
    QCOMPARE(world.child<QPlainTextEdit>("serviceLines")->toPlainText(), "- name: web\n");
    QVERIFY2(words(world).contains("3 deployments to prod, stage are reported by cd"),
             qPrintable(words(world)));
    world.click("copyServices");
    QCOMPARE(QApplication::clipboard()->text(), "- name: web\n");
    QVERIFY(world.commands.services.empty());
}

void ServiceHintTest::addsServices() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    world.click("showServices");
    world.click("addServices");
    QCOMPARE(world.commands.services.size(), std::size_t{1});
    QCOMPARE(world.commands.services.front().name, std::string("web"));
    QCOMPARE(world.child<QLabel>("serviceOutcome")->text(), "Done");
    QVERIFY(!world.child<QPushButton>("addServices")->isEnabled());
    QVERIFY(!world.child<QLabel>("serviceHint")->isVisible());
}

void ServiceHintTest::saysWhyTheyCannotBeAdded() {
    WindowWorld world;
    fill(world);
    world.commands.reply = {false, QStringLiteral("the services stand in brackets")};
    world.open("deployments");
    world.click("showServices");
    world.click("addServices");
    QCOMPARE(world.child<QLabel>("serviceOutcome")->text(), "the services stand in brackets");
    QVERIFY(world.child<QPushButton>("addServices")->isEnabled());
    QVERIFY(world.child<QLabel>("serviceHint")->isVisible());
}

void ServiceHintTest::canBePutAway() {
    WindowWorld world;
    fill(world);
    world.open("deployments");
    world.click("hideServices");
    QVERIFY(!world.child<QLabel>("serviceHint")->isVisible());
    world.history.reader.put(changeOf("acme/api"));
    world.change();
    QVERIFY(!world.child<QLabel>("serviceHint")->isVisible());
}

void ServiceHintTest::aPageWithoutDeploymentsOffersThem() {
    WindowWorld world;
    world.history.reader.put(changeOf("acme/api"));
    world.open("deployments");
    const auto* page = world.window->currentPage();
    QCOMPARE(page->findChild<QLabel*>("emptyTitle")->text(), "No deployments yet");
    QVERIFY2(words(world).contains("1 repository belongs to no service yet."), qPrintable(words(world)));
    QTest::mouseClick(page->findChild<QPushButton*>("emptyButton"), Qt::LeftButton);
    world.settle();
    QVERIFY(dialogOf(world));
}

QTEST_MAIN(ServiceHintTest)
#include "tst_service_hint.moc"

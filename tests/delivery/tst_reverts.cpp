// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/reverts.h"
#include "records.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using delivery::revertedBy;
using delivery::Reverts;

/// Which change a revert takes back, as its words say.
class RevertsTest : public QObject {
    Q_OBJECT

private slots:
    void words_data();
    void words();
    void theMessageIsReadToo();
    void versions();
    void originals_data();
    void originals();
    void theOneBeforeItCounts();
    void servicesAreApart();
};

void RevertsTest::words_data() {
    QTest::addColumn<QString>("title"), QTest::addColumn<QString>("number"), QTest::addColumn<QString>("sha");
    const auto row = [](const char* text, const char* title, const char* number, const char* sha) {
        QTest::newRow(text) << title << number << sha;
    };
    row("Revert \"Add a cart\"", "Add a cart", "", "");
    row("Revert \"Add a cart (#12)\" (#13)", "Add a cart (#12)", "12", "");
    row("Revert \"Say \"hello\"\"", "Say \"hello\"", "", "");
    row("Revert \"Revert \"Add a cart\"\"", "Revert \"Add a cart\"", "", "");
    row("This reverts commit 0123abc.", "", "", "0123abc");
    row("Reverts acme/web#12", "", "12", "");
    row("This reverts merge request !8, sorry", "", "8", "");
    row("revert \"Add a cart\"", "Add a cart", "", "");
    row("revert: add a cart (#12)", "add a cart (#12)", "12", "");
    row("Revert #11", "", "11", "");
    row("Revert PR #11 for now", "", "11", "");
    row("Revert merge request !8", "", "8", "");
    row("Revert commit 0123abc", "", "", "0123abc");
    row("Revert the cart", "", "", "");
    row("Revert it", "", "", "");
    row("Reverting 2 of them", "", "", "");
    row("r", "", "", "");
    row("Revert \"", "", "", "");
    row("This reverts commit to what it was", "", "", "");
    row("Reverts #", "", "", "");
    row("Add a cart (#12)", "", "", "");
}

void RevertsTest::words() {
    QFETCH(QString, title);
    QFETCH(QString, number);
    QFETCH(QString, sha);
    const auto found = revertedBy(merged("1", QTest::currentDataTag(), "05-04 10:00"));
    QCOMPARE(found.has_value(), !(title + number + sha).isEmpty());
    if (!found) return;
    QCOMPARE(QString::fromStdString(found->title), title);
    QCOMPARE(QString::fromStdString(found->number), number);
    QCOMPARE(QString::fromStdString(found->sha), sha);
}

void RevertsTest::theMessageIsReadToo() {
    Change change = merged("1", "Take the cart back", "05-04 10:00");
    QVERIFY(!revertedBy(change));
    change.attributes["message"] = std::string("Too slow.\n\nThis reverts commit 0123abcdef.\n");
    QCOMPARE(revertedBy(change)->sha, std::string("0123abcdef"));
}

void RevertsTest::versions() {
    for (const char* title : {"Revert 1.0.1", "Revert version 1.0.1", "revert release 1.0.1"}) {
        const auto found = revertedBy(merged("1", title, "05-04 10:00"));
        QVERIFY2(found, title);
        QCOMPARE(found->version, std::string("1.0.1"));
    }
    QCOMPARE(revertedBy(merged("1", "Revert \"1.0.1\"", "05-04 10:00"))->version, std::string());
}

void RevertsTest::originals_data() {
    QTest::addColumn<QString>("words"), QTest::addColumn<QString>("original");
    const auto row = [](const char* words, const char* original) {
        QTest::newRow(words) << words << original;
    };
    row("Revert \"Add a cart\"", "cart");
    row("Reverts acme/web#12", "cart");
    row("Revert PR #12", "cart");
    row("revert: Add a cart", "cart");
    row("This reverts commit 0123abcdef0123.", "cart");
    row("This reverts commit 0123abc", "cart");
    row("Revert \"Add a till (#14)\"", "till"); // a squashed commit, by its title
    row("Revert \"Add a shop\"", "");
    row("Reverts #120", "");
}

void RevertsTest::originals() {
    QFETCH(QString, words);
    QFETCH(QString, original);
    Change cart = merged("acme/web#12", "Add a cart", "05-04 10:00");
    cart.commit = "0123abcdef0123";
    const Change till = merged("acme/web@77ff", "Add a till (#14)", "05-04 11:00");
    Reverts reverts; // newest first: the revert is row 0, the till row 1, the cart row 2
    QVERIFY(reverts.read(merged("acme/web#15", words.toStdString(), "05-04 12:00"), "web", 0));
    QVERIFY(!reverts.read(till, "web", 1));
    QVERIFY(!reverts.read(cart, "web", 2));
    QCOMPARE(reverts.found().size(), std::size_t(original.isEmpty() ? 0 : 1));
    if (original.isEmpty()) return;
    QCOMPARE(reverts.found().front().revert, dora::Row{0});
    QCOMPARE(reverts.found().front().original, original == "till" ? dora::Row{1} : dora::Row{2});
}

void RevertsTest::theOneBeforeItCounts() {
    const auto add = [](Reverts& reverts, const char* title, dora::Row row) {
        reverts.read(merged(std::to_string(row), title, "05-04 10:00"), "web", row);
    };
    Reverts reverts; // later again, reverted, added, added before that under the same title
    add(reverts, "Add a cart", 0);
    add(reverts, "Revert \"Add a cart\"", 1);
    add(reverts, "Add a cart", 2);
    add(reverts, "Add a cart", 3);
    QCOMPARE(reverts.found().size(), std::size_t{1});
    QCOMPARE(reverts.found().front().original, dora::Row{2});
}

void RevertsTest::servicesAreApart() {
    Reverts reverts;
    reverts.read(merged("1", "Revert \"Add a cart\"", "05-04 10:00"), "web", 0);
    reverts.read(merged("2", "Add a cart", "05-04 10:00"), "api", 1);
    QVERIFY(reverts.found().empty());
}

QTEST_APPLESS_MAIN(RevertsTest)
#include "tst_reverts.moc"

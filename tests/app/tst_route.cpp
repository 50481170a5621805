// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/route.h"

#include <QTest>

using namespace shipglass;

/// Whether there is a way out, from the kernel's tables.
class RouteTest : public QObject {
    Q_OBJECT

private slots:
    void ipv4();
    void ipv6();
    void nonsense();
};

void RouteTest::ipv4() {
    const char* head = "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n";
    const auto table = [&](const char* line) { return std::string(head) + line; };
    QVERIFY(holdsDefaultRoute(table("eth0 00000000 010200C0 0003 0 0 0 00000000 0 0 0\n"), ""));
    QVERIFY(!holdsDefaultRoute(table("eth0 00000000 010200C0 0002 0 0 0 00000000 0 0 0\n"), "")); // not up
    QVERIFY(!holdsDefaultRoute(table("eth0 000200C0 00000000 0001 0 0 0 00FFFFFF 0 0 0\n"), ""));
    QVERIFY(!holdsDefaultRoute(head, ""));
}

void RouteTest::ipv6() {
    const std::string zeros(32, '0');
    const auto line = [&](const std::string& rest) { return zeros + " 00 " + zeros + " 00 " + rest; };
    QVERIFY(holdsDefaultRoute(
        "", line("fd000000000000000000000000000001 00000400 00000002 00000000 00000003     eth0\n")));
    QVERIFY(!holdsDefaultRoute("", line(zeros + " ffffffff 00000001 00000000 00200200       lo\n")));
    QVERIFY(!holdsDefaultRoute("", "fd00" + std::string(28, '0') + " 40 " + zeros + " 00 " + zeros +
                                       " 00000100 00000001 00000000 00000001 eth0\n"));
}

void RouteTest::nonsense() {
    QVERIFY(!holdsDefaultRoute("", ""));
    QVERIFY(!holdsDefaultRoute("\n\n \t\n", "zz zz\n"));
    QVERIFY(!holdsDefaultRoute("eth0 00000000 x zzzz 0 0 0 00000000", "00000000000000000000000000000000 00"));
}

QTEST_APPLESS_MAIN(RouteTest)
#include "tst_route.moc"

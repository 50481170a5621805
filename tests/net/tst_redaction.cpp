// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/credential_patterns.h"
#include "net/redaction.h"

using namespace shipglass;

/// Secrets that are not known by their value, only by where they stand.
class RedactionTest : public QObject {
    Q_OBJECT
private slots:
    void crumbsAreCredentials_data();
    void crumbsAreCredentials();
    void namesThatOnlySoundLikeIt();
    void labelsAndSwitchesStay();
    void headersKeepTheirNames();
    void errorsHoldTheLastLinesOfAProgram();
};

void RedactionTest::crumbsAreCredentials_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("clean");
    QTest::newRow("answer") << QByteArray(R"({"crumb":"0a1b2c","crumbRequestField":"Jenkins-Crumb"})")
                            << QByteArray(R"({"crumb":"***","crumbRequestField":"Jenkins-Crumb"})");
    QTest::newRow("form field") << QByteArray("name=web&.crumb=0a1b2c&json=%7B%7D")
                                << QByteArray("name=web&.crumb=***&json=%7B%7D");
    QTest::newRow("header in text") << QByteArray("Jenkins-Crumb: 0a1b2c")
                                    << QByteArray("Jenkins-Crumb: ***");
}

void RedactionTest::crumbsAreCredentials() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, clean);
    QCOMPARE(QByteArray::fromStdString(Redactor()(text.toStdString())), clean);
}

void RedactionTest::namesThatOnlySoundLikeIt() {
    for (const char* name : {"breadcrumb", "breadcrumbs", "crumbRequestField", "next_page_token"})
        QVERIFY2(!isCredentialName(name), name);
    for (const char* name : {"crumb", ".crumb", "Jenkins-Crumb", "Set-Cookie"})
        QVERIFY2(isCredentialName(name), name);
}

void RedactionTest::labelsAndSwitchesStay() {
    for (const std::string text :
         {R"(sum(rate(http_requests_total{job="web",code=~"5.."}[5m])))", "exit code=137",
          "git -c log.showSignature=false log", R"({"hasToken": true})"})
        QCOMPARE(Redactor()(text), text);
    QCOMPARE(Redactor()("/login?state=1&code=0a1b2c"), std::string("/login?state=1&code=***"));
    QCOMPARE(Redactor()("code=0a1b2c&state=1"), std::string("code=***&state=1"));
    QCOMPARE(Redactor()("password=trueblue"), std::string("password=***"));
}

void RedactionTest::headersKeepTheirNames() {
    const Pairs headers{
        {"Jenkins-Crumb", "0a1b2c"}, {"set-cookie", "TWISTED_SESSION=5a; Path=/"}, {"Accept", "*/*"}};
    const Pairs clean{{"Jenkins-Crumb", "***"}, {"set-cookie", "***"}, {"Accept", "*/*"}};
    QCOMPARE(Redactor().headers(headers), clean);
}

void RedactionTest::errorsHoldTheLastLinesOfAProgram() {
    const Redactor redact({"s3cr3t"});
    const std::string words(1400, 'x');
    const auto error = redact.error(Error{Fault::server, "ended: " + words + " s3cr3t\nend", 1, {}});
    QCOMPARE(error.message, "ended: " + words + " *** end");
}

QTEST_APPLESS_MAIN(RedactionTest)
#include "tst_redaction.moc"

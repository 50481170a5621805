// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/credential_patterns.h"
#include "net/redaction.h"

#include <QJsonDocument>
#include <QTest>

using namespace shipglass;

/// Secrets that are not known by their value, only by where they stand.
class RedactionTest : public QObject {
    Q_OBJECT
private slots:
    void crumbsAreCredentials_data();
    void crumbsAreCredentials();
    void namesThatOnlySoundLikeIt();
    void wholeValuesOfJson_data();
    void wholeValuesOfJson();
    void jsonThatIsCutOff();
    void bracketsOutsideOfJson();
    void openBracketsCostNoTime();
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

void RedactionTest::wholeValuesOfJson_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("clean");
    const auto row = [](const char* name, const char* text, const char* clean) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(clean);
    };
    row("object", R"({"secret":{"id":7,"key":"hush"},"n":1})", R"({"secret":"***","n":1})");
    row("list", R"({"tokens":["hush","hush2"],"n":1})", R"({"tokens":"***","n":1})");
    row("lists in lists", R"({"passwords":[["hush"],{"a":["hush"]}],"n":1})", R"({"passwords":"***","n":1})");
    row("brackets in texts", R"({"secrets":["]}hush","\"]hush"],"n":1})", R"({"secrets":"***","n":1})");
    row("backslash at the end", R"({"token":"hush\\","n":1})", R"({"token":"***","n":1})");
    row("number", R"({"password":1234,"n":1})", R"({"password":"***","n":1})");
    row("nothing", R"({"password":null,"n":[true]})", R"({"password":null,"n":[true]})");
    row("over lines", "{\"secret\" :\n\t{\n\"a\": \"hush\"\n}\n}", "{\"secret\" :\n\t\"***\"\n}");
    row("empty", R"({"tokens":[],"secret":{}})", R"({"tokens":"***","secret":"***"})");
    row("no header in JSON", R"({"authorization":[1,2],"n":1})", R"({"authorization":"***","n":1})");
    row("JSON in a text", R"({"body":"{\"token\":\"hush\",\"n\":1}"})",
        R"({"body":"{\"token\":\"***\",\"n\":1}"})");
    row("a number in such", R"({"body":"{\"secret\":12,\"n\":1}"})",
        R"({"body":"{\"secret\":\"***\",\"n\":1}"})");
    row("a list in such", R"({"body":"{\"tokens\":[\"hush\"]}","n":1})",
        R"({"body":"{\"tokens\":\"***\"","n":1})");
}

void RedactionTest::wholeValuesOfJson() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, clean);
    const auto masked = QByteArray::fromStdString(Redactor()(text.toStdString()));
    QCOMPARE(masked, clean);
    QJsonParseError error{};
    QJsonDocument::fromJson(masked, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
}

void RedactionTest::jsonThatIsCutOff() {
    const std::string whole = R"({"n":1,"secrets":[{"a":"hush"},"hush"],"token":{"b":"hush"}})";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto clean = Redactor()(whole.substr(0, size));
        QVERIFY2(clean.find("hu") == std::string::npos, clean.c_str());
    }
}

void RedactionTest::bracketsOutsideOfJson() {
    QCOMPARE(Redactor()("tokens: [hush, hush2] n=1"), std::string("tokens: *** n=1"));
    QCOMPARE(Redactor()("token: [hush\nnext line"), std::string("token: ***\nnext line"));
    QCOMPARE(Redactor()(R"(password=hu\sh n=1)"), std::string("password=*** n=1"));
    QCOMPARE(Redactor()("{'tokens': ['hush'], 'n': 1}"), std::string("{'tokens': '***', 'n': 1}"));
}

void RedactionTest::openBracketsCostNoTime() {
    for (const std::string part : {"token: [\n", R"("token":[)", R"(\"token\":[)"}) {
        std::string text;
        while (text.size() < 1'000'000) text += part;
        QVERIFY(Redactor()(text).find('[') == std::string::npos);
    }
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

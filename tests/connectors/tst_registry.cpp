// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connectors/registry.h"

#include <QDir>
#include <QFile>
#include <QXmlStreamReader>

#include <set>

using namespace shipglass;

/// Refuses a connector that is not whole: its description, its icon, the cases it must have.
class RegistryTest : public QObject {
    Q_OBJECT
private slots:
    void isSortedAndFindsEachById();
    void describesEachFully_data() { addConnectors(); }
    void describesEachFully();
    void hasAnIconOfEach_data() { addConnectors(); }
    void hasAnIconOfEach();
    void hasTheCasesOfEach_data() { addConnectors(); }
    void hasTheCasesOfEach();

private:
    static void addConnectors();
};

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// Keys that every source has and no connector may take for itself.
const std::set<std::string_view> commonKeys{"name",    "kind",     "url",     "auth",       "every",
                                            "enabled", "backfill", "timeout", "headers",    "proxy",
                                            "tls",     "limits",   "actions", "actionAuth", "env"};

} // namespace

void RegistryTest::addConnectors() {
    QTest::addColumn<QString>("id");
    for (const auto* connector : allConnectors())
        QTest::newRow(qPrintable(text(connector->id))) << text(connector->id);
}

void RegistryTest::isSortedAndFindsEachById() {
    std::set<std::string_view> ids;
    std::string_view last;
    for (const auto* connector : allConnectors()) {
        QVERIFY2(last < connector->id, qPrintable(text(connector->id)));
        last = connector->id;
        QCOMPARE(findConnector(connector->id), connector);
    }
    QVERIFY(!findConnector("nothing"));
}

void RegistryTest::describesEachFully() {
    QFETCH(QString, id);
    const auto* const connector = findConnector(id.toStdString());
    QVERIFY(!connector->name.empty());
    QVERIFY(text(connector->docs).startsWith("https://"));
    QVERIFY(!connector->facets.empty());
    QVERIFY(!connector->auth.empty());
    QVERIFY(connector->probe && connector->poll);
    QVERIFY(connector->every >= Seconds(5));
    QVERIFY(connector->limits.atOnce > 0);
    std::set<std::string_view> keys;
    for (const auto& field : connector->fields) {
        QVERIFY2(keys.insert(field.key).second && !commonKeys.contains(field.key),
                 qPrintable(text(field.key)));
        QVERIFY2(!field.help.empty(), qPrintable(text(field.key)));
    }
    for (const auto& action : connector->actions) QVERIFY(action.run && !action.permission.empty());
}

void RegistryTest::hasAnIconOfEach() {
    QFETCH(QString, id);
    QFile file(QString(SHIPGLASS_ICONS) + "/" + id + ".svg");
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QXmlStreamReader xml(&file);
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.name().toString(), QString("svg"));
    while (!xml.atEnd()) xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void RegistryTest::hasTheCasesOfEach() {
    QFETCH(QString, id);
    QStringList cases{"full", "empty"};
    if (findConnector(id.toStdString())->http)
        cases << "paging"
              << "unauthorized"
              << "rate_limited"
              << "html"
              << "truncated";
    for (const auto& name : cases)
        for (const auto* file : {"settings.json", "exchange.json", "expected.json"}) {
            const QString path = QString(SHIPGLASS_CASES) + "/" + id + "/" + name + "/" + file;
            QVERIFY2(QFile::exists(path), qPrintable("missing: " + path));
        }
}

QTEST_APPLESS_MAIN(RegistryTest)
#include "tst_registry.moc"

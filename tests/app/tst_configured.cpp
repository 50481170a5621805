// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "poll/configured.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

constexpr std::array ciFacets{Facet::run};
constexpr std::array alertFacets{Facet::alert};

Connector made(std::string_view id, std::span<const Facet> facets, std::string_view url) {
    Connector connector;
    connector.id = id;
    connector.facets = facets;
    connector.defaultUrl = url;
    connector.every = Seconds(30);
    return connector;
}
const Connector ci = made("ci", ciFacets, "https://api.ci.example"), alerts = made("alerts", alertFacets, "");

const Connector* find(std::string_view kind) {
    return kind == "ci" ? &ci : kind == "alerts" ? &alerts : nullptr;
}

ConfiguredSource source(const std::string& kind, const std::string& url = {}) {
    ConfiguredSource source;
    source.name = "s";
    source.kind = kind;
    source.url = url;
    return source;
}

PolledSource polled(const ConfiguredSource& source) {
    Config config;
    config.sources.push_back(source);
    return polledSources(config, find).sources.front();
}

} // namespace

/// What polling takes from the file.
class ConfiguredTest : public QObject {
    Q_OBJECT

private slots:
    void hostsOfTheNetwork_data();
    void hostsOfTheNetwork();
    void pace();
    void identityAndRevision();
    void spansToKeep();
    void unknownKindsAreLeftOut();
    void sessions();
};

void ConfiguredTest::hostsOfTheNetwork_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::newRow("default") << ""
                             << "api.ci.example";
    QTest::newRow("own") << "https://ci.corp:8443/prefix"
                         << "ci.corp";
    QTest::newRow("loopback") << "http://127.0.0.1:8010"
                              << "";
    QTest::newRow("localhost") << "http://localhost:9090"
                               << "";
    QTest::newRow("IPv6 loopback") << "http://[::1]:9090"
                                   << "";
    QTest::newRow("no address") << "/srv/repository"
                                << "";
}

void ConfiguredTest::hostsOfTheNetwork() {
    QFETCH(QString, url);
    QFETCH(QString, host);
    QCOMPARE(QString::fromStdString(polled(source("ci", url.toStdString())).plan.host), host);
}

void ConfiguredTest::pace() {
    auto configured = source("ci");
    QCOMPARE(polled(configured).plan.pace.every, Millis(30s));
    QCOMPARE(polled(configured).plan.pace.ceiling, Millis(150s));
    configured.every = 2min;
    QCOMPARE(polled(configured).plan.pace.every, Millis(2min));
    QCOMPARE(polled(source("alerts")).plan.pace.ceiling, Millis(30s));
}

void ConfiguredTest::identityAndRevision() {
    auto configured = source("ci");
    configured.auth["token"].reference = SecretReference{SecretOrigin::env, "CI_TOKEN", {}};
    const auto before = polled(configured);
    QCOMPARE(polled(configured).identity, before.identity);
    configured.every = 5min;
    QCOMPARE(polled(configured).plan.revision, before.plan.revision);
    configured.settings = R"({"repositories": ["acme/web"]})";
    QVERIFY(polled(configured).plan.revision != before.plan.revision);
    QCOMPARE(polled(configured).identity, before.identity);
    configured.auth["token"].reference->name = "OTHER_TOKEN";
    QVERIFY(polled(configured).identity != before.identity);
}

void ConfiguredTest::spansToKeep() {
    Config config;
    config.keep.deployments = 24h;
    const auto keep = polledSources(config, find).keep;
    QCOMPARE(keep.spans.at(Kind::run), Millis(24h * 400));
    QCOMPARE(keep.spans.at(Kind::deployment), Millis(24h));
    QCOMPARE(keep.spans.at(Kind::log), Millis(0));
    QVERIFY(!keep.spans.contains(Kind::change));
    QCOMPARE(keep.stages, Millis(24h * 30));
}

void ConfiguredTest::unknownKindsAreLeftOut() {
    Config config;
    config.sources = {source("ci"), source("telepathy")};
    config.poll = false;
    const auto sources = polledSources(config, find);
    QCOMPARE(sources.sources.size(), std::size_t(1));
    QVERIFY(!sources.poll);
}

void ConfiguredTest::sessions() {
    auto configured = source("ci", "https://ci.corp");
    configured.auth["token"].clear = "x";
    configured.headers["X-Org"].clear = "y";
    configured.settings = R"({"repositories": ["acme/web"]})";
    const auto config = sessionConfig(configured, ci);
    QCOMPARE(config.authKeys, std::vector<std::string>{"token"});
    QCOMPARE(config.headerNames, std::vector<std::string>{"X-Org"});
    QCOMPARE(config.settings["repositories"].texts(), std::vector<std::string>{"acme/web"});
    configured.settings = "broken";
    QVERIFY(!sessionConfig(configured, ci).settings.root().isObject());
}

QTEST_APPLESS_MAIN(ConfiguredTest)
#include "tst_configured.moc"

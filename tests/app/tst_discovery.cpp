// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/raw_server.h"
#include "poll/ask.h"
#include "poll/discovery.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;

namespace {

const QByteArray buildbot = R"({"rootlinks": [{"name": "builder"}], "meta": {}})";
const QByteArray prometheus =
    R"({"status": "success", "data": {"version": "2.42.0", "goVersion": "go1.19.8"}})";
const QByteArray alertmanager =
    R"({"cluster": {"status": "disabled"}, "versionInfo": {"version": "0.25.0"}})";
const QByteArray refusal = "HTTP/1.1 403 Forbidden\r\nX-Jenkins: 2.414.3";

/// One server for every place, each on a port of its own.
class Machine {
public:
    /// `body` and `head` by the place's kind.
    using Answers = std::map<std::string, std::pair<QByteArray, QByteArray>>;
    explicit Machine(const Answers& answers) {
        for (auto place : usualPlaces()) {
            const auto found = answers.find(place.kind);
            if (found == answers.end()) continue;
            const auto bytes = answer(found->second.first, found->second.second);
            auto& requests = seen[place.kind];
            servers.push_back(std::make_unique<RawServer>(
                [bytes, &requests](QIODevice& connection, const QByteArray& request) {
                    requests.push_back(request);
                    connection.write(bytes);
                }));
            const QByteArray url = QByteArray::fromStdString(servers.back()->url(""));
            place.port = static_cast<std::uint16_t>(url.mid(url.lastIndexOf(':') + 1).toUInt());
            places.push_back(place);
        }
    }
    std::vector<FoundServer> find() {
        std::optional<std::vector<FoundServer>> found;
        const auto finding = shipglass::ask<std::vector<FoundServer>>(
            findServers(&transport, places),
            [&](Result<std::vector<FoundServer>> result) { found = result.value(); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(found, 30000); }();
        return found.value_or(std::vector<FoundServer>());
    }
    std::string url(std::size_t place) const {
        return "http://127.0.0.1:" + std::to_string(places[place].port);
    }

    std::map<std::string, std::vector<QByteArray>> seen;
    std::vector<UsualPlace> places;

private:
    std::vector<std::unique_ptr<RawServer>> servers;
    CurlTransport transport;
};

QByteArray ok() { return "HTTP/1.1 200 OK\r\nContent-Type: application/json"; }

void write(const QString& path, const QByteArray& content) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

bool never() { return false; }

} // namespace

/// What is found on this machine at the first start.
class DiscoveryTest : public QObject {
    Q_OBJECT

private slots:
    void usualPlacesAreOnLoopback();
    void findsWhatAnswersAsItself();
    void asksOnceWithoutACredential();
    void othersAreLeftAlone_data();
    void othersAreLeftAlone();
    void nothingListens();
    void repositoryAbove();
    void resultFiles();
    void noRepositoryNoSearch();
    void endsWhenTheTimeIsOver();
};

void DiscoveryTest::usualPlacesAreOnLoopback() {
    std::map<std::string, int> ports;
    for (const auto& place : usualPlaces()) ports[place.kind] = place.port;
    QCOMPARE(ports,
             (std::map<std::string, int>{
                 {"alertmanager", 9093}, {"buildbot", 8010}, {"jenkins", 8080}, {"prometheus", 9090}}));
}

void DiscoveryTest::findsWhatAnswersAsItself() {
    Machine machine({{"buildbot", {buildbot, ok()}},
                     {"prometheus", {prometheus, ok()}},
                     {"alertmanager", {alertmanager, ok()}},
                     {"jenkins", {"<html>", refusal}}});
    const auto found = machine.find();
    QCOMPARE(found.size(), std::size_t(4));
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].kind, machine.places[i].kind);
        QCOMPARE(found[i].url, machine.url(i));
    }
}

void DiscoveryTest::asksOnceWithoutACredential() {
    Machine machine(
        {{"buildbot", {buildbot, ok()}}, {"prometheus", {"", "HTTP/1.1 302 Found\r\nLocation: /login"}}});
    QCOMPARE(machine.find().size(), std::size_t(1));
    QCOMPARE(machine.seen.at("buildbot").size(), std::size_t(1));
    QVERIFY(machine.seen.at("buildbot").front().startsWith("GET /api/v2 HTTP/1.1\r\n"));
    QCOMPARE(machine.seen.at("prometheus").size(), std::size_t(1));
    for (const auto& [kind, requests] : machine.seen)
        QVERIFY(!requests.front().toLower().contains("authorization"));
}

void DiscoveryTest::othersAreLeftAlone_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("a page") << QByteArray("<html>hello</html>")
                            << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html");
    QTest::newRow("not found") << buildbot << QByteArray("HTTP/1.1 404 Not Found");
    QTest::newRow("other JSON") << QByteArray("[1, 2]") << ok();
    QTest::newRow("null") << QByteArray("null") << ok();
    QTest::newRow("cut off") << buildbot.left(20) << ok();
    QTest::newRow("other types") << QByteArray(R"({"rootlinks": 1, "status": [], "data": 3, "cluster": "x"})")
                                 << ok();
    QTest::newRow("deep") << QByteArray(10'000, '[') << ok();
    QTest::newRow("huge") << QByteArray(R"({"rootlinks": [)" + QByteArray(2 << 20, ' ') + "]}") << ok();
    QTest::newRow("not HTTP") << QByteArray() << QByteArray("SSH-2.0-OpenSSH_9.2");
}

void DiscoveryTest::othersAreLeftAlone() {
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, head);
    Machine machine({{"buildbot", {body, head}},
                     {"prometheus", {body, head}},
                     {"alertmanager", {body, head}},
                     {"jenkins", {body, head}}});
    QVERIFY(machine.find().empty());
}

void DiscoveryTest::nothingListens() {
    Machine machine({{"buildbot", {buildbot, ok()}}});
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    machine.places.front().port = closed.serverPort();
    closed.close();
    QVERIFY(machine.find().empty());
}

void DiscoveryTest::repositoryAbove() {
    QTemporaryDir folder;
    QDir(folder.path()).mkpath("repo/.git");
    QDir(folder.path()).mkpath("repo/src/deep");
    const auto top = folder.filePath("repo").toStdString();
    QCOMPARE(findHere(top, never).repository, top);
    QCOMPARE(findHere(top + "/src/deep", never).repository, top);
    write(folder.filePath("tree/.git"), "gitdir: elsewhere\n");
    QCOMPARE(findHere(folder.filePath("tree").toStdString(), never).repository,
             folder.filePath("tree").toStdString());
}

void DiscoveryTest::resultFiles() {
    QTemporaryDir folder;
    QDir(folder.path()).mkpath(".git");
    const QByteArray results = "<?xml version=\"1.0\"?>\n<testsuite name=\"a\"/>";
    write(folder.filePath("target/surefire-reports/TEST-a.xml"), results);
    write(folder.filePath("build/testng.xml"), "<testng-results/>");
    write(folder.filePath("pom.xml"), "<project/>");
    write(folder.filePath("notes.txt"), results);
    write(folder.filePath(".hidden/TEST-b.xml"), results);
    write(folder.filePath("node_modules/x/TEST-c.xml"), results);
    QFile::link(folder.path(), folder.filePath("circle"));
    const auto found = findHere(folder.filePath("target").toStdString(), never);
    QVERIFY(!found.cutShort);
    QCOMPARE(found.results,
             (std::vector<std::string>{folder.filePath("build/testng.xml").toStdString(),
                                       folder.filePath("target/surefire-reports/TEST-a.xml").toStdString()}));
}

void DiscoveryTest::noRepositoryNoSearch() {
    QTemporaryDir folder;
    write(folder.filePath("TEST-a.xml"), "<testsuite/>");
    const auto found = findHere(folder.path().toStdString(), never);
    QVERIFY(found.repository.empty());
    QVERIFY(found.results.empty());
    QVERIFY(findHere(folder.filePath("missing").toStdString(), never).repository.empty());
}

void DiscoveryTest::endsWhenTheTimeIsOver() {
    QTemporaryDir folder;
    QDir(folder.path()).mkpath(".git");
    for (int i = 0; i < 20; ++i) write(folder.filePath(QString("TEST-%1.xml").arg(i)), "<testsuite/>");
    int left = 10;
    const auto found = findHere(folder.path().toStdString(), [&left] { return left-- <= 0; });
    QVERIFY(found.cutShort);
    QVERIFY(found.results.size() <= 10);
    QCOMPARE(found.repository, folder.path().toStdString());
}

QTEST_GUILESS_MAIN(DiscoveryTest)
#include "tst_discovery.moc"

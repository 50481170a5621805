// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "case_run.h"
#include "support/replay_session.h"

#include "net/recorder_folder.h"
#include "net/text.h"

#include <QDirIterator>

using namespace shipglass;
using nlohmann::json;

namespace {

constexpr auto token = "s3cr3t-t0ken";
constexpr auto password = "p4ssw0rd-of-ana";

QByteArray bytesBelow(const QString& folder) {
    QByteArray all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly)) all += file.readAll();
    }
    return all;
}

} // namespace

class RecorderTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void playsWhatItRecorded_data();
    void playsWhatItRecorded();
    void writesNoSecret();
    void masksWhatSettingsCallASecret();
    void writesNoPasswordInAnyForm();
    void writesNoSecretOfProgramsAndFiles();
    void leavesOutWhatADummyWouldNotFit();
    void keepsBytesAsTheyAre();
    void isWholeAfterEachExchange();
    void endsAtItsLimit();
    void staysBelowItsFolder();
    void goesOnWhenNothingCanBeWritten();

private:
    std::string below() const { return m_folder->path().toStdString(); }
    json exchanges(const QString& source = "source") const {
        return readCaseFile(m_folder->filePath(source + "/exchange.json").toStdString());
    }
    std::unique_ptr<Recorder> recorderOf(ReplaySession& session, const Log& log = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void RecorderTest::init() { m_folder = std::make_unique<QTemporaryDir>(); }

/// Between a session and its replay.
std::unique_ptr<Recorder> RecorderTest::recorderOf(ReplaySession& session, const Log& log) const {
    SessionWorld world;
    world.transport = &session.replay;
    world.local = &session.replay;
    world.clock = &session.clock;
    auto recorder = std::make_unique<Recorder>(below(), world, log);
    recorder->begin(session.config, session.secrets, session.host);
    session.transport = recorder.get();
    return recorder;
}

void RecorderTest::playsWhatItRecorded_data() {
    QTest::addColumn<QString>("folder");
    QDirIterator files(SHIPGLASS_CASES, {"settings.json"}, QDir::Files, QDirIterator::Subdirectories);
    QStringList folders;
    while (files.hasNext()) folders << QFileInfo(files.next()).path();
    folders.sort();
    for (const auto& folder : folders)
        QTest::newRow(qPrintable(QDir(SHIPGLASS_CASES).relativeFilePath(folder))) << folder;
}

/// Every case, recorded while it is played, gives a case that plays just the same.
void RecorderTest::playsWhatItRecorded() {
    QFETCH(QString, folder);
    const auto original = readCaseFile(folder.toStdString() + "/settings.json");
    CaseRun first(folder.toStdString());
    first.recordBelow(below());
    const auto wanted = first.run();

    const std::string recorded = below() + "/" + original.value("name", original.value("kind", ""));
    auto settings = readCaseFile(recorded + "/settings.json");
    if (original.contains("call")) settings["call"] = original["call"];
    CaseRun second(settings, readCaseFile(recorded + "/exchange.json"), recorded);
    const auto difference = firstDifference(wanted, second.run());
    QVERIFY2(difference.empty(), difference.c_str());
    const auto complaints = second.complaints();
    QVERIFY2(complaints.empty(), complaints.empty() ? "" : complaints.front().c_str());
}

namespace {

/// What a server may do to give a secret away, in body, header, address, cookie and complaint.
constexpr auto indiscreet = R"([
    {"type":"http","request":{"path":"/a"},"response":{
        "headers":{"X-Echo":"got s3cr3t-t0ken","Link":"<https://ci.example/b?x=s3cr3t-t0ken&page=2>; rel=\"next\"",
                   "Set-Cookie":"session=c00kie-0123456789; Path=/"},
        "json":{"said":"Bearer s3cr3t-t0ken","crumb":"crumb0123456789abc","list":[{"name":"DB_PASSWORD","value":"in-the-clear"}],
                "s3cr3t-t0ken":1,"pin":12345678}}},
    {"type":"http","request":{"path":"/b"},"response":{"body":"a page with s3cr3t-t0ken, crumb0123456789abc and czNjcjN0LXQwa2Vu"}},
    {"type":"http","request":{"path":"/c/crumb0123456789abc"},"response":{"status":302,"headers":{"Location":"https://store.example/f?sig=s1gnature"}}},
    {"type":"http","request":{"url":"https://store.example/f?sig=s1gnature"},"response":{"body":"password=in-the-clear"}},
    {"type":"http","request":{"method":"POST","path":"/d"},"response":{"fault":"network","message":"no way to s3cr3t-t0ken"}}])";

} // namespace

void RecorderTest::writesNoSecret() {
    ReplaySession world(indiscreet);
    const auto recorder = recorderOf(world);
    const auto session = world.session();
    QVERIFY(world.run(session.json(Request("/a"))).ok());
    QVERIFY(world.run(session.text(Request("/b?x=s3cr3t-t0ken"))).ok());
    QVERIFY(world.run(session.text(Request("/c/crumb0123456789abc"))).ok());
    QVERIFY(
        !world.run(session.json(Request(Method::post, "/d").body(R"({"password":"s3cr3t-t0ken"})"))).ok());
    QVERIFY(world.replay.complaints().empty());
    QCOMPARE(exchanges().size(), 5U);
    const auto bytes = bytesBelow(m_folder->path());
    for (const auto* secret :
         {token, "czNjcjN0", "c00kie-0123456789", "crumb0123456789abc", "in-the-clear", "s1gnature"})
        QVERIFY2(!bytes.contains(secret), secret);
    QCOMPARE(exchanges()[0]["response"]["json"]["pin"].get<int>(), 12345678);
}

void RecorderTest::masksWhatSettingsCallASecret() {
    ReplaySession world("[]");
    world.config.settings = Json::parse(R"({"path":"/x?access_token=hunter2example","rows":"/token",
        "query":{"api_key":"hunter2example","key":"hunter2example","page":"1"}})")
                                .orThrow();
    world.host.cursors[{Facet::run, "token"}] = "41";
    const auto recorder = recorderOf(world);
    static_cast<void>(world.session());
    const auto settings = readCaseFile(m_folder->filePath("source/settings.json").toStdString());
    QCOMPARE(settings["query"].dump(), std::string(R"({"api_key":"***","key":"***","page":"1"})"));
    QCOMPARE(settings["path"].get<std::string>(), std::string("/x?access_token=***"));
    QCOMPARE(settings["cursors"].dump(), std::string(R"({"run token":"41"})"));
}

void RecorderTest::writesNoPasswordInAnyForm() {
    const std::string pair = base64(std::string("ana:") + password);
    const std::string exchanges = R"([{"type":"http","request":{"path":"/a"},"response":{
        "headers":{"X-Auth":")" + pair +
                                  R"("},"json":{"seen":"Basic )" + pair + R"(","password":")" + password +
                                  "\"}}}]";
    ReplaySession world(exchanges);
    world.config.authKeys = {"user", "password"};
    world.secrets = std::make_shared<FixedSecrets>(
        std::map<std::string, std::string, std::less<>>{{"auth.user", "ana"}, {"auth.password", password}});
    const auto recorder = recorderOf(world);
    QVERIFY(world.run(world.session().json(Request("/a"))).ok());
    const auto bytes = bytesBelow(m_folder->path());
    QVERIFY(bytes.contains("/a"));
    for (const auto& secret : {std::string(password), pair, base64(password), pair.substr(0, 8)})
        QVERIFY2(!bytes.contains(secret.c_str()), secret.c_str());
}

void RecorderTest::writesNoSecretOfProgramsAndFiles() {
    ReplaySession world(R"([{"type":"process","request":{"argv":["tell","s3cr3t-t0ken"]},
            "response":{"body":"{\"token\":\"0123456789abcdef\"}","errors":"s3cr3t-t0ken is old"}},
        {"type":"file","request":{"path":"/r/a.txt"},"response":{"body":"s3cr3t-t0ken"}},
        {"type":"file","request":{"glob":"/r/*"},"response":{"files":[{"path":"/r/s3cr3t-t0ken","size":3,"modified":"2026-05-04T10:00:00Z"}]}}])");
    const auto recorder = recorderOf(world);
    WireCommand command;
    command.argv = {"tell", token};
    command.input = std::string("the token is ") + token;
    command.environment = {{"TOKEN", token}};
    int answers = 0;
    recorder->run(command, [&](const Result<CommandResult>& result) {
        answers += result.ok() && result->errors.starts_with(token);
    });
    recorder->read("/r/a.txt", 100,
                   [&](const Result<std::string>& text) { answers += text.ok() && *text == token; });
    recorder->files("/r/*", [&](const Result<std::vector<FileInfo>>& files) {
        answers += files.ok() && files->size() == 1;
    });
    QCOMPARE(answers, 3);
    QCOMPARE(exchanges().size(), 3U);
    const auto bytes = bytesBelow(m_folder->path());
    for (const auto* secret : {token, "0123456789abcdef"}) QVERIFY2(!bytes.contains(secret), secret);
}

void RecorderTest::leavesOutWhatADummyWouldNotFit() {
    ReplaySession world(
        R"([{"type":"http","request":{"method":"POST","path":"/login"},"response":{"json":{}}},
        {"type":"http","request":{"method":"POST","path":"/search"},"response":{"json":{}}}])");
    const auto recorder = recorderOf(world);
    QVERIFY(world
                .run(world.session().json(
                    Request(Method::post, "/login").body("user=ana&password=s3cr3t-t0ken", "text/plain")))
                .ok());
    QVERIFY(
        world.run(world.session().json(Request(Method::post, "/search").body(R"({"state":"open"})"))).ok());
    const auto login = exchanges()[0]["request"], search = exchanges()[1]["request"];
    const json loginHeaders{{"Accept", "application/json"}, {"Content-Type", "text/plain"}};
    QCOMPARE(login["headers"].dump(), loginHeaders.dump());
    QVERIFY(!login.contains("body") && !login.contains("json"));
    QCOMPARE(search["json"].dump(), std::string(R"({"state":"open"})"));
}

void RecorderTest::keepsBytesAsTheyAre() {
    std::string bytes;
    for (int i = 0; i < 1024; ++i) bytes += static_cast<char>(i * 7 + i / 256);
    const auto exchange =
        R"([{"type":"file","request":{"path":"/b"},"response":{"base64":")" + base64(bytes) + "\"}}]";
    ReplaySession world(exchange);
    const auto recorder = recorderOf(world);
    recorder->read("/b", 4096, [](const Result<std::string>&) {});
    QCOMPARE(exchanges()[0]["response"]["base64"].get<std::string>(), base64(bytes));
}

void RecorderTest::isWholeAfterEachExchange() {
    ReplaySession world(
        R"([{"type":"http","repeat":true,"request":{"path":"/x"},"response":{"json":{"a":1}}}])");
    const auto recorder = recorderOf(world);
    for (std::size_t count = 0; count < 4; ++count) {
        QCOMPARE(exchanges().size(), count);
        QCOMPARE(QDir(m_folder->filePath("source")).entryList(QDir::Files),
                 QStringList({"exchange.json", "settings.json"}));
        QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    }
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFile::permissions(m_folder->filePath("source/exchange.json")), owner);
    QCOMPARE(QFile::permissions(m_folder->filePath("source/settings.json")), owner);
    QCOMPARE(QFile::permissions(m_folder->filePath("source")), owner | QFile::ExeOwner | QFile::ExeUser);
}

void RecorderTest::endsAtItsLimit() {
    RecorderFolder folder(below(), "source", 1000);
    folder.writeSettings({{"kind", "git"}});
    folder.add({{"body", std::string(400, 'a')}});
    QVERIFY(folder.complaint().empty());
    folder.add({{"body", std::string(900, 'b')}});
    QVERIFY(folder.complaint().find("full") != std::string::npos);
    folder.add({{"body", "c"}});
    QCOMPARE(exchanges().size(), 1U);
}

void RecorderTest::staysBelowItsFolder() {
    for (const auto* name : {"../out", "..", ".", "", "a/b"}) {
        RecorderFolder folder(below() + "/in", name);
        folder.writeSettings({{"kind", "git"}});
        QVERIFY2(folder.complaint().empty(), folder.complaint().c_str());
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
             QStringList("in"));
    QCOMPARE(QDir(m_folder->filePath("in"))
                 .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)
                 .size(),
             5);
}

void RecorderTest::goesOnWhenNothingCanBeWritten() {
    QFile inTheWay(m_folder->filePath("source"));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    ReplaySession world(
        R"([{"type":"http","repeat":true,"request":{"path":"/x"},"response":{"json":{"a":1}}}])");
    QStringList said;
    const auto recorder = recorderOf(world, Log(LogLevel::warning, [&](LogLevel, const std::string& line) {
                                         said << QString::fromStdString(line);
                                     }));
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    QVERIFY(world.run(world.session().json(Request("/x"))).ok());
    QCOMPARE(said.size(), 1);
    QVERIFY2(said.front().contains("cannot be written"), qPrintable(said.front()));
}

QTEST_APPLESS_MAIN(RecorderTest)
#include "tst_recorder.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connectors/case_call.h"
#include "connectors/case_run.h"
#include "connectors/registry.h"
#include "poll/source_sessions.h"

using namespace shipglass;

namespace {

/// An action of a connector's case folder, only to be looked at.
class PreviewedCase {
public:
    explicit PreviewedCase(const std::string& name)
        : PreviewedCase(readCaseFile(folder(name) + "/exchange.json"), name) {}
    /// With other answers than those in the folder.
    PreviewedCase(nlohmann::json exchanges, const std::string& name)
        : m_settings(readCaseFile(folder(name) + "/settings.json")),
          m_replay(Json(std::move(exchanges)), folder(name)), m_sessions(world()) {
        SourceSessions::Source source;
        source.config.name = "ci";
        source.config.connector = findConnector(m_settings["kind"].get<std::string>());
        source.config.url = m_settings["url"].get<std::string>();
        source.config.actionAuthKeys = {"user", "token"};
        source.secrets = std::make_shared<FixedSecrets>(std::map<std::string, std::string, std::less<>>{
            {"actionAuth.user", "ana"}, {"actionAuth.token", "fake-writer"}});
        m_connector = source.config.connector;
        m_sessions.configure({source});
    }

    /// What would be sent; the action's end is in `ended`.
    std::string run() {
        const auto open = finish(m_sessions.open("ci", Purpose::preview, &m_host, {}), m_clock).orThrow();
        ended = finish(CaseCall(*m_connector, m_settings["call"]).start(open.session), m_clock);
        return open.printed();
    }
    const std::vector<WireRequest>& sent() const { return m_replay.sent(); }

    Result<nlohmann::json> ended = Error{};

private:
    static std::string folder(const std::string& name) { return SHIPGLASS_CASES "/" + name; }
    SessionWorld world() {
        SessionWorld world;
        world.transport = &m_replay;
        world.local = &m_replay;
        world.clock = &m_clock;
        world.cache = &m_cache;
        world.budgets = &m_budgets;
        world.random = [] { return 0.5; };
        return world;
    }

    nlohmann::json m_settings;
    Replay m_replay;
    FakeClock m_clock;
    MemoryHost m_host;
    MemoryCache m_cache;
    Budgets m_budgets{m_clock};
    SourceSessions m_sessions;
    const Connector* m_connector = nullptr;
};

} // namespace

/// What `act --dry-run` shows of actions of real connectors.
class PreviewTest : public QObject {
    Q_OBJECT

private slots:
    void theWriteIsShownAndNotSent_data();
    void theWriteIsShownAndNotSent();
    void whatWasReadIsInTheWrite();
    void withoutAnAnswerItSaysSo();
};

void PreviewTest::theWriteIsShownAndNotSent_data() {
    QTest::addColumn<int>("reads");
    QTest::addColumn<QString>("shown");
    QTest::newRow("buildbot/rerun") << 0 << "POST https://ci.example/buildbot/api/v2/builds/101\n";
    QTest::newRow("jenkins/rerun") << 2
                                   << "POST https://ci.example/jenkins/job/shop/job/web/job/"
                                      "feature%252Fbasket/build\n";
    QTest::newRow("jenkins/approve") << 2
                                     << "POST https://ci.example/jenkins/job/shop/job/web/job/"
                                        "feature%252Fbasket/31/input/Ship%20it/proceedEmpty\n";
}

void PreviewTest::theWriteIsShownAndNotSent() {
    QFETCH(int, reads);
    QFETCH(QString, shown);
    PreviewedCase previewed(QTest::currentDataTag());
    const auto text = previewed.run();
    QVERIFY2(text.starts_with(shown.toStdString()), text.c_str());
    QVERIFY2(text.find("fake-writer") == std::string::npos, text.c_str());
    QCOMPARE(previewed.sent().size(), static_cast<std::size_t>(reads));
    for (const WireRequest& request : previewed.sent()) QCOMPARE(request.method, Method::get);
}

void PreviewTest::whatWasReadIsInTheWrite() {
    PreviewedCase previewed("jenkins/rerun_parameters");
    const auto text = previewed.run();
    QVERIFY2(text.find("/buildWithParameters\n") != std::string::npos, text.c_str());
    QVERIFY2(text.find("target=two%20words%20%26%20more&dry=true&none=") != std::string::npos, text.c_str());
}

void PreviewTest::withoutAnAnswerItSaysSo() {
    auto exchanges = nlohmann::json::array();
    for (int attempt = 0; attempt < 3; ++attempt)
        exchanges.push_back(
            {{"type", "http"},
             {"request",
              {{"path", "/jenkins/job/shop/job/web/job/feature%252Fbasket/31/api/json"},
               {"query", {{"tree", "actions[parameters[name,value]]"}}}}},
             {"response", {{"fault", "network"}, {"message", "ci.example does not answer"}}}});
    PreviewedCase previewed(exchanges, "jenkins/rerun");
    QCOMPARE(previewed.run(), std::string());
    QVERIFY(!previewed.ended.ok());
    QCOMPARE(previewed.ended.error().fault, Fault::network);
    QCOMPARE(previewed.ended.error().message, std::string("ci.example does not answer"));
}

QTEST_APPLESS_MAIN(PreviewTest)
#include "tst_preview.moc"

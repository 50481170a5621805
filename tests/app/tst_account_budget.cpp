// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCryptographicHash>
#include <QTest>

#include "poll/ask.h"
#include "poll/people.h"
#include "support/fake_process.h"
#include "support/fixed_secrets.h"
#include "support/scripted_transport.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

Task<Done> asks(Session session) {
    auto asking = session.json(Request("/list"));
    co_await std::move(asking);
    co_return Done();
}

Task<Health> asksForHealth(Session session) {
    auto asking = session.json(Request("/health"));
    co_await std::move(asking);
    co_return Health();
}

const Connector& askingConnector() {
    static constexpr std::array<std::string_view, 1> keys{"token"};
    static const std::array<AuthKind, 1> auth{
        {{"token", keys, AuthPlacement::header, "Authorization", "Bearer "}}};
    static const Connector connector = [] {
        Connector made = fakeConnector(asks);
        made.auth = auth;
        made.probe = asksForHealth;
        return made;
    }();
    return connector;
}

SourceSessions::Source configured(const std::string& name, const std::string& url, const std::string& token) {
    SourceSessions::Source source;
    source.config.name = name;
    source.config.connector = &askingConnector();
    source.config.url = url;
    source.config.authKeys = {"token"};
    source.secrets = std::make_shared<FixedSecrets>(
        std::map<std::string, std::string, std::less<>>{{"auth.token", token}});
    return source;
}

/// A process with two sources of one account, and others, on a history that may be shared.
struct Process {
    Process(FakeClock& clock, std::unique_ptr<DirectStore> history, Result<WireAnswer> answer)
        : m_clock(clock), store(std::move(history)), wire(clock, {std::move(answer)}), m_budgets(clock),
          m_sessions(world()) {
        const std::string host = "https://ci.example/api";
        m_sessions.configure({configured("limit", host, "s3cr3t-t0ken"),
                              configured("etag", host, "s3cr3t-t0ken"),
                              configured("other token", host, "an0ther-t0ken"),
                              configured("other host", "https://two.example", "s3cr3t-t0ken")});
        m_place = {&clock, store.get(), &m_sessions, "one"};
    }
    Process(const Process& other, Result<WireAnswer> answer)
        : Process(other.m_clock, std::make_unique<DirectStore>(*other.store), std::move(answer)) {}

    /// How one poll of a source ended.
    std::optional<Error> poll(const std::string& name) {
        PollOrder order;
        order.source = FakeWorld::polled(name, askingConnector());
        order.asked = true;
        order.settle = [source = order.source, this](const PollReport& report, const SourceState& stored) {
            return stateAfter(source, report, stored, m_clock.now());
        };
        return finished(pollSource(m_place, order))->report.error;
    }
    std::optional<Error> test(const std::string& name) {
        const auto ended = finished(testSource(m_place, FakeWorld::polled(name, askingConnector())));
        return ended.ok() ? std::nullopt : std::optional(ended.error());
    }

private:
    SessionWorld world() {
        SessionWorld world;
        world.transport = &wire;
        world.clock = &m_clock;
        world.cache = &m_cache;
        world.budgets = &m_budgets;
        world.random = [] { return 0.5; };
        return world;
    }
    template <class T> static Result<T> finished(Task<T> task) {
        std::optional<Result<T>> ended;
        task.start([&ended](Result<T> result) { ended.emplace(std::move(result)); });
        return ended ? std::move(*ended) : Result<T>(Error{Fault::timeout, "it waits", 0, {}});
    }

    FakeClock& m_clock;

public:
    std::unique_ptr<DirectStore> store;
    ScriptedTransport wire;

private:
    MemoryCache m_cache;
    Budgets m_budgets;
    SourceSessions m_sessions;
    PollPlace m_place;
};

const Result<WireAnswer> refusal = wireAnswer(429, {{"retry-after", "120"}});
const Result<WireAnswer> success = wireAnswer(200);

} // namespace

/// A limit holds for the account: for each of its sources, in every process, and after a restart.
class AccountBudgetTest : public QObject {
    Q_OBJECT
private slots:
    void anotherSourceIsNotAskedEither();
    void otherAccountsAreAsked_data();
    void otherAccountsAreAsked();
    void aPersonKnowsAndIsKnown();
    void whatIsLeftIsShared();
    void aProcessThatKnewNothingForgetsNothing();
    void theHistoryDoesNotTellTheCredential();
};

void AccountBudgetTest::anotherSourceIsNotAskedEither() {
    FakeClock clock;
    const Time end = clock.now() + 120s;
    Process first(clock, std::make_unique<DirectStore>(), refusal);
    QCOMPARE(first.poll("limit")->fault, Fault::rateLimited);
    Process second(first, success);
    const auto refused = second.poll("etag");
    QVERIFY(refused);
    QCOMPARE(refused->fault, Fault::rateLimited);
    QCOMPARE(refused->retryAfter, std::optional(end));
    QVERIFY(second.wire.sent.empty());
    clock.advanceTo(end + 60s); // Polls do not all begin in the moment a limit ends.
    QVERIFY(!second.poll("etag"));
    QCOMPARE(second.wire.sent.size(), 1U);
}

void AccountBudgetTest::otherAccountsAreAsked_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("another credential") << QByteArray("other token");
    QTest::newRow("another host") << QByteArray("other host");
}

void AccountBudgetTest::otherAccountsAreAsked() {
    QFETCH(QByteArray, name);
    FakeClock clock;
    Process first(clock, std::make_unique<DirectStore>(), refusal);
    QVERIFY(first.poll("limit"));
    Process second(first, success);
    QVERIFY(!second.poll(name.toStdString()));
    QCOMPARE(second.wire.sent.size(), 1U);
}

void AccountBudgetTest::aPersonKnowsAndIsKnown() {
    FakeClock clock;
    Process first(clock, std::make_unique<DirectStore>(), refusal);
    QCOMPARE(first.test("limit")->fault, Fault::rateLimited);
    Process second(first, success);
    QCOMPARE(second.test("etag")->fault, Fault::rateLimited);
    QCOMPARE(second.poll("etag")->fault, Fault::rateLimited);
    QVERIFY(second.wire.sent.empty());
}

void AccountBudgetTest::whatIsLeftIsShared() {
    FakeClock clock;
    const Pairs few{{"ratelimit-limit", "100"}, {"ratelimit-remaining", "12"}, {"ratelimit-reset", "600"}};
    Process first(clock, std::make_unique<DirectStore>(), wireAnswer(200, few));
    QVERIFY(!first.poll("limit"));
    // Nothing more is told, but each request is one less; a tenth is kept for people.
    Process second(first, success);
    QVERIFY(!second.poll("etag"));
    QVERIFY(!second.poll("etag"));
    QCOMPARE(second.poll("etag")->fault, Fault::rateLimited);
    QCOMPARE(Process(second, success).poll("limit")->fault, Fault::rateLimited);
    QVERIFY(!Process(second, success).test("limit"));
}

void AccountBudgetTest::aProcessThatKnewNothingForgetsNothing() {
    FakeClock clock;
    const Pairs plenty{{"ratelimit-limit", "100"}, {"ratelimit-remaining", "90"}, {"ratelimit-reset", "600"}};
    Process first(clock, std::make_unique<DirectStore>(), refusal);
    Process second(first, success);
    QCOMPARE(first.poll("limit")->fault, Fault::rateLimited);
    // The second had begun before the first was refused, and keeps what it learned after it.
    const auto known = first.store->writer().budgets(clock.now()).orThrow();
    QCOMPARE(known.size(), 1U);
    Budget late(nullptr);
    late.learn(200, plenty, "", clock.now(), "");
    const auto join = [&](const std::string& saved) {
        return Budget::joined(saved, late.save(), clock.now());
    };
    second.store->writer().keepBudget(known.begin()->first, clock.now(), join).orThrow();
    QCOMPARE(Process(first, success).poll("etag")->fault, Fault::rateLimited);
}

void AccountBudgetTest::theHistoryDoesNotTellTheCredential() {
    FakeClock clock;
    Process process(clock, std::make_unique<DirectStore>(), refusal);
    QVERIFY(process.poll("limit"));
    const auto known = process.store->writer().budgets(clock.now()).orThrow();
    QCOMPARE(known.size(), 1U);
    const auto& [account, state] = *known.begin();
    QVERIFY(account.starts_with("https://ci.example "));
    QCOMPARE(account.size(), std::string("https://ci.example ").size() + 64);
    QVERIFY((account + state).find("s3cr3t") == std::string::npos);
    const auto plain = QCryptographicHash::hash("s3cr3t-t0ken", QCryptographicHash::Sha256).toHex();
    QVERIFY(!account.ends_with(plain.constData()));
}

QTEST_APPLESS_MAIN(AccountBudgetTest)
#include "tst_account_budget.moc"

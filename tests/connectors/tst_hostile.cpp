// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "case_run.h"
#include "codec/utf8.h"
#include "connectors/registry.h"
#include "hostile_exchanges.h"
#include "record_check.h"

#include <QDir>

#include <random>

using namespace shipglass;
using nlohmann::json;

namespace {

/// How many mutations of values, of answers, and into lists without end, each connector gets.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t slower = 8; ///< Every play takes so much longer; the release build plays them all.
#else
constexpr std::size_t slower = 1;
#endif
constexpr std::size_t valuesOfEach = 200 / slower;
constexpr std::size_t answersOfEach = 300 / slower;
constexpr std::size_t endlessOfEach = 3;
constexpr const char* secret = "dummy-secret-5b1f";

/// A case folder with a secret in place of each that the case has.
struct HostileCase {
    std::string folder, name;
    json settings, exchanges;
    bool hasSecret = false;

    explicit HostileCase(const std::string& path, std::string caseName)
        : folder(path), name(std::move(caseName)), settings(readCaseFile(path + "/settings.json")),
          exchanges(hostileExchanges(path)) {
        for (const char* section : {"auth", "actionAuth", "headers", "env"})
            if (settings.contains(section))
                for (auto& [key, value] : settings[section].items())
                    if (key != "user") {
                        value = secret;
                        hasSecret = true;
                    }
    }
};

using Good = std::map<std::pair<Kind, std::string>, std::string>;

/// The records that say that something went well.
Good goodNews(const MemoryHost& host) {
    Good good;
    for (const auto& batch : host.batches)
        for (const auto& record : batch.records())
            if (auto news = goodNewsOf(record); !news.empty())
                good[{kindOf(record), common(record).id}] = std::move(news);
    return good;
}

std::string flawOfMessage(const std::string& message) {
    if (message.find(secret) != std::string::npos) return "a secret is in the error: " + message;
    if (!isUtf8(message)) return "an error is no UTF-8: " + repairUtf8(message);
    for (const char letter : message)
        if (static_cast<unsigned char>(letter) < 0x20) return "an error has control characters: " + message;
    return message.find("never comes") == std::string::npos ? "" : "it waits for ever";
}

std::string flawOfRecords(const MemoryHost& host) {
    for (const auto& batch : host.batches) {
        if (!isUtf8(batch.scope()) || !isUtf8(batch.cursor().value_or("")))
            return "a scope or cursor is no UTF-8";
        for (const auto& record : batch.records())
            if (auto flaw = flawOf(record); !flaw.empty()) return flaw;
    }
    return {};
}

/// Programs of this machine may print any bytes as text; the store repairs them before it keeps them.
bool printsBytes(const HostileCase& played, const Mutation& mutation) {
    const json& exchange = played.exchanges[mutation.exchange];
    return mutation.harm == Harm::brokenBytes && exchange["type"] == "process" &&
           !exchange["response"].contains("json");
}

/// Plays the case with the mutation; gives what it did wrong, "" for nothing.
std::string wrongWith(const HostileCase& played, const Mutation& mutation, const Good& before) {
    const auto exchanges = mutated(played.exchanges, mutation, secret);
    CaseRun run(played.settings, exchanges, played.folder);
    const json outcome = run.run();
    const auto text = outcome.dump(-1, ' ', false, json::error_handler_t::replace);
    if (run.asked() > 3 * exchanges.size() + 100) return "it asked " + std::to_string(run.asked()) + " times";
    if (text.find(secret) != std::string::npos) return "a secret is in what it gave: " + text.substr(0, 2000);
    if (outcome.contains("message"))
        if (auto flaw = flawOfMessage(outcome["message"]); !flaw.empty()) return flaw;
    for (const auto& failure : run.host().failures)
        if (auto flaw = flawOfMessage(failure.error.message); !flaw.empty()) return flaw;
    if (auto flaw = flawOfRecords(run.host()); !flaw.empty() && !printsBytes(played, mutation)) return flaw;
    if (!mutation.hitsStatusWord()) return {};
    for (const auto& [record, news] : goodNews(run.host()))
        if (!before.contains(record))
            return std::string(word(record.first)) + " " + record.second + " turned to " + news;
    return {};
}

using Plays = std::vector<std::pair<const HostileCase*, Mutation>>;

/// Some of the plays: the same ones every time, others with SHIPGLASS_SEED set.
Plays sample(Plays all, std::size_t most) {
    const int seed = qEnvironmentVariableIntValue("SHIPGLASS_SEED");
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    const std::size_t size = std::min(all.size(), most);
    for (std::size_t at = 0; at < size; ++at) std::swap(all[at], all[at + random() % (all.size() - at)]);
    all.resize(size);
    return all;
}

} // namespace

/// Plays the cases of every connector with answers that are broken in all ways we know of. Whatever the other
/// side sends, a poll ends, with clean records or an error in plain words, and without the secret in either.
class HostileTest : public QObject {
    Q_OBJECT
private slots:
    void staysCleanWhenValuesAreBroken_data() { addConnectors(); }
    void staysCleanWhenValuesAreBroken();
    void staysCleanWhenAnswersAreBroken_data() { addConnectors(); }
    void staysCleanWhenAnswersAreBroken();

private:
    static void addConnectors();
    static std::vector<HostileCase> casesOf(const QString& kind);
    static Good baseline(const HostileCase& played);
    static void play(const HostileCase& played, const Mutation& mutation, const Good& before);
};

void HostileTest::addConnectors() {
    QTest::addColumn<QString>("kind");
    for (const auto* connector : allConnectors()) {
        const auto kind =
            QString::fromUtf8(connector->id.data(), static_cast<qsizetype>(connector->id.size()));
        QTest::newRow(qPrintable(kind)) << kind;
    }
}

std::vector<HostileCase> HostileTest::casesOf(const QString& kind) {
    std::vector<HostileCase> cases;
    QDir folder(QString(SHIPGLASS_CASES) + "/" + kind);
    for (const auto& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        if (QFile::exists(folder.filePath(name + "/exchange.json")))
            cases.emplace_back(folder.filePath(name).toStdString(), name.toStdString());
    return cases;
}

Good HostileTest::baseline(const HostileCase& played) {
    CaseRun run(played.folder);
    run.run();
    return goodNews(run.host());
}

void HostileTest::play(const HostileCase& played, const Mutation& mutation, const Good& before) {
    std::string wrong;
    try {
        wrong = wrongWith(played, mutation, before);
    } catch (const std::exception& escaped) {
        wrong = std::string("an exception escaped: ") + escaped.what();
    }
    if (!wrong.empty()) QFAIL(("case " + played.name + ", " + mutation.describe() + ": " + wrong).c_str());
}

void HostileTest::staysCleanWhenValuesAreBroken() {
    QFETCH(QString, kind);
    const auto cases = casesOf(kind);
    Plays plays;
    std::map<const HostileCase*, Good> before;
    for (const auto& played : cases) {
        before[&played] = baseline(played);
        for (auto& mutation : valueMutations(played.exchanges))
            plays.emplace_back(&played, std::move(mutation));
    }
    for (const auto& [played, mutation] : sample(std::move(plays), valuesOfEach)) {
        play(*played, mutation, before[played]);
        if (QTest::currentTestFailed()) return;
    }
}

void HostileTest::staysCleanWhenAnswersAreBroken() {
    QFETCH(QString, kind);
    const auto cases = casesOf(kind);
    Plays plays, endless;
    for (const auto& played : cases)
        for (auto& mutation : answerMutations(played.exchanges)) {
            // Without a secret of its own the case cannot know what to hide.
            if (mutation.harm == Harm::echo && !played.hasSecret) continue;
            auto& list = mutation.harm == Harm::endless ? endless : plays;
            list.emplace_back(&played, std::move(mutation));
        }
    plays = sample(std::move(plays), answersOfEach);
    endless = sample(std::move(endless), endlessOfEach);
    plays.insert(plays.end(), endless.begin(), endless.end());
    for (const auto& [played, mutation] : plays) {
        play(*played, mutation, {});
        if (QTest::currentTestFailed()) return;
    }
}

QTEST_APPLESS_MAIN(HostileTest)
#include "tst_hostile.moc"

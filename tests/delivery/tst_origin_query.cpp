// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/origin_query.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::delivery;

namespace {

ServiceRule rule(const std::string& name, DeploymentOrigin from) {
    ServiceRule made;
    made.name = name, made.team = name == "web" ? "shop" : "", made.repositories = {"acme/" + name};
    made.from = from, made.deployPipelines = {"deploy-" + name}, made.deployTags = name + "-*";
    return made;
}

QString text(const query::Query& query) { return QString::fromStdString(query::format(query)); }
query::Query parsed(const char* where) { return query::parse(where).orThrow(); }

} // namespace

/// What is read of the history, in the query language.
class OriginQueryTest : public QObject {
    Q_OBJECT

private slots:
    void runsOfTheirPipelines();
    void tagsAndChanges();
    void whatIsCarried();
    void rulesThatAQueryAllows();
    void storedOnes();
    void ids();
};

void OriginQueryTest::runsOfTheirPipelines() {
    auto web = rule("web", DeploymentOrigin::pipeline), api = rule("api", DeploymentOrigin::pipeline);
    QCOMPARE(text(originQuery({web, api}, {})), "service=\"web\",\"api\" pipeline:deploy-web,deploy-api");
    api.repositories.clear(); // Runs of nobody may be its own.
    QCOMPARE(text(originQuery({web, api}, {})), "pipeline:deploy-web,deploy-api");
}

void OriginQueryTest::tagsAndChanges() {
    QCOMPARE(text(originQuery({rule("web", DeploymentOrigin::tag)}, {})), "service=\"web\" version:web-*");
    QCOMPARE(text(originQuery({rule("web", DeploymentOrigin::change)}, {})), "service=\"web\"");
}

void OriginQueryTest::whatIsCarried() {
    const auto where = parsed("source:ci -title:x status:success environment:live id=7@live word");
    QCOMPARE(text(originQuery({rule("web", DeploymentOrigin::change)}, where)),
             "source:ci -title:x id=\"7\" service=\"web\"");
    QCOMPARE(text(originQuery({rule("web", DeploymentOrigin::change)}, parsed("id=7"))),
             "id=\"\" service=\"web\""); // No computed one has that.
}

void OriginQueryTest::rulesThatAQueryAllows() {
    const ServiceRules rules{rule("web", DeploymentOrigin::tag), rule("api", DeploymentOrigin::tag),
                             rule("site", DeploymentOrigin::change)};
    const auto names = [&](const char* where) {
        QStringList found;
        for (const auto& each : rulesFrom(DeploymentOrigin::tag, rules, parsed(where)))
            found << QString::fromStdString(each.name);
        return found.join(u' ');
    };
    QCOMPARE(names(""), "web api");
    QCOMPARE(names("service:web status:failure"), "web");
    QCOMPARE(names("team:shop"), "web");
    QCOMPARE(names("-service:web"), "api");
    QCOMPARE(names("service:site"), "");
}

void OriginQueryTest::storedOnes() {
    const ServiceRules rules{rule("web", DeploymentOrigin::tag), rule("api", DeploymentOrigin::api)};
    QCOMPARE(text(storedQuery(rules, parsed("status:success"))), "status:success -service=\"web\"");
}

void OriginQueryTest::ids() {
    QCOMPARE(originIds("a@b@live"), (std::vector<std::string>{"a@b", "a"}));
    QCOMPARE(originIds("a"), std::vector<std::string>{});
    QCOMPARE(originIds("@live"), std::vector<std::string>{});
}

QTEST_APPLESS_MAIN(OriginQueryTest)
#include "tst_origin_query.moc"

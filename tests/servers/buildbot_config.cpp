// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/buildbot_config.h"

#include <QDir>

namespace shipglass::testing {

namespace {

constexpr const char* master = R"(from buildbot.plugins import schedulers, steps, util, worker
from buildbot.process.results import FAILURE, SUCCESS, WARNINGS

production = util.MasterLock("production")


def shell(name, script, **options):
    return steps.ShellCommand(name=name, command=["/bin/sh", "-c", script], haltOnFailure=True, **options)


def builder(name, *stages, on="steady", **options):
    return util.BuilderConfig(name=name, workernames=[on], factory=util.BuildFactory(stages), **options)


compile_step = shell("compile", "echo compiling; echo done")
package_step = shell("package", "echo packed")


def growing(name, lines, **options):
    """A log that gets a line every half second. One that cannot be written ends it: the worker is gone."""
    script = "i=0; while [ $i -lt %(prop:lines:~{})s ]; do i=$((i+1)); echo line $i of the log || exit 1; sleep 0.5; done"
    return shell(name, util.Interpolate("echo to %(prop:environment:~production)s; " + script.format(lines)), **options)


BuildmasterConfig = {
    "workers": [worker.Worker("steady", "for-this-test", max_builds=4), worker.Worker("away", "for-this-test")],
    "protocols": {"pb": {"port": "tcp:@WORKER_PORT@:interface=127.0.0.1"}},
    "builders": [
        builder("pass", compile_step, shell("test", "echo 12 tests passed"), package_step, tags=["shop"]),
        builder("fail", compile_step, shell("test", "echo 'test_basket: 3 != 4' >&2; exit 3"), package_step,
                tags=["shop"]),
        builder("unstable", shell("check style", "echo 'warning: a line is long'; exit 1",
                                  decodeRC={0: SUCCESS, 1: WARNINGS, 2: FAILURE}, warnOnWarnings=True)),
        builder("slow", growing("work", 240), package_step),
        builder("deploy", growing("roll out", 4, locks=[production.access("exclusive")]),
                shell("smoke test", "echo answers"), tags=["shop"]),
        builder("migrate", growing("change schema", 4, locks=[production.access("exclusive")]), tags=["shop"]),
        builder("heartbeat", shell("tick", "echo tick")),
        builder("wait", compile_step, on="away"),
    ],
    "schedulers": [
        schedulers.ForceScheduler(
            name="force", builderNames=["pass", "fail", "unstable", "slow", "deploy", "migrate", "wait"],
            properties=[util.StringParameter(name="lines", default=""),
                        util.StringParameter(name="environment", default="")]),
        schedulers.Periodic(name="periodic", builderNames=["heartbeat"], periodicBuildTimer=@HEARTBEAT@),
    ],
    "www": {"port": "tcp:@WEB_PORT@:interface=127.0.0.1"},
    "db": {"db_url": "sqlite:///state.sqlite"},
    "buildbotURL": "http://127.0.0.1:@WEB_PORT@/",
    "buildbotNetUsageData": None,
    "title": "Test builds",
    "titleURL": "http://127.0.0.1:@WEB_PORT@/",
}
)";

constexpr const char* package = R"(from buildbot.www.plugin import Application

pages = Application(__name__, "An empty page in place of Buildbot's own")
)";

} // namespace

QByteArray buildbotConfiguration(quint16 webPort, quint16 workerPort, int heartbeatSeconds) {
    return QByteArray(master)
        .replace("@WEB_PORT@", QByteArray::number(webPort))
        .replace("@WORKER_PORT@", QByteArray::number(workerPort))
        .replace("@HEARTBEAT@", QByteArray::number(heartbeatSeconds));
}

bool writePagesStandIn(const ServerProcess& process, const QString& folder) {
    const QString code = folder + QStringLiteral("/empty_buildbot_pages");
    const QString metadata = folder + QStringLiteral("/empty_buildbot_pages-1.dist-info");
    const QDir root(process.path(QString()));
    return root.mkpath(code + QStringLiteral("/static")) && root.mkpath(metadata) &&
           process.write(code + QStringLiteral("/__init__.py"), package) &&
           process.write(code + QStringLiteral("/VERSION"), "1\n") &&
           process.write(code + QStringLiteral("/static/index.html"),
                         "<!doctype html><title>Test builds</title>\n") &&
           process.write(metadata + QStringLiteral("/METADATA"),
                         "Metadata-Version: 2.1\nName: empty-buildbot-pages\nVersion: 1\n") &&
           process.write(metadata + QStringLiteral("/entry_points.txt"),
                         "[buildbot.www]\nbase = empty_buildbot_pages:pages\n");
}

} // namespace shipglass::testing

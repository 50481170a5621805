#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A source of the kind exec that tells of a made-up team, for the pictures in README and docs."""
import json
import random
import sys
from datetime import datetime, timedelta, timezone

NOW = datetime.now(timezone.utc).replace(microsecond=0)
PEOPLE = ["ana", "bo", "chandra", "dmitri", "deploy-bot"]
PIPELINES = {"acme/web": ["build", "end to end", "deploy"], "acme/api": ["build", "contract tests", "deploy"],
             "acme/mailer": ["build", "nightly"]}
MINUTES = {"build": 6, "end to end": 14, "deploy": 4, "contract tests": 9, "nightly": 31}
TITLES = ["Cache the price list", "Retry a payment once", "Say when a product comes back", "Upgrade the parser",
          "Make the search quicker", "Round the tax as the law says", "Drop the old basket", "Sort by distance",
          "Show the invoice's number", "Limit log lines", "Fix the time zone of reports"]


def say(kind, **fields):
    print(json.dumps({"kind": kind, **{name: value for name, value in fields.items() if value is not None}}))


def moment(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def stages(dice, status, begin, end):
    names = ["check out", "compile", "unit tests", "package"]
    span, at, told = end - begin, begin, []
    for place, (name, share) in enumerate(zip(names, (0.05, 0.5, 0.35, 0.1))):
        last = status == "failure" and name == "unit tests"
        until = end if last else at + span * share
        told.append({"id": str(place), "name": name, "status": "failure" if last else "success", "hasLog": True,
                     "startedAt": moment(at), "finishedAt": moment(until)})
        at = until
        if last:
            break
    return told


def run(dice, number, project, pipeline, begin):
    status = dice.choices(["success", "failure", "unstable", "canceled"], [84, 10, 4, 2])[0]
    end = begin + timedelta(minutes=MINUTES[pipeline] * dice.uniform(0.7, 1.4))
    moves = end > NOW
    say("run", id=f"{project}#{number}", project=project, repository=project, pipeline=pipeline, number=str(number),
        status="running" if moves else status, title=dice.choice(TITLES), actor=dice.choice(PEOPLE), attempt=1,
        branch=dice.choices(["main", "search", "release-4"], [7, 3, 1])[0], trigger="push",
        commit=f"{dice.getrandbits(160):040x}", url=f"https://ci.example.org/{project}/{number}",
        createdAt=moment(begin), startedAt=moment(begin), finishedAt=None if moves else moment(end),
        stages=None if moves else stages(dice, status, begin, end))


def runs(dice):
    begins = [NOW - timedelta(minutes=dice.triangular(2, 30 * 1440, 2000)) for _ in range(700)]
    begins = sorted(begin for begin in begins if begin.weekday() < 5 or dice.random() < 0.3)
    for number, begin in enumerate([*begins, NOW - timedelta(minutes=3), NOW - timedelta(seconds=80)], 1000):
        project = dice.choice(list(PIPELINES))
        run(dice, number, project, dice.choice(PIPELINES[project]), begin)
    say("batch", facet="run", scope="*")


def deploy(dice, project, version, environment, at, status):
    say("deployment", id=f"{project}@{version}-{environment}", project=project, repository=project, service=project[5:],
        environment=environment, tier=environment, version=version, status=status, actor=dice.choice(PEOPLE),
        title=dice.choice(TITLES), createdAt=moment(at), startedAt=moment(at),
        finishedAt=moment(at + timedelta(minutes=dice.uniform(2, 9))),
        history=[{"at": moment(at + timedelta(minutes=4)), "status": status}])


def deployments(dice):
    for project in PIPELINES:
        at, minor = NOW - timedelta(days=30), 0
        while at < NOW - timedelta(hours=3):
            minor += 1
            for hours, environment in ((0, "staging"), (2, "production")):
                status = dice.choices(["success", "failure"], [9, 1])[0]
                deploy(dice, project, f"v4.{minor}.0", environment, at + timedelta(hours=hours), status)
            at += timedelta(hours=dice.uniform(14, 60))
    say("batch", facet="deployment", scope="*")


def changes(dice):
    for number in range(60):
        at = NOW - timedelta(minutes=dice.uniform(20, 12 * 1440))
        project = dice.choice(list(PIPELINES))
        say("change", id=f"{project}!{number}", project=project, repository=project, title=dice.choice(TITLES),
            author=dice.choice(PEOPLE), branch="main", commit=f"{dice.getrandbits(160):040x}", mergedAt=moment(at))
    say("batch", facet="change", scope="*")


def alerts(_):
    told = [("critical", "Checkout answers 5xx", "web", 12, "firing"), ("high", "Queue of mails grows", "mailer", 48, "firing"),
            ("warning", "Disk of db-2 is 91 % full", "db", 310, "acknowledged"),
            ("warning", "Certificate ends in 12 days", "web", 900, "silenced"), ("info", "Replica lags 40 s", "db", 75, "firing")]
    for number, (severity, title, service, minutes, state) in enumerate(told):
        begin = NOW - timedelta(minutes=minutes)
        say("alert", id=f"a{number}", key=f"a{number}", title=title, severity=severity, state=state, service=service,
            environment="production", startedAt=moment(begin), url="https://alerts.example.org/",
            acknowledgedBy="ana" if state == "acknowledged" else None,
            acknowledgedAt=moment(begin + timedelta(minutes=4)) if state == "acknowledged" else None,
            silencedUntil=moment(NOW + timedelta(hours=5)) if state == "silenced" else None,
            labels={"instance": f"{service}-1", "team": "shop"},
            annotations={"summary": title, "runbook": "https://runbooks.example.org/"},
            history=[{"at": moment(begin), "status": "firing"}])
    say("batch", facet="alert", scope="*")


for part in sys.argv[1:]:
    {"runs": runs, "deployments": deployments, "changes": changes, "alerts": alerts}[part](random.Random(20))

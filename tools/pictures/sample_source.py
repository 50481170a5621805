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


def sha(project, version, number):
    return f"{random.Random(f'{project} {version} {number}').getrandbits(160):040x}"


def deploy(project, version, environment, at, status, commits):
    dice = random.Random(f"{project} {version} {environment}")
    end = at + timedelta(minutes=dice.uniform(2, 9))
    say("deployment", id=f"{project}@{version}-{environment}", project=project, repository=project, service=project[5:],
        environment=environment, tier=environment, version=version, status=status, actor=dice.choice(PEOPLE),
        title=dice.choice(TITLES), createdAt=moment(at), startedAt=moment(at), finishedAt=moment(end),
        commits=[{"repository": project, "sha": each} for each in commits],
        history=[{"at": moment(end), "status": status}])


def releases(dice):
    """Project, version, when it went to staging, how production took it, and how many changes it holds."""
    for project in PIPELINES:
        at, minor = NOW - timedelta(days=190), 0
        while at < NOW - timedelta(hours=3):
            minor += 1
            status = dice.choices(["success", "failure"], [9, 1])[0]
            yield project, f"v4.{minor}.0", at, status, dice.randint(1, 4)
            at += timedelta(hours=dice.uniform(14, 60))


def deployments(dice):
    for project, version, at, status, count in releases(dice):
        commits = [sha(project, version, number) for number in range(count)]
        deploy(project, version, "staging", at, "success", commits)
        deploy(project, version, "production", at + timedelta(hours=2), status, commits)
    say("batch", facet="deployment", scope="*")


def changes(dice):
    for project, version, at, _, count in releases(dice):
        for number in range(count):
            chance = random.Random(f"{project} {version} {number} change")
            merged = at - timedelta(minutes=chance.uniform(8, 200))
            opened = merged - timedelta(hours=chance.lognormvariate(1.5, 1.1))
            first = opened - timedelta(hours=chance.lognormvariate(1.2, 1.2))
            commit = sha(project, version, number)
            say("change", id=f"{project}!{version}-{number}", project=project, repository=project,
                service=project[5:], title=chance.choice(TITLES), author=chance.choice(PEOPLE), branch="main", commit=commit,
                commits=[{"sha": commit, "authoredAt": moment(first), "merge": False}], firstCommitAt=moment(first),
                openedAt=moment(opened), approvedAt=moment(opened + (merged - opened) * 0.8), mergedAt=moment(merged))
    say("batch", facet="change", scope="*")


def incidents():
    """Some releases did not go well."""
    for project, version, at, status, _ in releases(random.Random(20)):
        dice = random.Random(f"{project} {version} incident")
        if status == "failure" or dice.random() > 0.13:
            continue
        begin = at + timedelta(hours=2 + dice.uniform(0.3, 5))
        end = begin + timedelta(hours=dice.lognormvariate(0.4, 0.9))
        if end < NOW:
            say("alert", id=f"{project}-{version}", key=f"INC-{dice.randint(100, 999)}", title=f"{project[5:]} is slow",
                severity="critical", state="resolved", service=project[5:], environment="production", incident=True,
                startedAt=moment(begin), resolvedAt=moment(end), url="https://alerts.example.org/",
                history=[{"at": moment(begin), "status": "firing"}, {"at": moment(end), "status": "resolved"}])


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
    incidents()
    say("batch", facet="alert", scope="*")


for part in sys.argv[1:]:
    {"runs": runs, "deployments": deployments, "changes": changes, "alerts": alerts}[part](random.Random(20))

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the project's files and says where a rule of the house is broken. Exit 1 when one is."""
import subprocess
import sys
from pathlib import Path

import coroutines
import habits
import layers
import names
from source import Source


def findings(sources):
    found = [finding for source in sources
             for rules in (coroutines, layers, habits) for finding in rules.check(source)]
    found += [finding for rules in (layers, names) for finding in rules.check_all(sources)]
    by_path = {source.path: source for source in sources}
    kept = {finding for finding in found if not by_path[finding.path].allows(finding)}
    return sorted(kept, key=lambda finding: (finding.path, finding.line, finding.rule))


def project_files(root):
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=root,
                            check=True, capture_output=True).stdout.decode()
    return [path for path in listed.split("\0") if path and (Path(root) / path).is_file()]


def main():
    root = Path(__file__).resolve().parents[2]
    sources = [Source.read(root, path) for path in project_files(root)]
    for source in habits.long_files(sources):
        print(f"note: {source.path} has {len(source.lines)} lines")
    broken = findings(sources)
    for finding in broken:
        print(finding)
    print(f"{len(sources)} files, {len(broken)} findings")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

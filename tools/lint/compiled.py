#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""compiled.py files|targets BUILD FILE...: which of the files the build compiles, or the targets they belong to."""
import json
import re
import sys
from pathlib import Path


def compiled(build, files):
    wanted = {str(Path(file).resolve()): file for file in files}
    for command in json.loads((Path(build) / "compile_commands.json").read_text()):
        if command["file"] in wanted:
            yield wanted[command["file"]], re.search(r"CMakeFiles/([^/]+)\.dir/", command["command"]).group(1)


def main():
    what, build, *files = sys.argv[1:]
    found = list(compiled(build, files))
    for name in sorted({pair[0 if what == "files" else 1] for pair in found}):
        print(name)


if __name__ == "__main__":
    main()

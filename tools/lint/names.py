# SPDX-License-Identifier: GPL-3.0-or-later
"""Types of the same name in the same namespace: the linker mixes up their functions, and says nothing."""
import re

_TOKEN = re.compile(
    r"(?P<space>\b(?:inline\s+)?namespace\s*(?P<name>[\w:]*)\s*\{)"
    r"|(?P<type>\b(?:class|struct|union|enum(?:\s+(?:class|struct))?)\s+(?:\[\[\w+\]\]\s*)?(?P<typename>\w+)"
    r"(?:\s+final)?\s*(?::(?!:)[^;{()]*)?\{)"
    r"|\{|\}")
_PROGRAMS = ("tests/", "bench/")  # Each file there is part of a program of its own.


def _types(source):
    """Offset and full name of every type that is defined at the level of a namespace with a name."""
    scopes = []
    for match in _TOKEN.finditer(source.code):
        if match.group(0) == "}":
            if scopes:
                scopes.pop()
            continue
        if match.group("type") and None not in scopes and "" not in scopes:
            yield match.start(), "::".join([*scopes, match.group("typename")])
        scopes.append(match.group("name") if match.group("space") else None)


def check_all(sources):
    first = {}
    for source in sources:
        if not source.is_cxx or source.path.startswith(_PROGRAMS):
            continue
        for offset, name in _types(source):
            if first.setdefault(name, source.path) != source.path:
                yield source.finding("type-twice", offset, f"{name} is also defined in {first[name]}")

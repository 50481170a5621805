# SPDX-License-Identifier: GPL-3.0-or-later
"""A file as the rules see it: its text, and its code with comments and literals blanked out."""
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

CXX = {".h", ".cpp"}
_SKIPPED = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|R"(?P<tag>[^(\s]{0,16})\(.*?\)(?P=tag)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.DOTALL)


def _blank(match):
    text = match.group(0)
    if text[0] == "/" or len(text) < 2:
        return re.sub(r"[^\n]", " ", text)
    return text[0] + re.sub(r"[^\n]", " ", text[1:-1]) + text[-1]


@dataclass(frozen=True)
class Finding:
    rule: str
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message} [{self.rule}]"


class Source:
    """One file. Offsets in `code` are those of `text`, so both give the same line numbers."""

    def __init__(self, path, text):
        self.path = str(PurePosixPath(path))
        self.text = text

    @classmethod
    def read(cls, root, path):
        return cls(path, (Path(root) / path).read_text(encoding="utf-8", errors="replace"))

    @property
    def suffix(self):
        return PurePosixPath(self.path).suffix

    @property
    def is_cxx(self):
        return self.suffix in CXX

    @cached_property
    def code(self):
        return _SKIPPED.sub(_blank, self.text)

    @cached_property
    def lines(self):
        return self.text.splitlines()

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def finding(self, rule, offset, message):
        return Finding(rule, self.path, self.line_of(offset), message)

    def allows(self, finding):
        """A line says `lint: <rule>: <reason>` where a rule does not hold for a good reason."""
        if not 0 < finding.line <= len(self.lines):
            return False
        return re.search(rf"lint: {re.escape(finding.rule)}: \w+", self.lines[finding.line - 1]) is not None


def closing(text, start):
    """The offset of the bracket that closes the one at `start`, or the end of the text."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    stack = []
    for offset in range(start, len(text)):
        char = text[offset]
        if char in pairs:
            stack.append(pairs[char])
        elif stack and char == stack[-1]:
            stack.pop()
            if not stack:
                return offset
    return len(text)

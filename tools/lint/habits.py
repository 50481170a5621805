# SPDX-License-Identifier: GPL-3.0-or-later
"""House rules that are one look at a line, or at the length of a file."""
import re
from pathlib import PurePosixPath

from source import Finding

LONGEST, LISTED = 400, 300
_LICENSED = {".h", ".cpp", ".cmake", ".py", ".sh"}
_SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
_SECRETS = [re.compile(pattern) for pattern in (
    r"\bgh[opsur]_[A-Za-z0-9]{20,}", r"\bgithub_pat_\w{20,}", r"\bglpat-[\w-]{15,}", r"\bA[KS]IA[A-Z0-9]{16}\b",
    r"\bxox[abprs]-[\w-]{10,}", r"-----BEGIN [A-Z ]*PRIVATE KEY-----[^\n]{0,40}", r"\bAIza[\w-]{30,}", r"\bsk_live_\w{10,}",
    r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}", r"(?i)\bBearer [\w.~+/-]{20,}", r"(?i)\bBasic [A-Za-z0-9+/]{16,}=*",
    r"://[^/\s:@\"]+:[^/\s:@\"]{6,}@")]
_MADE_UP = re.compile(r"(?i)example|fake|redacted|secret|password|hunter2|\$\{")
_RICH = re.compile(r"\bQt::(?:AutoText|RichText|MarkdownText)\b|\bset(?:Html|Markdown)\s*\(|\binsertHtml\s*\(")
_TRANSACTION = re.compile(r"(?:\.|->)transaction\s*\(\s*\)")


def licence(source):
    name = PurePosixPath(source.path).name
    wanted = source.suffix in _LICENSED or name == "CMakeLists.txt" or source.path in ("dev", ".ci/run")
    if wanted and not any(_SPDX in line for line in source.lines[:2]):
        yield Finding("spdx", source.path, 1, f"the file does not begin with {_SPDX}")


def length(source):
    wanted = source.suffix in _LICENSED or source.path in ("dev", ".ci/run")
    if wanted and len(source.lines) > LONGEST:
        yield Finding("file-length", source.path, len(source.lines), f"over {LONGEST} lines")


def secrets(source):
    if not source.path.startswith(("tests/", "resources/", "docs/", "packaging/")):
        return
    for pattern in _SECRETS:
        for match in pattern.finditer(source.text):
            if not _MADE_UP.search(match.group(0)):
                yield source.finding("secret", match.start(),
                                     "looks like a secret: make it up, with `example` or `fake` in it")


def transactions(source):
    if source.is_cxx and "QSql" in source.text:
        for match in _TRANSACTION.finditer(source.code):
            yield source.finding("sql-transaction", match.start(),
                                 "QSqlDatabase::transaction() begins deferred: BEGIN IMMEDIATE")


def rich_text(source):
    if source.is_cxx and source.path.startswith(("widgets/", "app/", "models/")):
        for match in _RICH.finditer(source.code):
            yield source.finding("rich-text", match.start(), "text from outside is plain text: Qt::PlainText")


def check(source):
    for rule in (licence, length, secrets, transactions, rich_text):
        yield from rule(source)


def long_files(sources):
    """Worth a look, and no failure."""
    return [source for source in sources if source.is_cxx and LISTED < len(source.lines) <= LONGEST]

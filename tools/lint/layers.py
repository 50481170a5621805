# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes that the link lines of the layers cannot forbid by themselves."""
import re

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
_QT = re.compile(r"(?:Qt\w*/)?Q[A-Z]\w*|Qt\w*(?:/\w+)?|q[a-z]+\.h|qt6keychain/\w+\.h")
_NO_QT = ("models/records/", "models/query/", "models/insight/", "models/delivery/", "models/report/")
# Folders that are layers of their own: reached through the folder above them, their link line is passed by.
_INNER = re.compile(r"(?:models/(?:records|query|insight|delivery|report|store)|connectors/core|records/json)/")
# The doors of net; what they include, a connector sees too.
_DOORS = ("connectors/core/connector.h", "connectors/core/session.h", "connectors/core/all.h")


def includes(source):
    for match in _INCLUDE.finditer(source.text):
        yield match.start(), match.group(1), match.group(2)


def _is_qt(kind, name):
    return kind == "<" and _QT.fullmatch(name) is not None


def check(source):
    if not source.is_cxx:
        return
    for offset, kind, name in includes(source):
        if kind == '"' and "../" in name:
            yield source.finding("include-parent", offset, "include by the layer's name, never by ../")
        if kind == '"' and _INNER.match(name):
            yield source.finding("include-bypass", offset,
                                 f'"{name}" goes round a layer\'s own include root')
        if _is_qt(kind, name) and source.path.startswith(_NO_QT):
            yield source.finding("qt-include", offset, "records, codec, query, insight, delivery and report know no Qt")
        if _is_qt(kind, name) and re.match(r"connectors/(?!core/)", source.path):
            yield source.finding("qt-include", offset, "a connector knows no Qt")


def _net_header(name):
    return "connectors/core/" + name.removeprefix("net/") if name.startswith("net/") else None


def check_all(sources):
    """Headers of net that a connector sees, straight or through another header, name no Qt."""
    by_path = {source.path: source for source in sources}
    waiting = [path for path in _DOORS if path in by_path]
    for source in sources:
        if source.is_cxx and re.match(r"connectors/(?!core/)", source.path):
            waiting += [_net_header(name) for _, kind, name in includes(source) if kind == '"']
    seen = set()
    while waiting:
        path = waiting.pop()
        if path in seen or path not in by_path:
            continue
        seen.add(path)
        for offset, kind, name in includes(by_path[path]):
            if _is_qt(kind, name):
                yield by_path[path].finding("qt-include", offset, "a header that connectors see names no Qt")
            waiting.append(_net_header(name))

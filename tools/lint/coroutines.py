# SPDX-License-Identifier: GPL-3.0-or-later
"""What g++ 12 miscompiles in coroutines, and what outlives its arguments there."""
import re

from source import closing

_AWAIT = re.compile(r"(?<!operator )\bco_await\b")
_ASSIGNED = re.compile(r"(?:[\w:<>,&*.\[\]\->() ]+[\w\])]\s*=\s*)?")
_OPERATOR = re.compile(r"\?|&&|\|\||==|!=|<=|>=|<<|(?<!-)(?<![<\w])>(?!\w)|[+/%|^]|(?<!\()\s-\s|,")
_LAMBDA = re.compile(r"(?<![\w\])\[])\[(?!\[)([^\[\]]*)\]\s*(?=[({]|mutable|noexcept|->)")
_CONDITION = re.compile(r"\s*(?:(else)\b|(?:if|while|for|switch)\s*(?:constexpr\s*)?\()")
_COROUTINE = re.compile(r"\bco_(?:await|return|yield)\b")
_TASK = re.compile(r"\bTask\s*<")


def _statement_start(code, offset):
    """Where the statement begins that holds `offset`: behind the nearest ; or block brace before it."""
    return max(code.rfind(char, 0, offset) for char in ";{}") + 1


def _statement_end(code, offset):
    while offset < len(code) and code[offset] != ";":
        if code[offset] in "([{":
            offset = closing(code, offset)
        elif code[offset] in ")]}":
            return offset
        offset += 1
    return offset


def _without_brackets(text):
    """The text outside of round, square and angle brackets: operators in arguments are harmless."""
    before = None
    while before != text:
        before = text
        text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|(?<=\w)<[\w:, *&]*>", "", text)
    return text


def _after_conditions(code, begin, end):
    """What stands before an await in its statement, behind any `if (...)`, `for (...)` or `else`."""
    match = _CONDITION.match(code, begin)
    while match:
        begin = match.end() if match.group(1) == "else" else closing(code, match.end() - 1) + 1
        match = _CONDITION.match(code, begin)
    return code[begin:end].strip() if begin <= end else None


def awaits(source):
    code = source.code
    for match in _AWAIT.finditer(code):
        end = _statement_end(code, match.end())
        expression = code[match.end():end]
        if "{" in expression:
            yield source.finding("await-braces", match.start(),
                                 "braces inside a co_await expression: name the value on a line before")
        if expression.count("?") > _without_brackets(expression).count("?"):
            yield source.finding("await-choice", match.start(),
                                 "a ?: inside a co_await expression: g++ 12 frees its temporaries twice")
        begin = _statement_start(code, match.start())
        before = _after_conditions(code, begin, match.start())
        whole = code[end:end + 1] == ";" and before is not None and _ASSIGNED.fullmatch(before)
        if not whole or _OPERATOR.search(_without_brackets(expression)):
            yield source.finding("await-whole", match.start(),
                                 "co_await must be the whole right-hand side of its own line")


def _body_without_inner_lambdas(body):
    match = _LAMBDA.search(body)
    while match:
        start = body.find("{", match.end())
        if start < 0:
            break
        body = body[:match.start()] + body[closing(body, start) + 1:]
        match = _LAMBDA.search(body)
    return body


def lambdas(source):
    code = source.code
    for match in _LAMBDA.finditer(code):
        start = match.end()
        if code[start:start + 1] == "(":
            start = closing(code, start) + 1
        brace = code.find("{", start)
        if not match.group(1).strip() or brace < 0 or ";" in code[start:brace]:
            continue
        if _COROUTINE.search(_body_without_inner_lambdas(code[brace + 1:closing(code, brace)])):
            yield source.finding("coroutine-lambda", match.start(),
                                 "a coroutine lambda that captures loses its captures: make it a function")


def _after_template(code, offset):
    depth = 0
    for position in range(offset, len(code)):
        depth += {"<": 1, ">": -1}.get(code[position], 0)
        if depth == 0:
            return position + 1
    return len(code)


def _parameters(code, start):
    """The parameter list of what returns the Task type that ends at `start`: function, pointer or lambda."""
    match = re.compile(r"\s*(?:\(\s*\*\s*\w+\s*\)|[\w:]+)?\s*(?=\()").match(code, start)
    if match:
        return match.end(), closing(code, match.end())
    return None


def references(source):
    code = source.code
    for match in _TASK.finditer(code):
        end = _after_template(code, match.end() - 1)
        if code[:match.start()].rstrip().endswith("->"):
            closed = code.rfind(")", 0, match.start())
            opened = code.rfind("(", 0, closed)
            span = (opened, closed)
        else:
            span = _parameters(code, end)
        # `Task<T>(handle)` is a value and no function: its arguments hold no declaration.
        if span and re.search(r"[\w>]\s*&{1,2}\s*(\w+\s*)?(=[^,]*)?(,|$)", code[span[0] + 1:span[1]]):
            yield source.finding("coroutine-reference", match.start(),
                                 "a function that returns a Task takes its parameters by value")


def check(source):
    if source.is_cxx:
        yield from awaits(source)
        yield from lambdas(source)
        yield from references(source)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What each rule must catch, and what looks like it and must pass. (rule, path, text)"""

_CPP = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
_CONNECTOR = "connectors/ci/sample.cpp"
_TOKEN = "ghp" + "_" + "a1B2c3D4" * 5

BAD = [
    ("await-braces", _CONNECTOR, "auto a = co_await session.json({Method::get, path});"),
    ("await-braces", _CONNECTOR, "auto a = co_await all(std::vector<Task<int>>{});"),
    ("await-braces", _CONNECTOR, "co_await session.hand(\n    Batch{scope});"),
    ("await-choice", _CONNECTOR, "auto a = co_await read(session, all ? name + rest : name);"),
    ("await-whole", _CONNECTOR, "if (co_await pages.next()) {}"),
    ("await-whole", _CONNECTOR, "while (auto page = co_await pages.next()) {}"),
    ("await-whole", _CONNECTOR, "co_return co_await session.json(request);"),
    ("await-whole", _CONNECTOR, "auto n = (co_await session.json(request)).size();"),
    ("await-whole", _CONNECTOR, "auto n = 1 + co_await count(session);"),
    ("await-whole", _CONNECTOR, "auto n = co_await count(session) + 1;"),
    ("await-whole", _CONNECTOR, "auto a = co_await left(session) ? 1 : 2;"),
    ("await-whole", _CONNECTOR, "use(co_await session.json(request));"),
    ("coroutine-lambda", _CONNECTOR, "auto f = [session]() -> Task<Done> { co_return Done(); };"),
    ("coroutine-lambda", _CONNECTOR, "auto f = [&](int n) { auto a = co_await g(n); };"),
    ("coroutine-reference", _CONNECTOR, "Task<Done> poll(const Session& session) { co_return Done(); }"),
    ("coroutine-reference", "connectors/core/sample.h", "Task<std::optional<Json>> next(Request&& request);"),
    ("coroutine-reference", "connectors/core/sample.h", "Task<Done> (*poll)(Session&);"),
    ("coroutine-reference", _CONNECTOR, "auto f = [](Session& session) -> Task<Done> { co_return Done(); };"),
    ("include-parent", "models/store/sample.cpp", '#include "../records/run.h"'),
    ("include-bypass", "widgets/sample.cpp", '#include "models/store/reader.h"'),
    ("include-bypass", "widgets/sample.h", '#include "models/records/run.h"'),
    ("include-bypass", "app/sample.cpp", '#include "models/query/query.h"'),
    ("qt-include", "models/records/sample.h", "#include <QString>"),
    ("qt-include", "models/records/json/sample.cpp", "#include <QtCore/QString>"),
    ("qt-include", "models/query/sample.cpp", "#include <QtGlobal>"),
    ("qt-include", "models/insight/sample.h", "#include <QDateTime>"),
    ("qt-include", _CONNECTOR, "#include <QObject>"),
    ("spdx", "app/sample.cpp", None),
    ("spdx", "tools/sample.sh", None),
    ("file-length", "app/sample.cpp", "int a;\n" * 400),
    ("secret", "tests/connectors/sample/exchange.json", '{"authorization": "token ' + _TOKEN + '"}'),
    ("secret", "tests/sample.yaml", "-----BEGIN RSA PRIVATE" + " KEY-----"),
    ("secret", "tests/sample.json", '"aws": "AKIA' + "Q7ZK4M2P9R8S1T3V" + '"'),
    ("secret", "tests/sample.json", '"url": "https://me:' + "Tr0ub4dor" + '@host/"'),
    ("sql-transaction", "models/store/sample.cpp", "#include <QSqlDatabase>\nvoid f() { db.transaction(); }"),
    ("rich-text", "widgets/sample.cpp", "label->setTextFormat(Qt::AutoText);"),
    ("rich-text", "widgets/sample.cpp", "label->setTextFormat(Qt::RichText);"),
    ("rich-text", "widgets/sample.cpp", "view->setHtml(run.title);"),
]

GOOD = [
    (_CONNECTOR, "auto page = co_await session.json(request);"),
    (_CONNECTOR, "const Result<Json> page = co_await session.json(request).attempt();"),
    (_CONNECTOR, "if (ready) co_await session.hand(std::move(batch));"),
    (_CONNECTOR, "for (auto& job : jobs) {\n    job = co_await one(session, job);\n}"),
    (_CONNECTOR, "m_pages[job.id] = co_await one(session, a + b);"),
    (_CONNECTOR, "auto rows = co_await session.offload<std::vector<Run>>(work);"),
    (_CONNECTOR, "// never: if (co_await x({}))\nconst char* text = \"co_await x({})\";"),
    (_CONNECTOR, "auto f = [](Session session) -> Task<Done> { co_return Done(); };"),
    (_CONNECTOR, "auto f = [&] { auto g = [](int n) -> Task<int> { co_return n; }; return g(1); };"),
    (_CONNECTOR, "auto run = [a](int n) { return a[n]; };\nTask<Done> f() { co_return Done(); }"),
    (_CONNECTOR, "Task<Done> poll(Session session, std::string name = std::string());"),
    (_CONNECTOR, "void start(Task<Done>& task, const Session& session);"),
    ("connectors/core/sample.h", "auto operator co_await() && noexcept { return Awaiter(std::move(*this)); }"),
    ("connectors/core/sample.h", "Task(Task&& other) noexcept;\nTask& operator=(Task&& other) noexcept;"),
    ("connectors/core/sample.cpp", "#include <QTimer>"),
    ("widgets/sample.cpp", '#include <QString>\n#include "models/runs_model.h"\n#include "records/run.h"'),
    ("tests/sample.json", '"token": "${env:GITHUB_TOKEN}", "aws": "AKIAIOSFODNN7EXAMPLE"'),
    ("models/store/sample.cpp", "store.transaction();"),
    ("widgets/sample.cpp", "about->setHtml(ownText()); // lint: rich-text: written here, not from outside"),
]

# What is seen only with several files at hand: a connector's door leads to a header with Qt.
TREE_BAD = [
    ("connectors/core/session.h", '#include "net/inner.h"'),
    ("connectors/core/inner.h", "#include <QByteArray>"),
]
TREE_GOOD = [
    ("connectors/core/session.h", '#include "net/request.h"'),
    ("connectors/core/loop.h", "#include <QObject>"),
]

TYPES_BAD = [
    ("connectors/core/sample.h", "namespace shipglass {\nstruct Page {\n    int a;\n};\n}"),
    ("widgets/sample.h", "namespace shipglass {\nenum class E { a };\nclass Page : public QWidget {};\n}"),
]
TYPES_GOOD = [
    ("connectors/ci/a.cpp", "namespace shipglass {\nnamespace {\nstruct Page { int a; };\n}\n}"),
    ("connectors/ci/b.cpp", "namespace shipglass {\nvoid f() { struct Page { int b; }; }\nclass Page;\n}"),
    ("connectors/ci/c.h", "namespace shipglass::c {\nstruct Page {};\nstruct Outer { struct Page {}; };\n}"),
    ("widgets/sample.h", "namespace shipglass {\nclass Page final : public QWidget {};\n}"),
]


def with_licence(path, text):
    if text is None:
        return "int a;\n"
    return (_CPP if path.endswith((".h", ".cpp")) else "") + text + "\n"

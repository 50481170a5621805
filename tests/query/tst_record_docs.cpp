// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fields.h"
#include "query/match.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace shipglass;

/// docs/records.md names every field and word of the records, and docs/query.md only what can be asked.
class RecordDocsTest : public QObject {
    Q_OBJECT

private slots:
    void everyFieldIsDescribed_data();
    void everyFieldIsDescribed();
    void everyFieldOfTheLanguageIsDescribed();
    void examplesAreGood();
};

namespace {

QString read(const char* name) {
    QFile file(QString(SHIPGLASS_DOCS) + "/" + name);
    if (!file.open(QIODevice::ReadOnly)) qFatal("no %s", name);
    return QString::fromUtf8(file.readAll());
}

/// What stands below a heading.
QString section(const QString& text, const QString& heading) {
    const auto at = text.indexOf("\n## " + heading + "\n");
    return at < 0 ? QString() : text.mid(at, text.indexOf("\n## ", at + 1) - at);
}

/// A field by its name, with the words and the parts it has.
class NamesOf {
public:
    explicit NamesOf(QStringList& names) : m_names(names) {}

    template <class T> void operator()(const char* name, const T& field) {
        m_names.append(name);
        inside(field);
    }

private:
    template <class T> void inside(const T&) {
        if constexpr (std::is_enum_v<T>)
            for (const auto word : Words<T>::list)
                m_names.append(QString::fromUtf8(word.data(), word.size()));
    }
    template <class T> void inside(const std::optional<T>&) {
        const T part{};
        if constexpr (requires(NamesOf visit) { eachField(part, visit); })
            eachField(part, *this);
        else
            inside(part);
    }
    template <class T> void inside(const std::vector<T>&) { inside(std::optional<T>()); }

    QStringList& m_names;
};

QStringList namesOf(Kind kind) {
    QStringList names;
    std::visit([&](const auto& record) { eachField(record, NamesOf(names)); }, emptyRecord(kind));
    return names;
}

} // namespace

void RecordDocsTest::everyFieldIsDescribed_data() {
    QTest::addColumn<int>("kind");
    for (std::size_t kind = 0; kind < Words<Kind>::list.size(); ++kind)
        QTest::newRow(Words<Kind>::list[kind].data()) << static_cast<int>(kind);
}

void RecordDocsTest::everyFieldIsDescribed() {
    QFETCH(int, kind);
    const auto text = read("records.md");
    const auto own = section(text, QTest::currentDataTag()), shared = section(text, "Every record");
    QVERIFY(!own.isEmpty() && !shared.isEmpty());
    const auto names = namesOf(static_cast<Kind>(kind));
    QVERIFY(names.contains("observedAt"));
    for (const auto& name : names) {
        const QString said = "`" + name + "`";
        QVERIFY2(own.contains(said) || shared.contains(said), qPrintable(name));
    }
}

void RecordDocsTest::everyFieldOfTheLanguageIsDescribed() {
    const auto text = read("query.md"), records = read("records.md");
    for (std::size_t kind = 0; kind < Words<Kind>::list.size(); ++kind)
        for (const auto& field : query::fieldsOf(static_cast<Kind>(kind))) {
            const auto said = "`" + QString::fromStdString(field.name) + "`";
            QVERIFY2(text.contains(said) || records.contains(said), field.name.c_str());
        }
}

void RecordDocsTest::examplesAreGood() {
    const auto text = read("query.md");
    const QRegularExpression example("shipglass show (\\w+)s --where '([^']+)'");
    int found = 0;
    for (auto matches = example.globalMatch(text); matches.hasNext(); ++found) {
        const auto match = matches.next();
        const auto kind = fromWord<Kind>(match.captured(1).toStdString());
        const auto query = query::parse(match.captured(2).toStdString());
        QVERIFY2(kind && query.ok(), qPrintable(match.captured()));
        const auto checked = query::check(*query, *kind);
        QVERIFY2(checked.ok(), checked.ok() ? "" : checked.error().message.c_str());
    }
    QCOMPARE(found, 7);
}

QTEST_APPLESS_MAIN(RecordDocsTest)
#include "tst_record_docs.moc"

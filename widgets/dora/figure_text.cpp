// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/figure_text.h"

#include "models/plain_text.h"
#include "widgets/phrases.h"

#include <QCoreApplication>
#include <QDate>

#include <cmath>

namespace shipglass {

namespace {

constexpr double kHourS = 3600, kDayS = 24 * kHourS;
constexpr double kPoints = 100;

QString said(const char* text) { return QCoreApplication::translate("dora", text); }

template <class E, std::size_t size> QString pick(const std::array<const char*, size>& texts, E value) {
    const auto at = static_cast<std::size_t>(value);
    return at < size ? said(texts[at]) : QString();
}

/// Three digits at most, none that say nothing: `1.5`, `12`, `0.04`.
QString number(double value) {
    const double size = std::abs(value);
    const int digits = size >= 100 || size == 0 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
    QString text = QString::number(value, 'f', digits);
    if (!text.contains(u'.')) return text;
    while (text.endsWith(u'0')) text.chop(1);
    if (text.endsWith(u'.')) text.chop(1);
    return text;
}

/// A frequency in the unit in which it is at least one.
QString perTime(double perDay) {
    if (perDay == 0) return said(QT_TRANSLATE_NOOP("dora", "none"));
    if (perDay >= 1) return said(QT_TRANSLATE_NOOP("dora", "%1 a day")).arg(number(perDay));
    if (perDay * 7 >= 1) return said(QT_TRANSLATE_NOOP("dora", "%1 a week")).arg(number(perDay * 7));
    return said(QT_TRANSLATE_NOOP("dora", "%1 a month")).arg(number(perDay * 30));
}

QString relative(double by, double other) {
    return said(QT_TRANSLATE_NOOP("dora", "%1 %")).arg(number(std::abs(by) / std::abs(other) * 100));
}

/// How far apart two values are: points for ratios, else a share of the other one.
QString distance(double by, double other, std::string_view unit) {
    if (unit == "ratio")
        return said(QT_TRANSLATE_NOOP("dora", "%1 points")).arg(number(std::abs(by) * kPoints));
    return other == 0 ? valueText(std::abs(by), unit) : relative(by, other);
}

QString directed(const QString& how, bool rises, std::string_view unit) {
    if (unit == "s")
        return said(rises ? QT_TRANSLATE_NOOP("dora", "%1 longer") : QT_TRANSLATE_NOOP("dora", "%1 shorter"))
            .arg(how);
    return said(rises ? QT_TRANSLATE_NOOP("dora", "%1 more") : QT_TRANSLATE_NOOP("dora", "%1 less")).arg(how);
}

QDate dateOf(dora::Ms at, const dora::Calendar& calendar) {
    return QDate(1970, 1, 1).addDays(calendar.zone.dayOf(at));
}

} // namespace

QString phrase(dora::Key key) {
    static constexpr std::array<const char*, dora::kKeys> texts{
        QT_TRANSLATE_NOOP("dora", "Deployment frequency"), QT_TRANSLATE_NOOP("dora", "Change lead time"),
        QT_TRANSLATE_NOOP("dora", "Change failure rate"), QT_TRANSLATE_NOOP("dora", "Recovery time"),
        QT_TRANSLATE_NOOP("dora", "Rework rate")};
    return pick(texts, key);
}

QString shortPhrase(dora::Key key) {
    static constexpr std::array<const char*, dora::kKeys> texts{
        QT_TRANSLATE_NOOP("dora", "Frequency"), QT_TRANSLATE_NOOP("dora", "Lead time"),
        QT_TRANSLATE_NOOP("dora", "Failure rate"), QT_TRANSLATE_NOOP("dora", "Recovery"),
        QT_TRANSLATE_NOOP("dora", "Rework")};
    return pick(texts, key);
}

QString phrase(dora::Kind kind) {
    static constexpr std::array<const char*, 4> texts{
        QT_TRANSLATE_NOOP("dora", "Deployment"), QT_TRANSLATE_NOOP("dora", "Change"),
        QT_TRANSLATE_NOOP("dora", "Incident"), QT_TRANSLATE_NOOP("dora", "Commit")};
    return pick(texts, kind);
}

QString phrase(dora::Rule rule) {
    static constexpr std::array<const char*, 35> texts{
        "",
        QT_TRANSLATE_NOOP("dora", "Counts"),
        QT_TRANSLATE_NOOP("dora", "Not a production environment"),
        QT_TRANSLATE_NOOP("dora", "Did not succeed"),
        QT_TRANSLATE_NOOP("dora", "Nobody says which commit was deployed"),
        QT_TRANSLATE_NOOP("dora", "A merge commit brings no work of its own"),
        QT_TRANSLATE_NOOP("dora", "An earlier deployment shipped it"),
        QT_TRANSLATE_NOOP("dora", "Nobody says when it was written"),
        QT_TRANSLATE_NOOP("dora", "Nobody says which commits it shipped"),
        QT_TRANSLATE_NOOP("dora", "Nobody says when its first commit was written"),
        QT_TRANSLATE_NOOP("dora", "Ends before it begins"),
        QT_TRANSLATE_NOOP("dora", "The first deployment: there is none to compare with"),
        QT_TRANSLATE_NOOP("dora", "The deployment before it is too old"),
        QT_TRANSLATE_NOOP("dora", "Beyond the limit of commits"),
        QT_TRANSLATE_NOOP("dora", "Not merged"),
        QT_TRANSLATE_NOOP("dora", "Not deployed yet"),
        QT_TRANSLATE_NOOP("dora", "No span is known"),
        QT_TRANSLATE_NOOP("dora", "The incident refers to the deployment"),
        QT_TRANSLATE_NOOP("dora", "The incident names its commit"),
        QT_TRANSLATE_NOOP("dora", "The incident names its version"),
        QT_TRANSLATE_NOOP("dora", "The incident began soon after it"),
        QT_TRANSLATE_NOOP("dora", "The incident began after it and before the next one"),
        QT_TRANSLATE_NOOP("dora", "Corrected by hand"),
        QT_TRANSLATE_NOOP("dora", "A rollback"),
        QT_TRANSLATE_NOOP("dora", "Brings back an earlier version"),
        QT_TRANSLATE_NOOP("dora", "Was not planned"),
        QT_TRANSLATE_NOOP("dora", "Came from a hotfix branch"),
        QT_TRANSLATE_NOOP("dora", "Has a hotfix label"),
        QT_TRANSLATE_NOOP("dora", "Has the title of a hotfix"),
        QT_TRANSLATE_NOOP("dora", "A change of it was taken back"),
        QT_TRANSLATE_NOOP("dora", "The run failed"),
        QT_TRANSLATE_NOOP("dora", "No deployment matches it"),
        QT_TRANSLATE_NOOP("dora", "Refers to a deployment that does not count"),
        QT_TRANSLATE_NOOP("dora", "Not over yet"),
        QT_TRANSLATE_NOOP("dora", "The incident was resolved")};
    return rule == dora::Rule::none ? QString() : pick(texts, rule);
}

QString phrase(dora::Stage stage) {
    static constexpr std::array<const char*, dora::kStages> texts{
        QT_TRANSLATE_NOOP("dora", "Coding"), QT_TRANSLATE_NOOP("dora", "Review"),
        QT_TRANSLATE_NOOP("dora", "Merge"), QT_TRANSLATE_NOOP("dora", "Deploy")};
    return pick(texts, stage);
}

QString levelText(std::string_view level) { return plainLine(level); }
QString reasonText(std::string_view reason) { return plainLine(reason); }

QString spanText(double seconds) {
    if (seconds < 60) return said(QT_TRANSLATE_NOOP("dora", "%1 s")).arg(number(seconds));
    if (seconds < kHourS) return said(QT_TRANSLATE_NOOP("dora", "%1 min")).arg(number(seconds / 60));
    if (seconds < 2 * kDayS) return said(QT_TRANSLATE_NOOP("dora", "%1 h")).arg(number(seconds / kHourS));
    return said(QT_TRANSLATE_NOOP("dora", "%1 days")).arg(number(seconds / kDayS));
}

QString rangeText(const SpanRange& range) {
    if (std::isinf(range.to)) return said(QT_TRANSLATE_NOOP("dora", "over %1")).arg(spanText(range.from));
    if (range.from == 0) return said(QT_TRANSLATE_NOOP("dora", "under %1")).arg(spanText(range.to));
    return said(QT_TRANSLATE_NOOP("dora", "%1 to %2")).arg(spanText(range.from), spanText(range.to));
}

QString valueText(double value, std::string_view unit) {
    if (unit == "s") return spanText(value);
    if (unit == "ratio") return said(QT_TRANSLATE_NOOP("dora", "%1 %")).arg(number(value * kPoints));
    if (unit == "1") return said(QT_TRANSLATE_NOOP("dora", "%1 times")).arg(number(value));
    if (unit == "d/wk") return said(QT_TRANSLATE_NOOP("dora", "%1 days a week")).arg(number(value));
    return perTime(value);
}

QString shortValueText(std::optional<double> value, std::string_view unit) {
    if (!value) return QStringLiteral("\u2013");
    return unit == "s" || unit == "ratio" ? valueText(*value, unit) : number(*value);
}

QString axisText(std::string_view unit) {
    if (unit == "s" || unit == "ratio" || unit == "1") return {};
    return valueText(2, unit).section(u' ', 1);
}

QString intervalText(const dora::Figure& figure, std::string_view unit) {
    if (!figure.interval) return {};
    auto low = valueText(figure.interval->low, unit);
    const auto high = valueText(figure.interval->high, unit);
    // What both are counted in is said once.
    const auto unitOfHigh = high.mid(high.indexOf(u' '));
    if (low.endsWith(unitOfHigh)) low.chop(unitOfHigh.size());
    return said(QT_TRANSLATE_NOOP("dora", "95 %: %1 to %2")).arg(low, high);
}

QString differenceText(const DoraDifference& difference, const dora::Figure& other, std::string_view unit) {
    switch (difference.change) {
    case DoraChange::unknown:
        return said(QT_TRANSLATE_NOOP("dora", "nothing to compare with"));
    case DoraChange::same:
        return said(QT_TRANSLATE_NOOP("dora", "the same"));
    case DoraChange::better:
    case DoraChange::worse:
        break;
    }
    const auto how = directed(distance(difference.by, other.value.value_or(0), unit), difference.rises, unit);
    const bool better = difference.change == DoraChange::better;
    if (difference.unclear)
        return said(better ? QT_TRANSLATE_NOOP("dora", "%1: better?")
                           : QT_TRANSLATE_NOOP("dora", "%1: worse?"))
            .arg(how);
    return said(better ? QT_TRANSLATE_NOOP("dora", "%1: better") : QT_TRANSLATE_NOOP("dora", "%1: worse"))
        .arg(how);
}

QString countText(const dora::Figure& figure, std::string_view unit) {
    const auto n = grouped(static_cast<std::int64_t>(figure.n));
    if (unit == "ratio")
        return QStringLiteral("%1/%2").arg(grouped(static_cast<std::int64_t>(figure.hits)), n);
    return said(QT_TRANSLATE_NOOP("dora", "n = %1")).arg(n);
}

QString whoseText(const delivery::Whose& whose) {
    if (!whose.service.empty()) return plainLine(whose.service);
    if (!whose.team.empty()) return said(QT_TRANSLATE_NOOP("dora", "Team %1")).arg(plainLine(whose.team));
    return said(QT_TRANSLATE_NOOP("dora", "All services"));
}

QString dayText(dora::Ms at, const dora::Calendar& calendar, bool withYear) {
    return dateOf(at, calendar)
        .toString(withYear ? said(QT_TRANSLATE_NOOP("dora", "MMM d, yyyy"))
                           : said(QT_TRANSLATE_NOOP("dora", "MMM d")));
}

QString windowText(dora::Window window, const dora::Calendar& calendar) {
    const auto first = dateOf(window.since, calendar), last = dateOf(window.until - 1, calendar);
    if (first == last) return dayText(window.since, calendar, true);
    return said(QT_TRANSLATE_NOOP("dora", "%1 to %2"))
        .arg(dayText(window.since, calendar, first.year() != last.year()),
             dayText(window.until - 1, calendar, true));
}

} // namespace shipglass

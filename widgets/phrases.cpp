// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/phrases.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace shipglass {

namespace {

QString said(const char* text) { return QCoreApplication::translate("phrases", text); }

template <class E, std::size_t size> QString pick(const std::array<const char*, size>& texts, E value) {
    const auto at = static_cast<std::size_t>(value);
    return said(texts[at < size ? at : 0]);
}

} // namespace

QString phrase(RunStatus status) {
    static constexpr std::array<const char*, 9> texts{
        QT_TRANSLATE_NOOP("phrases", "Unknown"), QT_TRANSLATE_NOOP("phrases", "Queued"),
        QT_TRANSLATE_NOOP("phrases", "Running"), QT_TRANSLATE_NOOP("phrases", "Waiting"),
        QT_TRANSLATE_NOOP("phrases", "Passed"),  QT_TRANSLATE_NOOP("phrases", "Unstable"),
        QT_TRANSLATE_NOOP("phrases", "Failed"),  QT_TRANSLATE_NOOP("phrases", "Canceled"),
        QT_TRANSLATE_NOOP("phrases", "Skipped")};
    return pick(texts, status);
}

QString phrase(DeploymentStatus status) {
    static constexpr std::array<const char*, 8> texts{
        QT_TRANSLATE_NOOP("phrases", "Unknown"),   QT_TRANSLATE_NOOP("phrases", "Queued"),
        QT_TRANSLATE_NOOP("phrases", "Waiting"),   QT_TRANSLATE_NOOP("phrases", "Running"),
        QT_TRANSLATE_NOOP("phrases", "Succeeded"), QT_TRANSLATE_NOOP("phrases", "Failed"),
        QT_TRANSLATE_NOOP("phrases", "Canceled"),  QT_TRANSLATE_NOOP("phrases", "Replaced")};
    return pick(texts, status);
}

QString phrase(Tier tier) {
    static constexpr std::array<const char*, 6> texts{
        QT_TRANSLATE_NOOP("phrases", "unknown"),     QT_TRANSLATE_NOOP("phrases", "production"),
        QT_TRANSLATE_NOOP("phrases", "staging"),     QT_TRANSLATE_NOOP("phrases", "testing"),
        QT_TRANSLATE_NOOP("phrases", "development"), QT_TRANSLATE_NOOP("phrases", "other")};
    return pick(texts, tier);
}

QString phrase(Trigger trigger) {
    static constexpr std::array<const char*, 8> texts{
        QT_TRANSLATE_NOOP("phrases", "unknown"),        QT_TRANSLATE_NOOP("phrases", "a push"),
        QT_TRANSLATE_NOOP("phrases", "a pull request"), QT_TRANSLATE_NOOP("phrases", "a schedule"),
        QT_TRANSLATE_NOOP("phrases", "hand"),           QT_TRANSLATE_NOOP("phrases", "the API"),
        QT_TRANSLATE_NOOP("phrases", "another run"),    QT_TRANSLATE_NOOP("phrases", "a tag")};
    return pick(texts, trigger);
}

QString phrase(Severity severity) {
    static constexpr std::array<const char*, 5> texts{
        QT_TRANSLATE_NOOP("phrases", "Unknown"), QT_TRANSLATE_NOOP("phrases", "Info"),
        QT_TRANSLATE_NOOP("phrases", "Warning"), QT_TRANSLATE_NOOP("phrases", "High"),
        QT_TRANSLATE_NOOP("phrases", "Critical")};
    return pick(texts, severity);
}

QString phrase(AlertState state) {
    static constexpr std::array<const char*, 4> texts{
        QT_TRANSLATE_NOOP("phrases", "Firing"), QT_TRANSLATE_NOOP("phrases", "Acknowledged"),
        QT_TRANSLATE_NOOP("phrases", "Silenced"), QT_TRANSLATE_NOOP("phrases", "Resolved")};
    return pick(texts, state);
}

QString phrase(SourceHealth health) {
    static constexpr std::array<const char*, 6> texts{
        QT_TRANSLATE_NOOP("phrases", "Not read yet"), QT_TRANSLATE_NOOP("phrases", "Up to date"),
        QT_TRANSLATE_NOOP("phrases", "Out of date"),  QT_TRANSLATE_NOOP("phrases", "Failing"),
        QT_TRANSLATE_NOOP("phrases", "Rate limited"), QT_TRANSLATE_NOOP("phrases", "Switched off")};
    return pick(texts, health);
}

QString standing(SourceStanding standing, SourceHealth health) {
    if (standing == SourceStanding::configured) return phrase(health);
    return standing == SourceStanding::imported ? said(QT_TRANSLATE_NOOP("phrases", "Imported"))
                                                : said(QT_TRANSLATE_NOOP("phrases", "Not configured"));
}

QString phrase(Facet facet) {
    static constexpr std::array<const char*, 8> texts{
        QT_TRANSLATE_NOOP("phrases", "runs"),      QT_TRANSLATE_NOOP("phrases", "deployments"),
        QT_TRANSLATE_NOOP("phrases", "changes"),   QT_TRANSLATE_NOOP("phrases", "alerts"),
        QT_TRANSLATE_NOOP("phrases", "resources"), QT_TRANSLATE_NOOP("phrases", "metrics"),
        QT_TRANSLATE_NOOP("phrases", "logs"),      QT_TRANSLATE_NOOP("phrases", "tests")};
    return pick(texts, facet);
}

QString phrase(TestStatus status) {
    static constexpr std::array<const char*, 4> texts{
        QT_TRANSLATE_NOOP("phrases", "Passed"), QT_TRANSLATE_NOOP("phrases", "Failed"),
        QT_TRANSLATE_NOOP("phrases", "Error"), QT_TRANSLATE_NOOP("phrases", "Skipped")};
    return pick(texts, status);
}

QString phrase(Fault fault) {
    static constexpr std::array<const char*, 13> texts{
        QT_TRANSLATE_NOOP("phrases", "The host cannot be reached"),
        QT_TRANSLATE_NOOP("phrases", "The answer took too long"),
        QT_TRANSLATE_NOOP("phrases", "The host's certificate is not trusted"),
        QT_TRANSLATE_NOOP("phrases", "The credential was not accepted"),
        QT_TRANSLATE_NOOP("phrases", "The credential lacks a permission"),
        QT_TRANSLATE_NOOP("phrases", "What is asked for is not there"),
        QT_TRANSLATE_NOOP("phrases", "Too many requests"),
        QT_TRANSLATE_NOOP("phrases", "The server has a problem of its own"),
        QT_TRANSLATE_NOOP("phrases", "The answer is not what the API promises"),
        QT_TRANSLATE_NOOP("phrases", "There is more than fits"),
        QT_TRANSLATE_NOOP("phrases", "The system cannot do this"),
        QT_TRANSLATE_NOOP("phrases", "The configuration has a mistake"),
        QT_TRANSLATE_NOOP("phrases", "It was stopped")};
    return pick(texts, fault);
}

QString remedy(Fault fault) {
    static constexpr std::array<const char*, 13> texts{
        QT_TRANSLATE_NOOP("phrases", "Check the url, the network and the proxy. Shipglass goes on trying."),
        QT_TRANSLATE_NOOP("phrases", "The system may be overloaded. Shipglass goes on trying, less often."),
        QT_TRANSLATE_NOOP("phrases",
                          "Check the url, or name the authority's certificate with tls: { ca: FILE }."),
        QT_TRANSLATE_NOOP(
            "phrases",
            "The token may have expired. Make a new one, put it where auth: points to and poll again; "
            "by itself Shipglass asks after an hour at the earliest."),
        QT_TRANSLATE_NOOP("phrases",
                          "Give the token the permission that is named, or take this scope out of the file."),
        QT_TRANSLATE_NOOP("phrases", "It was moved or deleted, or access to it was lost. Check the name."),
        QT_TRANSLATE_NOOP("phrases", "Shipglass waits until it may ask again. Watch less, or raise every:."),
        QT_TRANSLATE_NOOP("phrases",
                          "Nothing to do here: look at the system itself. Shipglass goes on trying."),
        QT_TRANSLATE_NOOP("phrases",
                          "Check that the url is the server's root, and not a login page or another system."),
        QT_TRANSLATE_NOOP("phrases", "Watch less: name fewer projects, or a shorter backfill."),
        QT_TRANSLATE_NOOP("phrases", "Look whether a newer version of the system can do it."),
        QT_TRANSLATE_NOOP("phrases",
                          "Correct the file at the place that is named. It is read again at once."),
        QT_TRANSLATE_NOOP("phrases", "Poll again when you want to go on.")};
    return pick(texts, fault);
}

QString byteCount(std::int64_t bytes) {
    return QLocale().formattedDataSize(bytes, bytes < 1024 ? 0 : 1, QLocale::DataSizeTraditionalFormat);
}

QString grouped(std::int64_t number) {
    QString digits = QString::number(number);
    // A narrow blank that does not break, which reads the same in every language.
    for (qsizetype at = digits.size() - 3; at > (number < 0 ? 1 : 0); at -= 3)
        digits.insert(at, QChar(0x202f));
    return digits;
}

} // namespace shipglass

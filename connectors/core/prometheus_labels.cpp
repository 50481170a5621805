// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/prometheus_labels.h"

#include "records/severity_words.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <initializer_list>

namespace shipglass {

namespace {

std::string first(const Labels& labels, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (const auto found = labels.find(name); found != labels.end() && !found->second.empty())
            return found->second;
    return "";
}

class Fnv1a {
public:
    void add(std::string_view text) {
        for (const char letter : text) add(static_cast<unsigned char>(letter));
        add(0xFF);
    }
    std::uint64_t value() const { return m_hash; }

private:
    void add(unsigned char byte) { m_hash = (m_hash ^ byte) * 1'099'511'628'211ULL; }
    std::uint64_t m_hash = 14'695'981'039'346'656'037ULL;
};

} // namespace

Severity severityOfLabels(const Labels& labels) { return severityOfWord(first(labels, {"severity"})); }

std::string fingerprintOf(const Labels& labels) {
    Fnv1a hash;
    for (const auto& [name, value] : labels) {
        hash.add(name);
        hash.add(value);
    }
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash.value()));
    return text.data();
}

Alert alertOfLabels(Labels labels, Labels annotations, std::string fingerprint,
                    std::optional<Time> startedAt) {
    Alert alert;
    alert.key = std::move(fingerprint);
    alert.id = startedAt ? alert.key + "@" + std::to_string(epochMs(*startedAt) / 1000) : alert.key;
    alert.title = first(annotations, {"summary", "title"});
    if (alert.title.empty()) alert.title = first(labels, {"alertname"});
    alert.severity = severityOfLabels(labels);
    alert.service = first(labels, {"service", "app", "job"});
    alert.environment = first(labels, {"environment", "env"});
    alert.startedAt = startedAt;
    alert.runbookUrl = first(annotations, {"runbook_url", "runbook"});
    alert.labels = std::move(labels);
    alert.annotations = std::move(annotations);
    return alert;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"
#include "store/writer.h"

#include <QTemporaryDir>

namespace shipglass::testing {

/// A history in a folder of its own, with a clock that only the test turns.
struct TestHistory {
    QTemporaryDir folder;
    std::string path = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
    std::unique_ptr<Writer> writer = Writer::open(path).orThrow();
    std::unique_ptr<Reader> reader = Reader::open(path).orThrow();
    Time now = parseTime("2026-05-04T10:00:00Z").value();
    std::int64_t pollId = 0;

    /// One poll of a scope that gave these records.
    template <class R>
    void poll(const std::vector<R>& records, const std::string& scope = "*", std::optional<Time> at = {}) {
        Batch batch(kindFor<R>(), scope);
        for (const R& record : records) batch.add(record);
        writer->write("acme", batch.setLast(), at.value_or(now), ++pollId).orThrow();
    }
    template <class R> R find(const std::string& id) {
        return std::get<R>(reader->find(kindFor<R>(), "acme", id, now).orThrow().record);
    }
    std::vector<std::string> ids(Selection selection) {
        selection.now = now;
        std::vector<std::string> ids;
        for (const Row& row : reader->read(selection).orThrow()) ids.push_back(common(row.record).id);
        return ids;
    }
};

/// A time of 2026-05-04.
inline Time at(const std::string& clock) { return parseTime("2026-05-04T" + clock + "Z").value(); }

inline Run run(const std::string& id, RunStatus status, std::optional<Time> created = {}) {
    Run run;
    run.source = "acme";
    run.id = id;
    run.project = "acme/web";
    run.pipeline = "build";
    run.status = status;
    run.createdAt = created;
    return run;
}

} // namespace shipglass::testing

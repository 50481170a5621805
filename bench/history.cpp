// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.h"

#include "measure.h"

#include <cstdio>

namespace shipglass::bench {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t seed = 20'260'504;
// Another number makes everyone fill their history again; raise it when the made runs change.
constexpr int version = 1;

} // namespace

Filling::Filling(const fs::path& path, std::size_t rows)
    : m_maker(rows, seed), m_writer(Writer::open(path.string()).orThrow()) {}

double Filling::store(std::size_t count) {
    std::vector<Batch> batches;
    for (std::size_t made = 0; made < count; made += batchSize) {
        Batch batch(Facet::run, "*");
        for (Run& run : m_maker.next(std::min(batchSize, count - made))) batch.add(std::move(run));
        batches.push_back(std::move(batch.setLast()));
    }
    const double spent = timed([&] {
        for (const Batch& batch : batches) m_writer->write("ci", batch, historyEnd, 1).orThrow();
    });
    m_stored += count;
    return spent;
}

fs::path keptHistory(const Scale& scale) {
    return fs::path(scale.folder) /
           ("history-" + std::to_string(scale.rows) + "-v" + std::to_string(version) + ".sqlite");
}

void keepHistory(const fs::path& filled, const Scale& scale) {
    fs::create_directories(scale.folder);
    fs::rename(filled, keptHistory(scale));
}

fs::path filledHistory(const Scale& scale) {
    const fs::path kept = keptHistory(scale);
    if (fs::exists(kept)) return kept;
    constexpr std::size_t slice = 10'000;
    const fs::path filling = kept.string() + ".new";
    fs::create_directories(scale.folder);
    fs::remove(filling);
    {
        Filling history(filling, scale.rows);
        while (history.stored() < scale.rows) {
            history.store(std::min(slice, scale.rows - history.stored()));
            std::fprintf(stderr, "\rfilling a history: %zu of %zu runs", history.stored(), scale.rows);
        }
        std::fprintf(stderr, "\n");
    }
    keepHistory(filling, scale);
    return kept;
}

} // namespace shipglass::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bare_upsert.h"
#include "history.h"
#include "measure.h"
#include "parts.h"
#include "table.h"

#include <QTemporaryDir>

namespace shipglass::bench {

namespace {

constexpr double bar = 0.60;

/// What a slice of runs took, in milliseconds.
struct Slice {
    std::size_t rows = 0;
    double store = 0, bare = 0;
};

/// Figures of the slices up to a size of the history, of which `from` is the first.
Figure figureOf(const std::vector<Slice>& slices, std::size_t from, std::size_t size) {
    Slice sum;
    std::vector<double> ratios;
    for (std::size_t at = from; at < slices.size(); ++at) {
        sum.rows += slices[at].rows;
        sum.store += slices[at].store;
        sum.bare += slices[at].bare;
        ratios.push_back(slices[at].bare / slices[at].store);
    }
    const auto rate = [&](double spent) {
        return decimal(static_cast<double>(sum.rows) / spent * 1000, 0) + "/s";
    };
    const double ratio = median(ratios);
    return {"runs stored, up to " + std::to_string(size) + " rows",
            rate(sum.store),
            rate(sum.bare),
            percent(ratio),
            ">= " + percent(bar),
            ratio >= bar};
}

/// Fills both histories in turns, so that what else the machine does meets both.
std::vector<Slice> fill(Filling& store, BareUpsert& bare, std::size_t rows, std::size_t slice) {
    std::vector<Slice> slices;
    while (store.stored() < rows) {
        const std::size_t before = store.stored();
        Slice one{std::min(slice, rows - before), 0, 0};
        one.store = store.store(one.rows);
        one.bare = bare.copy(before + 1, before + one.rows);
        slices.push_back(one);
    }
    return slices;
}

} // namespace

void benchStore(const Scale& scale) {
    const QTemporaryDir folder(QString::fromStdString(scale.folder) + "/store-XXXXXX");
    const std::filesystem::path path = folder.filePath(QStringLiteral("store.sqlite")).toStdString();
    const std::filesystem::path other = folder.filePath(QStringLiteral("bare.sqlite")).toStdString();
    Table table("Storing runs: all fields, four stages, history, all indexes");
    {
        Filling filling(path, scale.rows);
        BareUpsert bare(path, other);
        const std::size_t small = std::max(scale.rows / 10, Filling::batchSize);
        const std::size_t slice = std::max(scale.rows / 100, Filling::batchSize);
        auto slices = fill(filling, bare, small, slice);
        table.add(figureOf(slices, 0, small));
        slices = fill(filling, bare, scale.rows, slice);
        const std::size_t last = std::min<std::size_t>(slices.size(), 10);
        table.add(figureOf(slices, slices.size() - last, scale.rows));
    }
    table.note("200 runs a transaction; the first and the last tenth of the filling; ratios are medians of "
               "alternating slices");
    table.note(
        "bare limit: the same rows, ready to bind, upserted by Qt Sql, without the table of newest runs");
    table.print();
    keepHistory(path, scale);
}

} // namespace shipglass::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/figure.h"
#include "insight/dora/study.h"

namespace shipglass::dora {

/// Every row's share in a key over all time, in no order: what figures are made of and what explains them.
Samples evidence(const Study& study, Key key);

/// Samples put together bucket by bucket, in place and in no order within one; those outside all buckets are
/// dropped. The buckets follow each other in time without a gap.
class Bucketed {
public:
    Bucketed(Samples samples, std::span<const Window> buckets);

    std::span<const Sample> all() const { return m_samples; }
    std::span<const Sample> bucket(std::size_t index) const;

private:
    Samples m_samples;
    std::vector<std::size_t> m_begins; ///< Of each bucket, of what lies in none, and the end.
};

/// The rows behind a key's figure over a window, in order of time, each as it was counted or left out. The
/// figure is `figureOf` these very rows.
Samples explain(const Study& study, Key key, Window window);

/// What names a row among those of its kind: the source and id of a record; of a commit, which has no record,
/// its repository and sha.
struct RowNames {
    Name source = 0, id = 0;
};
RowNames namesOf(const Facts& facts, Kind kind, Row row);

/// Whether the row has a share in the figure, of its own or for another row.
inline bool isUsed(const Sample& sample) { return sample.part != Part::none; }

} // namespace shipglass::dora

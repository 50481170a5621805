// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/study.h"
#include "models/dora/distribution.h"

namespace shipglass {

/// A row behind a figure, with the names that a person knows it by. Empty texts are unknown.
struct EvidenceRow {
    dora::Kind kind{};
    dora::Rule rule{};
    dora::Part part{};
    dora::Ms at = 0;
    dora::Ms span = dora::kUnknown; ///< Of what counts one, or would.
    std::string source, id;         ///< Of its record; of a commit, the deployment's source and its own sha.
    std::string name;               ///< What to call it: a version, a key, a sha.
    std::string service, environment;
    std::string deploymentSource, deploymentId; ///< What it is held against; itself, if it is one.
    std::string cause; ///< Of an incident: `SOURCE/ID` of the deployment before it, which may have caused it.

    bool isUsed() const { return part != dora::Part::none; }
};

/// What is above and below the line in one bucket.
struct PartCount {
    std::size_t base = 0, hits = 0;
};

/// All that is behind one key: how it is distributed over the whole window, and the newest `most` of the rows
/// that were wanted, newest first. `window` is what these lie in.
struct KeyEvidence {
    static constexpr std::size_t most = 5'000;

    dora::Key key{};
    dora::Window window;
    std::vector<EvidenceRow> rows;
    std::size_t count = 0, used = 0; ///< Of all rows, also those that are not here.
    std::vector<SpanClass> classes;  ///< Of lead times and recovery times.
    std::vector<PartCount> parts;    ///< By bucket.
};

/// What is wanted to be seen of a study: a key, and the rows of all the window or of one of its buckets, of
/// any span or of some. `spans` are those of a class, so only of keys that have classes.
struct EvidenceWish {
    dora::Key key{};
    std::optional<std::size_t> bucket;
    std::optional<SpanRange> spans;

    bool operator==(const EvidenceWish&) const = default;
};
KeyEvidence evidenceOf(const dora::Study& study, const EvidenceWish& wish);

} // namespace shipglass

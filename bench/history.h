// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parts.h"
#include "run_maker.h"
#include "store/writer.h"

#include <filesystem>
#include <memory>

namespace shipglass::bench {

/// Fills a history with made runs, a batch of 200 at a time as a poll hands them over.
class Filling {
public:
    Filling(const std::filesystem::path& path, std::size_t rows);

    /// Stores the next runs; the milliseconds that the store took, the making of the runs not counted.
    double store(std::size_t count);
    /// Runs stored so far.
    std::size_t stored() const { return m_stored; }

    static constexpr std::size_t batchSize = 200;

private:
    RunMaker m_maker;
    std::unique_ptr<Writer> m_writer;
    std::size_t m_stored = 0;
};

/// Where the filled history of a scale is kept, whether it is there or not.
std::filesystem::path keptHistory(const Scale& scale);
/// Keeps a filled history for the other parts, in place of the one before.
void keepHistory(const std::filesystem::path& filled, const Scale& scale);
/// The filled history of a scale; fills it when it is not there yet.
std::filesystem::path filledHistory(const Scale& scale);

} // namespace shipglass::bench

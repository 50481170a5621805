// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_page.h"
#include "bare_fetch.h"
#include "loopback_server.h"
#include "measure.h"
#include "parts.h"
#include "polling_child.h"
#include "table.h"

#include <algorithm>

namespace shipglass::bench {

namespace {

constexpr double bar = 0.01;

constexpr double usualPace = 60; ///< Seconds between two polls of a source, as the program does by itself.

/// Each source is asked as often as in five minutes, so that a shorter span has enough polls to measure.
std::chrono::seconds paceOf(const Scale& scale) {
    return std::chrono::seconds(std::max(1, scale.idleSeconds / 5));
}

std::string ofCore(double share) { return decimal(share * 100, 3) + " %"; }

} // namespace

void benchIdle(const Scale& scale) {
    const int sources = scale.smoke ? 5 : 50;
    const LoopbackServer server(answerPage());
    PollingChild child(scale, server.url(), sources, paceOf(scale));
    child.waitUntil([&] { return server.requests() >= sources; });
    child.wait(Millis{1000}); // until what was read is stored
    const std::int64_t before = server.requests();
    const double spentBefore = child.processorTime();
    const double wall = timed([&] { child.wait(std::chrono::seconds(scale.idleSeconds)); });
    const double spent = child.processorTime() - spentBefore;
    const auto requests = static_cast<std::size_t>(server.requests() - before);
    const double bareBefore = ownTime();
    bareFetch(server.url() + "/runs", requests, 1);
    const double bare = ownTime() - bareBefore;
    Table table(std::to_string(sources) + " idle sources for " + std::to_string(scale.idleSeconds) +
                " seconds");
    const std::string pace = std::to_string(paceOf(scale).count()) + "s";
    const double share = spent / wall * static_cast<double>(paceOf(scale).count()) / usualPace;
    table.add({"processor time, of one core, at every " + pace,
               ofCore(spent / wall),
               ofCore(bare / wall),
               percent(spent / bare),
               "",
               {}});
    table.add({"  the same at the usual 60s", ofCore(share), "", "", "< " + percent(bar), share < bar});
    table.add({"requests", std::to_string(requests), "", "", "", {}});
    table.add({"memory at its highest", decimal(child.peakMemory(), 0) + " MB", "", "", "", {}});
    table.note("a real `shipglass poll`; sources of http_json that give the same runs again and again");
    if (scale.idleSeconds < 300) table.note("--long watches them for five minutes, at every 60s");
    table.note("bare limit: as many answers fetched, parsed and mapped by bare curl multi and nlohmann/json");
    table.print();
}

} // namespace shipglass::bench

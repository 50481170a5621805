// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/partial_buckets.h"

#include <QCoreApplication>

#include <algorithm>

namespace shipglass {

std::vector<bool> partialBuckets(const std::vector<dora::Point>& series, const dora::Calendar& calendar,
                                 dora::By by) {
    if (series.empty()) return {};
    // Longer than any bucket, so that those of the series lie inside it whole.
    constexpr dora::Ms beyond = 40 * dora::kDay;
    const auto whole =
        calendar.buckets({series.front().window.since - beyond, series.back().window.until + beyond}, by);
    std::vector<bool> partial;
    for (const auto& point : series)
        partial.push_back(std::find(whole.begin(), whole.end(), point.window) == whole.end());
    return partial;
}

QString partialText(dora::By by) {
    return by == dora::By::month ? QCoreApplication::translate("dora", "a part of the month only")
                                 : QCoreApplication::translate("dora", "a part of the week only");
}

} // namespace shipglass

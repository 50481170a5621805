// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/terms.h"

namespace shipglass {

/// Which time is looked at. All but `custom` end at the last midnight.
enum class DoraPeriod : std::uint8_t { days30, days90, days180, months12, custom };

/// What a figure is held against.
enum class DoraAgainst : std::uint8_t { nothing, before, other };

/// What a person asks of the DORA page. What it says nothing of is as `shipglass dora` has it.
struct DoraWish {
    DoraPeriod period = DoraPeriod::days90;
    std::int64_t firstDay = 0, lastDay = 0; ///< Of a custom period: local days from 1970-01-01, both in it.
    dora::By by = dora::By::week;
    delivery::Whose whose;
    std::string dialect = "dora.dev";
    DoraAgainst against = DoraAgainst::nothing;
    delivery::Whose other; ///< Whom it is held against, if it is another.

    bool operator==(const DoraWish&) const = default;
};

/// The window that is asked for at a moment. One that ends before it begins is empty.
dora::Window windowOf(const DoraWish& wish, const dora::Calendar& calendar, dora::Ms now);
/// As many local days, up to where the window begins.
dora::Window windowBefore(dora::Window window, const dora::Calendar& calendar);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <functional>

namespace shipglass::delivery {

/// One record with all its details, as it is now or, with `asOf`, as it was then; `notFound` where there is
/// none. A deployment may be of any origin.
Result<Row> findRow(Reader& reader, Kind kind, const std::string& source, const std::string& id, Time now,
                    std::optional<Time> asOf);

/// The same of what `read` finds, as it was then.
Result<Row> findAsOf(const std::function<Result<std::vector<Row>>(const Selection&)>& read, Kind kind,
                     const std::string& source, const std::string& id, Time asOf);

} // namespace shipglass::delivery

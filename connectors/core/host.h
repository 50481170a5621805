// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "records/batch.h"
#include "records/error.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace shipglass {

/// Where a session hands over what it read: the poll service in the program, a list in tests.
class Host {
public:
    virtual ~Host() = default;
    /// Stores a batch with its cursor in one transaction and calls back when it is safe.
    virtual std::unique_ptr<Operation> store(Batch batch, std::function<void(Result<Done>)> complete) = 0;
    virtual std::unique_ptr<Operation> failed(Facet facet, std::string scope, Error error,
                                              std::function<void(Result<Done>)> complete) = 0;
    /// Whether a facet of a scope was refused lately, and is not to be asked for in this poll; it is told as
    /// failed.
    virtual bool closed(Facet facet, std::string_view scope) = 0;
    virtual std::string cursor(Facet facet, std::string_view scope) const = 0;
    /// All of them, by `<facet> <scope>`.
    virtual std::map<std::string, std::string> allCursors() const = 0;
    virtual Time since() const = 0;
    /// Asks for the next poll to come no later than this.
    virtual void lookAgain(Time at) = 0;
    virtual void report(std::size_t done, std::size_t total, std::string_view what) = 0;
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/host.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace shipglass {

/// Keeps what a session hands over, in place of the poll service and the store.
class MemoryHost final : public Host {
public:
    struct FailedScope {
        Facet facet;
        std::string scope;
        Error error;
    };

    std::unique_ptr<Operation> store(Batch batch, std::function<void(Result<Done>)> complete) override {
        if (batch.cursor()) cursors[{batch.facet(), batch.scope()}] = *batch.cursor();
        batches.push_back(std::move(batch));
        complete(Done());
        return nullptr;
    }
    std::unique_ptr<Operation> failed(Facet facet, std::string scope, Error error,
                                      std::function<void(Result<Done>)> complete) override {
        failures.push_back({facet, std::move(scope), std::move(error)});
        complete(Done());
        return nullptr;
    }
    bool closed(Facet facet, std::string_view scope) override {
        return closedScopes.contains({facet, std::string(scope)});
    }
    std::string cursor(Facet facet, std::string_view scope) const override {
        const auto found = cursors.find({facet, std::string(scope)});
        return found == cursors.end() ? std::string() : found->second;
    }
    std::map<std::string, std::string> allCursors() const override {
        std::map<std::string, std::string> all;
        for (const auto& [scope, cursor] : cursors)
            all[std::string(word(scope.first)) + " " + scope.second] = cursor;
        return all;
    }
    Time since() const override { return oldest; }
    void lookAgain(Time at) override { lookAgainAt = std::min(lookAgainAt.value_or(at), at); }
    void report(std::size_t done, std::size_t total, std::string_view what) override {
        reports.push_back(std::to_string(done) + "/" + std::to_string(total) + " " + std::string(what));
    }

    std::vector<Batch> batches;
    std::vector<FailedScope> failures;
    std::set<std::pair<Facet, std::string>> closedScopes; ///< What was refused lately.
    std::map<std::pair<Facet, std::string>, std::string> cursors;
    std::vector<std::string> reports;
    std::optional<Time> lookAgainAt; ///< The earliest that was asked for.
    Time oldest{};
};

} // namespace shipglass

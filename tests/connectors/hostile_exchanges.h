// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace shipglass {

/// What is done to one place of a case: to a value of a JSON answer, or to an answer as a whole.
enum class Harm {
    // To a value.
    null,
    otherType,
    hugeNumber,
    negative,
    before1970,
    year9999,
    megabyte,
    controls,
    brokenText,
    removed,
    doubled,
    // To an answer.
    emptied,
    cutShort,
    cutInHalf,
    cutAtEnd,
    brokenBytes,
    deepNesting,
    webPage,
    unauthorized,
    forbidden,
    notFound,
    rateLimited,
    serverError,
    echo,
    endless
};

/// One mutation of a case: which exchange, which value of its answer ("" is all of it), and what happens to
/// it.
struct Mutation {
    std::size_t exchange = 0;
    std::string pointer;
    Harm harm{};

    /// For people: `exchange 2, /0/status: null`.
    std::string describe() const;
    /// The value is a word of the system for how something went.
    bool hitsStatusWord() const;
};

/// The exchanges of a case folder, ready to be mutated: bodies in place, nothing asked of a request's
/// headers.
nlohmann::json hostileExchanges(const std::string& folder);
/// Every mutation of every value of the answers.
std::vector<Mutation> valueMutations(const nlohmann::json& exchanges);
/// Every mutation of every answer as a whole.
std::vector<Mutation> answerMutations(const nlohmann::json& exchanges);
/// The exchanges with that done to them. `secret` is what a careless server repeats in its errors.
nlohmann::json mutated(nlohmann::json exchanges, const Mutation& mutation, const std::string& secret);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session_core.h"

namespace shipglass {

/// What Session's HTTP verbs do, on the core itself so that no task depends on the life of a Session.
Task<Json> jsonAnswer(std::shared_ptr<SessionCore> core, Request request, std::string resource);
Task<std::string> textAnswer(std::shared_ptr<SessionCore> core, Request request);
Task<Answer> wholeAnswer(std::shared_ptr<SessionCore> core, Request request);

/// An answer with its headers and its body parsed, for paging.
struct ParsedAnswer {
    Pairs headers;
    Json json;
};
Task<ParsedAnswer> pageAnswer(std::shared_ptr<SessionCore> core, Request request, std::string resource);

/// The POST that GraphQL wants, and its answer with `errors` turned into an Error.
Request graphqlRequest(Request request, const std::string& query, const Json& variables);
Task<Json> graphqlAnswer(std::shared_ptr<SessionCore> core, Request request);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/study.h"

#include "insight/dora/dialect.h"

namespace shipglass::dora {

Study::Study(const Facts& allFacts, const Question& asked)
    : facts(allFacts), question(asked), dialect(asked.dialect ? *asked.dialect : *findDialect("dora.dev")),
      timeline(facts, question.scope), remedies(facts, timeline, question.overlay, dialect.remedies),
      incidents(links(facts, timeline, question, dialect.links)) {}

} // namespace shipglass::dora

// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/take_over.h"

#include "records/error.h"

namespace shipglass {

namespace {

bool saysNothing(const Attributes::value_type& attribute) {
    const auto* const text = std::get_if<std::string>(&attribute.second);
    return text && text->empty();
}

} // namespace

void takeOver(Record& record, const std::string& source) {
    auto& shared = common(record);
    if (shared.id.empty())
        throw Failure(Fault::malformed,
                      "the system sent a " + std::string(word(kindOf(record))) + " without an id");
    std::erase_if(shared.attributes, saysNothing);
    shared.source = source;
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/parts.h"

#include "codec/json_reader.h"
#include "codec/json_value.h"
#include "codec/json_writer.h"

namespace shipglass {

template <class Part> std::string partToJson(const Part& part) {
    std::string text;
    JsonWriter(text).put(part);
    return text;
}

template <class Part> Part partFromJson(std::string_view text) {
    Part part{};
    if (const auto json = parseJson(text)) JsonReader::get(*json, part);
    return part;
}

#define SHIPGLASS_PART(...)                                                                                  \
    template std::string partToJson(const __VA_ARGS__&);                                                     \
    template __VA_ARGS__ partFromJson(std::string_view);
SHIPGLASS_PART(Attributes)
SHIPGLASS_PART(Labels)
SHIPGLASS_PART(TestCounts)
SHIPGLASS_PART(std::vector<std::string>)
SHIPGLASS_PART(std::vector<Stage>)
SHIPGLASS_PART(std::vector<Attempt>)
SHIPGLASS_PART(std::vector<ChangeCommit>)
SHIPGLASS_PART(std::vector<RepositoryCommit>)
SHIPGLASS_PART(std::vector<Point>)
SHIPGLASS_PART(History<RunStatus>)
SHIPGLASS_PART(History<DeploymentStatus>)
SHIPGLASS_PART(History<AlertState>)
SHIPGLASS_PART(History<ResourceHealth>)
#undef SHIPGLASS_PART

} // namespace shipglass

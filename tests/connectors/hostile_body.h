// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace shipglass {

/// Stands in a document for a number that no JSON library of ours can hold, until the text is made.
inline constexpr std::string_view hugeMark = "@@huge@@";

/// Brings the body of a case's response in place: JSON that lies in a file or in a text becomes `json`, to be
/// mutated like all other; one document a line becomes a list, with `lines` set.
void putBodyInPlace(nlohmann::json& response, const std::string& folder);
/// The body as it goes out.
std::string textOf(const nlohmann::json& response);
/// Gives the response another body.
void setBody(nlohmann::json& response, std::string body);

std::string replaced(std::string text, const std::string& from, std::string_view to);

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/local_system.h"
#include "net/redaction.h"
#include "net/session_core.h"

#include <nlohmann/json_fwd.hpp>

#include <set>

namespace shipglass {

/// Takes the secrets of one source out of what is recorded of it. It learns: what requests carry as
/// credentials and what answers call a token, a crumb or a cookie is masked wherever it comes up from then
/// on, and always in the same way, so that a played request still fits the answer it follows from.
class RecorderSecrets {
public:
    /// From now on the secrets are these; what was learned stays.
    void follow(const SourceConfig& config, std::shared_ptr<Secrets> secrets);
    /// Looks whether they are still the same, as they are found late and may change.
    void refresh();

    void learn(const WireRequest& request);
    void learn(const WireAnswer& answer);
    /// Takes tokens out of a JSON document, by the names of their members too.
    void mask(nlohmann::json& document);

    std::string operator()(std::string_view text) const { return m_redactor(text); }
    /// Whether the text has to be masked.
    bool isIn(std::string_view text) const { return m_redactor(text) != text; }
    Pairs headers(const Pairs& headers) const { return m_redactor.headers(headers); }

private:
    void learn(std::string_view secret);
    void learnToken(std::string_view text);
    void maskValue(nlohmann::json& value, bool credential);
    void rebuild();

    std::shared_ptr<Secrets> m_secrets;
    std::vector<std::string> m_names; ///< Where a source's secrets stand in its configuration.
    std::set<std::string> m_learned;
    std::vector<std::string> m_known;
    Redactor m_redactor; ///< Of what is known and learned.
};

} // namespace shipglass

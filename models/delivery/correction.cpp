// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/correction.h"

#include <map>

namespace shipglass::delivery {

namespace {

using dora::kNone;
using dora::Row;
using dora::Says;

/// The rows of what corrections name, by `SOURCE/ID`.
class NamedRows {
public:
    void want(const std::string& name) {
        if (!name.empty()) m_rows[name];
    }
    /// Adds the row if its source and id are wanted.
    void offer(std::string_view source, std::string_view id, Row row) {
        m_name.assign(source).append("/").append(id);
        if (const auto found = m_rows.find(m_name); found != m_rows.end()) found->second.push_back(row);
    }
    std::vector<Row> of(const std::string& name) const {
        const auto found = m_rows.find(name);
        return found == m_rows.end() ? std::vector<Row>() : found->second;
    }

private:
    std::map<std::string, std::vector<Row>> m_rows;
    std::string m_name; ///< Kept, so that it is not made anew for each row.
};

class LookUp {
public:
    LookUp(const std::vector<WrittenCorrection>& written, const dora::Facts& facts) {
        for (const auto& each : written) {
            m_incidents.want(each.incident);
            m_keys.want(each.incident);
            m_deployments.want(each.deployment);
            m_deployments.want(each.causedBy);
        }
        const auto& names = facts.names;
        for (Row row = 0; row < facts.incidents.size(); ++row) {
            const auto& incident = facts.incidents[row];
            m_incidents.offer(names[incident.source], names[incident.id], row);
            m_keys.offer(names[incident.source], names[incident.key], row);
        }
        for (Row row = 0; row < facts.deployments.size(); ++row)
            m_deployments.offer(names[facts.deployments[row].source], names[facts.deployments[row].id], row);
    }

    void take(const WrittenCorrection& written) {
        if (!written.incident.empty()) return takeIncident(written);
        const Row row = deployment(written, written.deployment);
        if (row == kNone) return;
        if (written.rollback) add(*written.rollback ? Says::rollback : Says::noRollback, row);
        if (written.hotfix) add(*written.hotfix ? Says::hotfix : Says::noHotfix, row);
    }
    LookedUp result() { return std::move(m_result); }

private:
    void takeIncident(const WrittenCorrection& written) {
        const Row row = incident(written);
        if (row == kNone) return;
        if (written.causedBy == kNoDeployment) return add(Says::notCaused, row);
        if (const Row cause = deployment(written, written.causedBy); cause != kNone)
            add(Says::causedBy, row, cause);
    }
    Row incident(const WrittenCorrection& written) {
        auto found = m_incidents.of(written.incident);
        if (found.empty()) found = m_keys.of(written.incident);
        if (found.empty()) warn(written, "there is no incident " + written.incident);
        if (found.size() > 1)
            warn(written, written.incident + " names " + std::to_string(found.size()) +
                              " incidents: write the id of one of them");
        return found.size() == 1 ? found.front() : kNone;
    }
    Row deployment(const WrittenCorrection& written, const std::string& name) {
        const auto found = m_deployments.of(name);
        if (found.empty()) warn(written, "there is no deployment " + name);
        return found.empty() ? kNone : found.front();
    }
    void add(Says says, Row row, Row deployment = kNone) {
        m_result.overlay.push_back({says, row, deployment});
    }
    void warn(const WrittenCorrection& written, const std::string& message) {
        m_result.warnings.push_back(written.where + ": " + message);
    }

    NamedRows m_incidents, m_keys, m_deployments;
    LookedUp m_result;
};

/// A text in double quotes as YAML and JSON read it, unless it is plainly a name.
std::string quoted(const std::string& text) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";
    const bool isPlain = text.find_first_not_of(plain) == std::string::npos && text.find_first_of("-./") != 0;
    if (isPlain && !text.empty()) return text;
    std::string made = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') made += '\\';
        made += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return made + '"';
}

} // namespace

std::string overlayLines(const WrittenCorrection& correction) {
    const bool incident = !correction.incident.empty();
    std::string lines = incident ? "- incident: " + quoted(correction.incident) + "\n"
                                 : "- deployment: " + quoted(correction.deployment) + "\n";
    if (incident) lines += "  causedBy: " + quoted(correction.causedBy) + "\n";
    const auto flag = [&](const char* name, std::optional<bool> value) {
        if (value) lines += std::string("  ") + name + (*value ? ": true\n" : ": false\n");
    };
    flag("rollback", correction.rollback);
    flag("hotfix", correction.hotfix);
    return lines + "  # why:\n";
}

LookedUp lookUp(const std::vector<WrittenCorrection>& written, const dora::Facts& facts) {
    if (written.empty()) return {};
    LookUp looking(written, facts);
    for (const auto& each : written) looking.take(each);
    return looking.result();
}

} // namespace shipglass::delivery

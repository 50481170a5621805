// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/generic/exec/output.h"

#include "codec/json.h"
#include "net/node.h"
#include "net/text.h"

namespace shipglass::exec {

namespace {

/// The next line of the text, which loses it and its end.
std::string_view takeLine(std::string_view& text) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

constexpr std::size_t longestLine = 1U << 20U;
constexpr std::size_t mostLines = 100'000;

/// Reads the program's output line by line. Records wait until a batch line closes them; those that none
/// closed are dropped.
class Reader {
public:
    Said read(std::string_view output) {
        std::size_t number = 0;
        try {
            while (!output.empty()) take(takeLine(output), ++number);
        } catch (const Failure& failure) {
            m_said.fault = failure.error();
            m_said.fault->message =
                "line " + std::to_string(number) + " of the program's output: " + failure.error().message;
        }
        refuseUnfinished();
        return std::move(m_said);
    }

private:
    void take(std::string_view line, std::size_t number) {
        if (number > mostLines)
            throw Failure(Fault::tooLarge, "no more than " + std::to_string(mostLines) + " are read");
        if (line.size() > longestLine) throw Failure(Fault::tooLarge, "it is longer than 1 MB");
        if (trimmed(line).empty()) return;
        const Json json = Json::parse(line).orThrow();
        const auto kind = json["kind"].text();
        if (kind == "batch")
            closeBatch(json.root());
        else if (kind == "error")
            passError(json.root());
        else
            m_records.push_back(fromJson(line).orThrow());
    }

    static Facet facetOf(Node line) {
        const auto facet = fromWord<Facet>(line["facet"].text());
        if (!facet) throw Failure(Fault::malformed, "its facet is none of ours");
        return *facet;
    }
    static std::string scopeOf(Node line) { return line["scope"].exists() ? line["scope"].text() : "*"; }

    void closeBatch(Node line) {
        const Facet facet = facetOf(line);
        refuseStrays(facet);
        Batch& batch = batchOf(facet, scopeOf(line));
        for (Record& record : m_records) batch.add(std::move(record));
        m_records.clear();
        if (line["cursor"].exists()) batch.setCursor(line["cursor"].text());
        batch.setLast(line["last"].boolean().value_or(true));
    }

    /// In a batch of another facet nobody would notice that an alert or a resource has ended.
    void refuseStrays(Facet facet) const {
        for (const Record& record : m_records)
            if (isStateFacet(kindOf(record)) && kindOf(record) != facet)
                throw Failure(Fault::malformed, "alerts and resources need a batch of their own");
    }

    /// What is now comes whole, so batches of one such scope are joined.
    Batch& batchOf(Facet facet, const std::string& scope) {
        for (Step& step : m_said.steps)
            if (isStateFacet(facet) && !step.error && isOf(step, facet, scope)) return step.batch;
        m_said.steps.push_back({Batch(facet, scope), std::nullopt});
        return m_said.steps.back().batch;
    }

    void passError(Node line) {
        Error error;
        error.fault = fromWord<Fault>(line["fault"].text()).value_or(Fault::server);
        error.message = line["message"].text();
        Step step{Batch(facetOf(line), scopeOf(line)), std::move(error)};
        if (isStateFacet(step.batch.facet())) dropPartsOf(step.batch);
        m_said.steps.push_back(std::move(step));
    }

    /// Half of what is now would close the other half.
    void dropPartsOf(const Batch& failed) {
        std::erase_if(m_records, [&](const Record& record) { return kindOf(record) == failed.facet(); });
        std::erase_if(m_said.steps,
                      [&](const Step& step) { return isOf(step, failed.facet(), failed.scope()); });
    }

    void refuseUnfinished() {
        for (Step& step : m_said.steps)
            if (!step.error && isStateFacet(step.batch.facet()) && !step.batch.last())
                step.error = Error{Fault::malformed, "the program never sent the last batch", 0, {}};
    }

    static bool isOf(const Step& step, Facet facet, const std::string& scope) {
        return step.batch.facet() == facet && step.batch.scope() == scope;
    }

    std::vector<Record> m_records;
    Said m_said;
};

} // namespace

Said readOutput(std::string_view output) { return Reader().read(output); }

} // namespace shipglass::exec

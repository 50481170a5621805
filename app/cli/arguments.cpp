// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include "cli/option_table.h"
#include "records/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

namespace shipglass::cli {

namespace {

constexpr std::array formats{"table", "json", "ndjson", "csv"};
constexpr std::array showable{"runs",    "deployments", "changes", "alerts", "resources",
                              "metrics", "logs",        "tests",   "sources"};
constexpr std::array actionVerbs{"rerun", "cancel", "approve", "acknowledge", "silence", "resolve"};

[[noreturn]] void refuse(std::string message) { throw Failure(Fault::config, std::move(message)); }

template <class Words> void requireOneOf(const char* what, const std::string& word, const Words& words) {
    if (std::find(words.begin(), words.end(), word) != words.end()) return;
    refuse(fmt::format("{} is no {}; did you mean {}?", word, what, nearestWord(word, words)));
}

template <class List> std::vector<std::string_view> namesOf(const List& list) {
    std::vector<std::string_view> names;
    for (const auto& entry : list) names.push_back(entry.name);
    return names;
}

/// The command line taken apart: the verb, what stands alone, and the options by name.
struct Split {
    const VerbInfo* verb = nullptr;
    std::vector<std::string> words;
    std::map<std::string, std::vector<std::string>, std::less<>> options;

    bool has(std::string_view name) const { return options.find(name) != options.end(); }
    std::string value(std::string_view name) const {
        const auto found = options.find(name);
        return found == options.end() ? "" : found->second.back();
    }
    std::string word(std::size_t place) const { return place < words.size() ? words[place] : ""; }
};

class Splitter {
public:
    explicit Splitter(const std::vector<std::string>& arguments) : m_arguments(arguments) {}

    Split split() {
        for (; m_at < m_arguments.size(); ++m_at) take(m_arguments[m_at]);
        return std::move(m_split);
    }

private:
    void take(const std::string& argument) {
        if (!m_onlyWords && argument == "--")
            m_onlyWords = true;
        else if (!m_onlyWords && argument.size() > 1 && argument[0] == '-')
            takeOption(argument);
        else if (!m_split.verb)
            takeVerb(argument);
        else
            m_split.words.push_back(argument);
    }
    void takeVerb(const std::string& word) {
        m_split.verb = findVerb(word);
        if (!m_split.verb)
            refuse(fmt::format("There is no verb {}; did you mean {}?", word,
                               nearestWord(word, namesOf(verbs()))));
    }
    void takeOption(const std::string& argument) {
        const auto equals = argument.starts_with("--") ? argument.find('=') : std::string::npos;
        const auto name = argument.substr(0, equals);
        const Option* option = findOption(name == "-h" ? "--help" : name);
        if (!option)
            refuse(fmt::format("There is no option {}; did you mean {}?", name,
                               nearestWord(name, namesOf(options()))));
        auto& values = m_split.options[std::string(option->name)];
        if (option->value.empty()) {
            if (equals != std::string::npos) refuse(fmt::format("{} takes no value.", name));
            values.emplace_back();
        } else if (equals != std::string::npos) {
            values.push_back(argument.substr(equals + 1));
        } else {
            if (++m_at == m_arguments.size())
                refuse(fmt::format("{} needs a value: {}.", name, option->value));
            values.push_back(m_arguments[m_at]);
        }
    }

    const std::vector<std::string>& m_arguments;
    std::size_t m_at = 0;
    bool m_onlyWords = false;
    Split m_split;
};

/// Every option must be one that the verb has.
void checkOptions(const Split& split) {
    for (const auto& [name, values] : split.options) {
        const auto& own = split.verb ? split.verb->options : std::vector<std::string_view>{"--wall"};
        const auto common = commonOptions();
        const bool known = std::find(own.begin(), own.end(), name) != own.end() ||
                           std::find(common.begin(), common.end(), name) != common.end();
        if (!known)
            refuse(
                fmt::format("{} does not go with {}.", name, split.verb ? split.verb->name : "the window"));
    }
}

void requireWords(const Split& split, std::size_t least, std::size_t most) {
    if (split.words.size() < least)
        refuse(fmt::format("shipglass {} needs {}.", split.verb->name, split.verb->arguments));
    if (split.words.size() > most)
        refuse(fmt::format("{} is one word too many for shipglass {}.", split.words[most], split.verb->name));
}

Format formatOf(const Split& split, bool records) {
    const auto word = split.value("--format");
    if (word.empty()) return Format::table;
    requireOneOf("format", word, formats);
    const auto index = std::find(formats.begin(), formats.end(), word) - formats.begin();
    if (!records && index > 1) refuse(fmt::format("shipglass {} prints table or json.", split.verb->name));
    return static_cast<Format>(index);
}

template <class Number> Number numberOf(std::string_view text, const char* what, Number least, Number most) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
        refuse(fmt::format("{} is no {}.", text, what));
    return number;
}

Common commonOf(const Split& split) {
    Common common;
    common.config = split.value("--config");
    common.store = split.value("--store");
    common.logLevel = split.value("--log-level");
    common.record = split.value("--record");
    common.noPoll = split.has("--no-poll");
    if (!common.logLevel.empty())
        requireOneOf("log level", common.logLevel, std::array{"error", "warning", "info", "debug"});
    return common;
}

Poll readPoll(const Split& split) {
    if (split.has("--format") && !split.has("--once"))
        refuse("--format goes with --once only: what polls on prints no reports.");
    return {split.has("--once"), split.value("--since"), formatOf(split, false), split.words};
}

Show readShow(const Split& split) {
    requireWords(split, 1, 1);
    requireOneOf("kind of record", split.word(0), showable);
    Show show{split.word(0),
              split.value("--where"),
              split.value("--since"),
              split.value("--until"),
              split.value("--as-of"),
              formatOf(split, true),
              1000};
    if (split.has("--limit"))
        show.limit = numberOf<std::size_t>(split.value("--limit"), "number of records", 0, SIZE_MAX);
    return show;
}

Dora readDora(const Split& split) {
    requireWords(split, 0, 0);
    Dora dora;
    dora.service = split.value("--service");
    dora.team = split.value("--team");
    dora.environment = split.value("--environment");
    dora.timeZone = split.value("--time-zone");
    dora.dialect = split.value("--dialect");
    dora.since = split.value("--since");
    dora.until = split.value("--until");
    dora.asOf = split.value("--as-of");
    dora.by = split.value("--by");
    if (split.has("--by")) requireOneOf("length of a point", dora.by, std::array{"day", "week", "month"});
    dora.format = formatOf(split, false);
    dora.explain = split.has("--explain");
    return dora;
}

void readSize(const std::string& size, Render& render) {
    const auto cross = size.find('x');
    if (cross == std::string::npos) refuse(size + " is no size; write --size 1280x800.");
    render.width =
        numberOf<int>(std::string_view(size).substr(0, cross), "width; write --size 1280x800", 320, 8192);
    render.height =
        numberOf<int>(std::string_view(size).substr(cross + 1), "height; write --size 1280x800", 240, 8192);
}

/// What is written is a PNG file, whatever it is called.
void requirePngName(const std::string& file) {
    const auto ending = std::filesystem::path(file).extension().string();
    if (!ending.empty() && ending != ".png" && ending != ".PNG")
        refuse(fmt::format("Pictures are PNG files; write -o {}.png.",
                           std::filesystem::path(file).replace_extension().string()));
}

Render readRender(const Split& split) {
    requireWords(split, 1, 1);
    Render render;
    render.page = split.word(0);
    render.output = split.value("-o");
    render.asOf = split.value("--as-of");
    if (render.output.empty()) refuse("shipglass render needs -o FILE.png.");
    requirePngName(render.output);
    if (split.has("--theme")) render.theme = split.value("--theme");
    requireOneOf("theme", render.theme, std::array{"light", "dark"});
    if (split.has("--size")) readSize(split.value("--size"), render);
    return render;
}

/// The options of each action that has any.
std::vector<std::string_view> optionsOf(std::string_view action) {
    if (action == "rerun") return {"failed", "stage"};
    if (action == "cancel" || action == "approve") return {"stage"};
    return {};
}

void readActionOptions(const Split& split, Act& act) {
    const auto found = split.options.find("--option");
    if (found == split.options.end()) return;
    const auto known = optionsOf(act.verb);
    if (known.empty()) refuse("--option does not go with " + act.verb + ".");
    for (const auto& pair : found->second) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos)
            refuse(pair + " has no value; write --option KEY=VALUE, as stage=ID.");
        requireOneOf(("option of " + act.verb).c_str(), pair.substr(0, equals), known);
        act.options[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
}

Act readAct(const Split& split) {
    requireWords(split, 3, 3);
    requireOneOf("action", split.word(0), actionVerbs);
    Act act;
    act.verb = split.word(0);
    act.source = split.word(1);
    act.id = split.word(2);
    act.comment = split.value("--comment");
    act.dryRun = split.has("--dry-run");
    if (split.has("--for")) {
        act.duration = parseDuration(split.value("--for"));
        if (!act.duration || act.duration->count() == 0)
            refuse(split.value("--for") + " is no span of time; write 2h or 30m.");
    }
    readActionOptions(split, act);
    return act;
}

Invocation readVerb(const Split& split) {
    const Common common = commonOf(split);
    if (split.has("--help")) return {common, Help{split.verb ? std::string(split.verb->name) : ""}};
    if (split.has("--version")) return {common, Version{}};
    if (!split.verb) return {common, Window{split.has("--wall")}};
    const auto name = split.verb->name;
    if (name == "poll") return {common, readPoll(split)};
    if (name == "show") return {common, readShow(split)};
    if (name == "dora") return {common, readDora(split)};
    if (name == "render") return {common, readRender(split)};
    if (name == "act") return {common, readAct(split)};
    requireWords(split, name == "import" || name == "export" ? 1 : 0, name == "check" ? 0 : 1);
    if (name == "check") return {common, Check{split.has("--offline"), formatOf(split, false)}};
    if (name == "connectors") return {common, Connectors{split.word(0), formatOf(split, false)}};
    if (name == "import") return {common, Import{split.word(0)}};
    return {common, Export{split.word(0)}};
}

} // namespace

Result<Invocation> parse(const std::vector<std::string>& arguments) {
    try {
        const Split split = Splitter(arguments).split();
        checkOptions(split);
        return readVerb(split);
    } catch (const Failure& failure) {
        return failure.error();
    }
}

} // namespace shipglass::cli

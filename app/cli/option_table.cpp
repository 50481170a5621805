// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/option_table.h"

#include <algorithm>
#include <array>

namespace shipglass::cli {

namespace {

constexpr std::array all{
    Option{"--config", "FILE", "the configuration, instead of the user's own"},
    Option{"--store", "URL", "the history: sqlite:PATH"},
    Option{"--log-level", "LEVEL", "error, warning, info or debug"},
    Option{"--record", "DIR", "writes what is read as redacted fixtures"},
    Option{"--no-poll", "", "reads the store only; no source is asked"},
    Option{"--version", "", "prints the version"},
    Option{"--help", "", "prints this, or the help of a verb"},
    Option{"--wall", "", "full screen, rotating the wall pages"},
    Option{"--once", "", "polls every source once and ends"},
    Option{"--since", "TIME", "not before: RFC 3339, 2026-05-04 or an age as 90d"},
    Option{"--until", "TIME", "before this moment"},
    Option{"--as-of", "TIME", "what was true then, as far as is known now"},
    Option{"--where", "QUERY", "only records that the query holds for"},
    Option{"--format", "FORMAT", "table or json; show prints ndjson and csv too"},
    Option{"--limit", "N", "at most so many, 1000 without it, 0 for all"},
    Option{"--service", "NAME", "of one service only"},
    Option{"--team", "NAME", "of the services of a team"},
    Option{"--environment", "NAME", "this one counts as production, instead of dora.production"},
    Option{"--time-zone", "ZONE", "instead of dora.timeZone, as Europe/Berlin"},
    Option{"--dialect", "NAME", "as another tool counts, dora.dev without it; all: side by side"},
    Option{"--explain", "", "the rows behind every figure, used or not, and by which rule"},
    Option{"--by", "SPAN", "points of a day, week or month; week without it"},
    Option{"-o", "FILE", "the picture to write"},
    Option{"--size", "WxH", "in pixels, 1280x800 without it"},
    Option{"--theme", "THEME", "light or dark"},
    Option{"--for", "SPAN", "how long a silence lasts, as 2h"},
    Option{"--comment", "TEXT", "why; shown where the system shows it"},
    Option{"--option", "KEY=VALUE", "more about the action: failed=true, stage=ID"},
    Option{"--dry-run", "", "prints the request and sends nothing"},
    Option{"--offline", "", "checks the file only and sends nothing"}};

constexpr std::array<std::string_view, 7> everywhere{"--config",  "--store",   "--log-level", "--record",
                                                     "--no-poll", "--version", "--help"};

const std::vector<VerbInfo>& table() {
    static const std::vector<VerbInfo> list{
        {"poll",
         "[SOURCE...]",
         "polls without a window, until it is stopped",
         {"--once", "--since", "--format"}},
        {"show",
         "runs|deployments|changes|alerts|resources|metrics|logs|tests|sources",
         "prints records of the history",
         {"--where", "--since", "--until", "--as-of", "--format", "--limit"}},
        {"dora",
         "",
         "the five DORA keys, in the dialects of other tools too",
         {"--service", "--team", "--environment", "--time-zone", "--dialect", "--explain", "--since",
          "--until", "--as-of", "--by", "--format"}},
        {"render",
         "PAGE",
         "draws a page of the window into a PNG file",
         {"-o", "--size", "--theme", "--as-of"}},
        {"act",
         "rerun|cancel|approve|acknowledge|silence|resolve SOURCE ID",
         "does one thing to one record",
         {"--for", "--comment", "--option", "--dry-run"}},
        {"check", "", "the file, the secrets, then what each source lets us read", {"--offline", "--format"}},
        {"connectors", "[ID]", "what can be watched, and with which keys", {"--format"}},
        {"import", "FILE", "adds records from NDJSON or CSV to the history", {}},
        {"export", "FILE", "writes all records as NDJSON", {}},
    };
    return list;
}

} // namespace

std::span<const VerbInfo> verbs() { return table(); }
std::span<const Option> options() { return all; }
std::span<const std::string_view> commonOptions() { return everywhere; }

const VerbInfo* findVerb(std::string_view name) {
    const auto found =
        std::find_if(table().begin(), table().end(), [&](const VerbInfo& verb) { return verb.name == name; });
    return found == table().end() ? nullptr : &*found;
}

const Option* findOption(std::string_view name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Option& option) { return option.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace shipglass::cli

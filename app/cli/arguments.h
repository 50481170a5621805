// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"
#include "records/time.h"

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace shipglass::cli {

/// What a process ends with.
enum class Exit { done = 0, failed = 1, usage = 2 };

enum class Format { table, json, ndjson, csv };

/// Options that every verb takes. Empty means not given.
struct Common {
    std::string config, store, logLevel, record;
    bool noPoll = false;
};

/// Times are kept as they were typed: what a date means depends on the configuration's time zone.
struct Window {
    bool wall = false;
};
struct Poll {
    bool once = false;
    std::string since;
    Format format = Format::table;
    std::vector<std::string> sources;
};
struct Show {
    std::string what; ///< runs, deployments, changes, alerts, resources, metrics, logs, tests or sources.
    std::string where, since, until, asOf;
    Format format = Format::table;
    std::size_t limit = 1000; ///< 0 for all.
};
struct Dora {
    std::string service, team, environment, timeZone, dialect, since, until, asOf;
    std::string by; ///< day, week or month; empty for the usual.
    Format format = Format::table;
    bool explain = false;
};
struct Render {
    std::string page, output, theme = "light", asOf;
    int width = 1280, height = 800; ///< Pixels.
};
struct Act {
    std::string verb, source, id, comment;
    std::optional<Millis> duration;
    std::map<std::string, std::string> options;
    bool dryRun = false;
};
struct Check {
    bool offline = false;
    Format format = Format::table;
};
struct Connectors {
    std::string id;
    Format format = Format::table;
};
struct Import {
    std::string file;
};
struct Export {
    std::string file;
};
struct Help {
    std::string verb;
};
struct Version {};

struct Invocation {
    Common common;
    std::variant<Window, Poll, Show, Dora, Render, Act, Check, Connectors, Import, Export, Help, Version>
        verb;
};

/// Reads a command line without the program's name; options may stand before or after the verb. A mistake is
/// Fault::config, in one sentence with the nearest word.
Result<Invocation> parse(const std::vector<std::string>& arguments);

/// The help of the program, or of a verb.
std::string help(const std::string& verb = {});

/// RFC 3339, `2026-05-04` (by `midnight`, which knows the time zone) or an age before `now`.
Result<Time> readTime(const std::string& text, Time now,
                      const std::function<Time(int year, int month, int day)>& midnight);

} // namespace shipglass::cli

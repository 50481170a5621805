// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session.h"

#include <chrono>
#include <map>
#include <span>

namespace shipglass {

using Seconds = std::chrono::seconds;

enum class Category {
    ci,
    vcs,
    cloud,
    iac,
    orchestration,
    monitoring,
    logging,
    incidents,
    data,
    web,
    queue,
    discovery,
    generic
};
template <> struct Words<Category> {
    static constexpr std::array<std::string_view, 13> list{
        "ci",        "vcs",  "cloud", "iac",   "orchestration", "monitoring", "logging",
        "incidents", "data", "web",   "queue", "discovery",     "generic"};
};

/// How a credential travels. `header` puts `prefix` and the first key's secret into `headerName`; `basic`
/// uses two keys.
enum class AuthPlacement { none, header, basic, process };
struct AuthKind {
    std::string_view kind;                  ///< "token", "basic", "none" ...
    std::span<const std::string_view> keys; ///< The keys of `auth:` it needs, all of them.
    AuthPlacement placement;
    std::string_view headerName, prefix; ///< "Authorization" and "Bearer ", for example.
};

enum class FieldType { text, textList, integer, boolean, duration, map, mapList };
template <> struct Words<FieldType> {
    static constexpr std::array<std::string_view, 7> list{"text",     "list", "integer", "boolean",
                                                          "duration", "map",  "maps"};
};
/// One key of a source's configuration: draws the form, validates the file, documents itself.
struct Field {
    std::string_view key;
    FieldType type;
    bool required;
    std::string_view help;
};

/// What the system tolerates. 0 means no limit of its own.
struct Limits {
    unsigned atOnce = 4;
    unsigned perMinute = 0;
    std::size_t largestBody = 8U << 20U; ///< Bytes.
    Seconds oldestBackfill{0};
};

/// Who the credential is, which version answered, and what may be read: "yes" or "no: <missing permission>".
struct Health {
    std::string version, identity;
    std::map<Facet, std::string> facets;
};

/// A record of the store that more is wanted of.
struct Ref {
    Record record;
};
/// The record again with what polls leave out, and records that belong to it, as its tests.
struct Detail {
    Record record;
    std::vector<Record> more;
};

/// Which log, and from which byte (or vendor's position) on.
struct LogRef {
    Run run;
    std::string stageId;
    std::int64_t offset = 0;
};
/// Text of a log from the asked offset, the offset to go on from, and whether the log has ended. A search
/// fills lines.
struct LogPage {
    std::string text;
    std::int64_t nextOffset = 0;
    bool ended = false;
    std::vector<LogLine> lines;
};
struct LogQuery {
    std::string text;
    Time since, until;
    std::size_t limit = 1000;
};

struct CommitRange {
    std::string repository, from, to;
};
/// What lies between two commits; `ancestor`: `from` is an ancestor of `to`.
struct CommitSet {
    std::vector<ChangeCommit> commits;
    std::int64_t ahead = 0, behind = 0;
    std::optional<bool> ancestor;
};

struct MetricQuery {
    std::string text;
    Time since, until;
    Millis step{15'000};
};
using SeriesSet = std::vector<Metric>;

/// A person's wish: the verb's record as the store has it, and what was said with it.
struct ActionCall {
    Record record;
    std::optional<Millis> duration; ///< `--for`
    std::string comment, who;
    std::map<std::string, std::string> options;
};
/// What the system said, in plain words. The truth is read again afterwards.
struct Outcome {
    std::string message;
};
struct Action {
    std::string_view verb; ///< rerun, cancel, approve, acknowledge, silence, resolve
    Facet facet;
    std::string_view permission;
    Task<Outcome> (*run)(Session, ActionCall);
};

/// One system that can be watched: a value, made of data and free functions. Null where the system has none.
struct Connector {
    std::string_view id, name, docs;
    Category category = Category::generic;
    std::span<const Facet> facets;
    std::span<const AuthKind> auth;
    std::span<const Field> fields;
    std::string_view defaultUrl; ///< Empty where the configuration has to say it, or where there is none.
    Limits limits;
    Seconds every{60};
    bool http = true;      ///< False for what reads this machine only: it has no url.
    int cursorVersion = 1; ///< Raised when the meaning of stored cursors changes.

    Task<Health> (*probe)(Session) = nullptr;
    Task<Done> (*poll)(Session) = nullptr;
    Task<Done> (*watch)(Session) = nullptr;
    Task<Detail> (*detail)(Session, Ref) = nullptr;
    Task<LogPage> (*log)(Session, LogRef) = nullptr;
    Task<CommitSet> (*compare)(Session, CommitRange) = nullptr;
    Task<SeriesSet> (*query)(Session, MetricQuery) = nullptr;
    Task<LogPage> (*search)(Session, LogQuery) = nullptr;
    std::span<const Action> actions = {};
};

} // namespace shipglass

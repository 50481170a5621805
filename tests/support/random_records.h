// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <array>
#include <random>

namespace shipglass::testing {

/// Makes records of every kind from a seed: the same seed gives the same records. Texts are valid UTF-8
/// without U+0000, from few words so that queries find something, mixed with ones that break careless code.
/// Ids are unique; an end is never before its start; histories and points rise in time; numbers are finite.
class RandomRecords {
public:
    explicit RandomRecords(std::uint64_t seed) : m_engine(seed) {}

    Record record() { return record(static_cast<Kind>(below(Words<Kind>::list.size()))); }
    Record record(Kind kind) { return make(kind, std::make_index_sequence<std::variant_size_v<Record>>{}); }
    template <class R> R make() {
        R result;
        eachField(result, [this](std::string_view name, auto& field) { fill(name, field); });
        result.id = text() + '#' + std::to_string(++m_made);
        if (result.source.empty()) result.source = "acme";
        order(result);
        return result;
    }

    /// A number in [0, limit).
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(m_engine() % limit); }
    bool chance(unsigned percent) { return below(100) < percent; }
    std::string text() {
        const std::string word(pick(plain));
        if (chance(70)) return word;
        return chance(50) ? std::string(pick(odd)) : word + ' ' + std::string(pick(plain));
    }
    /// A moment of 2026, rarely one before 1970 or far ahead.
    Time time() {
        if (chance(3)) return fromEpochMs(-86'400'000LL * static_cast<std::int64_t>(1 + below(10'000)) + 7);
        if (chance(3)) return fromEpochMs(32'503'680'000'000LL + static_cast<std::int64_t>(below(1'000'000)));
        return fromEpochMs(1'767'225'600'000LL + static_cast<std::int64_t>(below(31'536'000'000)));
    }

private:
    static constexpr std::array<std::string_view, 12> plain{"main",         "release", "web",  "api",
                                                            "shop",         "deploy",  "acme", "test",
                                                            "renovate-bot", "4f2a9c",  "Büro", "r7"};
    static constexpr std::array<std::string_view, 14> odd{
        "=SUM(A1)",   "-1",       "+x",         "@home",  "'=quoted", "a,b",
        "say \"hi\"", "100%_\\*", "two\nlines", "tab\tx", "\x01\x1f", "\xF0\x9F\x9A\xA2 ship",
        "<b>&amp;",   " spaces "};

    template <class List> std::string_view pick(const List& list) { return list[below(list.size())]; }

    template <std::size_t... Index> Record make(Kind kind, std::index_sequence<Index...>) {
        Record result;
        ((static_cast<std::size_t>(kind) == Index
              ? void(result = make<std::variant_alternative_t<Index, Record>>())
              : void()),
         ...);
        return result;
    }

    template <class T> void fill(std::string_view name, std::optional<T>& field) {
        field.reset();
        if (chance(60)) fill(name, field.emplace());
    }
    template <class T> void fill(std::string_view name, std::vector<T>& field) {
        field.resize(below(4));
        for (T& item : field) fill(name, item);
    }
    template <class Status> void fill(std::string_view, History<Status>& field) {
        Time at = time();
        field.resize(below(4));
        for (auto& moment : field) {
            moment.at = at += Millis{1 + below(3'600'000)};
            fill({}, moment.status);
            moment.observed = chance(30);
        }
    }
    void fill(std::string_view, std::vector<Point>& field) {
        Time at = time();
        field.resize(below(5));
        for (Point& point : field) point = {at += Millis{1 + below(60'000)}, number()};
    }
    void fill(std::string_view name, std::string& field) {
        if (name.size() > 2 && chance(25)) return field.clear();
        field = text();
    }
    void fill(std::string_view, std::int64_t& field) {
        field = static_cast<std::int64_t>(below(chance(5) ? SIZE_MAX >> 1 : 20));
    }
    void fill(std::string_view, bool& field) { field = chance(50); }
    void fill(std::string_view, Time& field) { field = time(); }
    void fill(std::string_view, Labels& field) {
        for (auto count = below(4); count > 0; --count) field[text()] = text();
    }
    void fill(std::string_view, Attributes& field) {
        for (auto count = below(4); count > 0; --count) field["x" + text()] = value();
    }
    template <class T> void fill(std::string_view, T& field) {
        if constexpr (std::is_enum_v<T>)
            field = static_cast<T>(below(Words<T>::list.size()));
        else {
            eachField(field, [this](std::string_view name, auto& part) { fill(name, part); });
            order(field);
        }
    }

    double number() {
        return static_cast<double>(static_cast<std::int64_t>(below(2'000'001)) - 1'000'000) / 8;
    }
    Value value() {
        switch (below(6)) {
        case 0:
            return chance(50);
        case 1:
            return static_cast<std::int64_t>(m_engine());
        case 2:
            return number();
        case 3:
            return JsonText{"[1,\"a\",{\"b\":null}]"};
        case 4:
            return JsonText{"null"};
        default:
            return text();
        }
    }

    template <class R> void order(R& record) {
        if constexpr (requires {
                          record.startedAt;
                          record.finishedAt;
                      })
            if (record.startedAt && record.finishedAt && *record.finishedAt < *record.startedAt)
                std::swap(record.startedAt, record.finishedAt);
    }

    std::mt19937_64 m_engine;
    std::uint64_t m_made = 0;
};

} // namespace shipglass::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_check.h"

#include "codec/utf8.h"

namespace shipglass {

namespace {

/// Walks through a record and all that it is made of, and keeps the first flaw.
class Flaws {
public:
    const std::string& first() const { return m_first; }

    template <class T> void look(const std::string& name, const T& value) {
        if constexpr (std::is_enum_v<T>) {
            if (static_cast<std::size_t>(value) >= Words<T>::list.size()) add(name, "is none of our words");
        } else if constexpr (requires { eachField(value, [](const char*, const auto&) {}); }) {
            eachField(value,
                      [&](const char* field, const auto& member) { look(name + "/" + field, member); });
        } else {
            lookInto(name, value);
        }
    }

private:
    void add(const std::string& name, const std::string& what) {
        if (m_first.empty()) m_first = name + " " + what;
    }
    void lookInto(const std::string& name, const std::string& text) {
        if (!isUtf8(text)) add(name, "is no UTF-8");
    }
    void lookInto(const std::string& name, const Time& time) {
        if (parseTime(formatTime(time)) != time) add(name, "is no moment of our calendar");
    }
    void lookInto(const std::string&, bool) {}
    void lookInto(const std::string&, std::int64_t) {}
    void lookInto(const std::string&, double) {}
    void lookInto(const std::string& name, const JsonText& json) { lookInto(name, json.text); }
    void lookInto(const std::string& name, const Point& point) { look(name + "/at", point.at); }
    void lookInto(const std::string& name, const Value& value) {
        std::visit([&](const auto& held) { lookInto(name, held); }, value);
    }
    template <class Status> void lookInto(const std::string& name, const Moment<Status>& moment) {
        look(name + "/at", moment.at);
        look(name + "/status", moment.status);
    }
    template <class T> void lookInto(const std::string& name, const std::optional<T>& value) {
        if (value) look(name, *value);
    }
    template <class T> void lookInto(const std::string& name, const std::vector<T>& list) {
        for (const T& item : list) look(name, item);
    }
    template <class T> void lookInto(const std::string& name, const std::map<std::string, T>& map) {
        for (const auto& [key, value] : map) {
            look(name, key);
            look(name + "/" + key, value);
        }
    }

    std::string m_first;
};

} // namespace

std::string flawOf(const Record& record) {
    const std::string kind(word(kindOf(record)));
    const std::string& id = common(record).id;
    if (id.empty() || id.ends_with('#') || id.ends_with('@')) return kind + " has no id: " + id;
    Flaws flaws;
    std::visit([&](const auto& value) { flaws.look(kind, value); }, record);
    return flaws.first();
}

std::string goodNewsOf(const Record& record) {
    std::string news;
    if (const auto* run = std::get_if<Run>(&record)) news = word(run->status);
    if (const auto* deployment = std::get_if<Deployment>(&record)) news = word(deployment->status);
    if (const auto* resource = std::get_if<Resource>(&record)) news = word(resource->health);
    if (const auto* alert = std::get_if<Alert>(&record)) news = word(alert->state);
    if (const auto* test = std::get_if<TestCase>(&record)) news = word(test->status);
    for (const char* good : {"success", "up", "resolved", "passed"})
        if (news == good) return news;
    return {};
}

} // namespace shipglass

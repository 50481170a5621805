// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/dora_question.h"

#include "insight/dora/dialect.h"

namespace shipglass {

namespace {

constexpr std::int64_t kUsualDays = 90;

[[noreturn]] void refuse(std::string message) { throw Failure(Fault::config, std::move(message)); }

} // namespace

dora::Window doraWindow(const cli::Dora& asked, const delivery::Terms& terms,
                        const std::function<Time(int, int, int)>& midnight, Time now) {
    const auto read = [&](const std::string& text, dora::Ms usual) {
        return text.empty() ? usual : epochMs(cli::readTime(text, now, midnight).orThrow());
    };
    dora::Window window;
    window.until = read(asked.until, terms.calendar.midnight(epochMs(now)));
    window.since = read(asked.since, terms.calendar.midnight(window.until, -kUsualDays));
    if (window.since >= window.until)
        refuse("The window is empty: it would begin at " + formatTime(fromEpochMs(window.since)) +
               " and end at " + formatTime(fromEpochMs(window.until)) + ".");
    return window;
}

std::vector<const dora::Dialect*> doraDialects(const std::string& name) {
    std::vector<const dora::Dialect*> all;
    std::string list;
    for (const auto& dialect : dora::dialects()) {
        all.push_back(&dialect);
        list += std::string(dialect.name) + ", ";
    }
    if (name == "all") return all;
    const auto* one = dora::findDialect(name.empty() ? "dora.dev" : name);
    if (!one) refuse("There is no dialect " + name + "; there are " + list + "and all.");
    return {one};
}

} // namespace shipglass

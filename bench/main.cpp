// SPDX-License-Identifier: GPL-3.0-or-later
#include "child.h"
#include "parts.h"

#include "program/memory.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string_view>
#include <vector>

using namespace shipglass::bench;

namespace {

struct Part {
    std::string_view name;
    void (*run)(const Scale&);
};
constexpr std::array<Part, 8> parts{{{"store", benchStore},
                                     {"search", benchSearch},
                                     {"dora", benchDora},
                                     {"desk", benchDesk},
                                     {"session", benchSession},
                                     {"screen", benchScreen},
                                     {"loop", benchLoop},
                                     {"idle", benchIdle}}};

int usage() {
    std::fprintf(stderr, "usage: shipglass-bench [--smoke] [--long] [--rows=N] [PART...]\nparts:");
    for (const Part& part : parts) std::fprintf(stderr, " %s", part.name.data());
    std::fprintf(stderr, "\n--smoke: small sizes, seconds; --long: idle sources for five minutes\n");
    return 2;
}

void makeSmall(Scale& scale) {
    scale.smoke = true;
    scale.rows = 4000;
    scale.rounds = 2;
    scale.idleSeconds = 2;
}

/// False when an argument is not known.
bool read(std::string_view argument, Scale& scale, std::vector<Part>& chosen) {
    constexpr std::string_view rows = "--rows=";
    if (argument == "--smoke") return makeSmall(scale), true;
    if (argument == "--long") return scale.idleSeconds = 300, true;
    if (argument.starts_with(rows)) {
        scale.rows = std::strtoull(argument.substr(rows.size()).data(), nullptr, 10);
        return scale.rows >= 1000;
    }
    for (const Part& part : parts)
        if (part.name == argument) return chosen.push_back(part), true;
    return false;
}

/// Runs a part; what it cannot measure does not keep the others from running.
bool measure(const Part& part, const Scale& scale) {
    try {
        part.run(scale);
        return true;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s: %s\n", part.name.data(), error.what());
        return false;
    }
}

} // namespace

int main(int argc, char** argv) {
    shipglass::returnLargeBlocks(); // as the program does
    if (argc > 1 && std::string_view(argv[1]).starts_with("--child-"))
        return runChild(argv[1], {argv + 2, argv + argc});
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    Scale scale;
    scale.program = program;
    scale.folder = program.parent_path() / "histories";
    std::vector<Part> chosen;
    for (int at = 1; at < argc; ++at)
        if (!read(argv[at], scale, chosen)) return usage();
    if (chosen.empty()) chosen.assign(parts.begin(), parts.end());
    std::filesystem::create_directories(scale.folder);
    const QCoreApplication application(argc, argv);
    bool whole = true;
    for (const Part& part : chosen) whole = measure(part, scale) && whole;
    return whole ? 0 : 1;
}

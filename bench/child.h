// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parts.h"

#include <QTemporaryDir>

#include <string>
#include <vector>

namespace shipglass::bench {

/// The bench runs itself as a child with one of these as the first argument.
inline constexpr std::string_view windowChild = "--child-window", bareChild = "--child-bare",
                                  loopChild = "--child-loop";

/// What such a child does, with the arguments after the first; its exit code.
int runChild(std::string_view what, const std::vector<std::string>& arguments);

/// A home of a person who looks at the runs, with a history of his own.
class ChildHome {
public:
    /// The history stays where it is.
    ChildHome(const Scale& scale, const std::string& history);

    /// Runs a child here until it ends, without a screen, and gives the numbers it prints. Its arguments are
    /// the configuration, these, and the moment at which it is started.
    std::vector<double> run(std::string_view what, const std::vector<std::string>& arguments);

private:
    QTemporaryDir m_folder;
    std::string m_program, m_config;
};

} // namespace shipglass::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>

#include <string>

namespace shipglass::bench {

/// The environment of a child that has its home in a folder, and no screen.
QProcessEnvironment environmentIn(const QString& folder);
/// Writes a file; what fails is thrown.
void writeFile(const QString& path, const std::string& text);
/// The most memory that a process has held so far, in MB, by its status file.
double peakMemory(const std::string& status = "/proc/self/status");

} // namespace shipglass::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"

#include <string>

namespace shipglass {

/// What each verb of the command line does. Records go to standard output, one line a failure to standard
/// error.
cli::Exit runShow(const cli::Common& common, const cli::Show& show);
cli::Exit runDora(const cli::Common& common, const cli::Dora& dora);
cli::Exit runPoll(const cli::Common& common, const cli::Poll& poll);
cli::Exit runAct(const cli::Common& common, const cli::Act& act);
cli::Exit runCheck(const cli::Common& common, const cli::Check& check);
cli::Exit runConnectors(const cli::Connectors& connectors);
cli::Exit runImport(const cli::Common& common, const cli::Import& import);
cli::Exit runExport(const cli::Common& common, const cli::Export& exporting);
cli::Exit runRender(int& argc, char** argv, const cli::Common& common, const cli::Render& render);
cli::Exit runWindow(int& argc, char** argv, const cli::Common& common, const cli::Window& window);

/// Says an error on standard error, its lines each on their own, and gives what to end with.
cli::Exit failure(const Error& error);

} // namespace shipglass

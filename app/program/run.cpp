// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/run.h"

#include "program/memory.h"
#include "program/output_end.h"
#include "program/qt_messages.h"
#include "program/verbs.h"

#include <QCoreApplication>

#include <cstdio>

namespace shipglass {

namespace {

/// One call for each alternative of an invocation.
class Runner {
public:
    Runner(int& argc, char** argv, const cli::Common& common)
        : m_argc(argc), m_argv(argv), m_common(common) {}

    cli::Exit operator()(const cli::Window& window) { return runWindow(m_argc, m_argv, m_common, window); }
    cli::Exit operator()(const cli::Poll& poll) { return runPoll(m_common, poll); }
    cli::Exit operator()(const cli::Show& show) { return runShow(m_common, show); }
    cli::Exit operator()(const cli::Dora& dora) { return runDora(m_common, dora); }
    cli::Exit operator()(const cli::Render& render) { return runRender(m_argc, m_argv, m_common, render); }
    cli::Exit operator()(const cli::Act& act) { return runAct(m_common, act); }
    cli::Exit operator()(const cli::Check& check) { return runCheck(m_common, check); }
    cli::Exit operator()(const cli::Connectors& connectors) { return runConnectors(connectors); }
    cli::Exit operator()(const cli::Import& import) { return runImport(m_common, import); }
    cli::Exit operator()(const cli::Export& exporting) { return runExport(m_common, exporting); }
    cli::Exit operator()(const cli::Help& help) {
        std::fputs(cli::help(help.verb).c_str(), stdout);
        return cli::Exit::done;
    }
    cli::Exit operator()(const cli::Version&) {
        std::puts("shipglass " SHIPGLASS_VERSION);
        return cli::Exit::done;
    }

private:
    int& m_argc;
    char** m_argv;
    const cli::Common& m_common;
};

/// Verbs with a screen make an application of their own kind; event loops of other threads need one in any
/// case.
template <class Verb> bool needsScreen(const Verb& verb) {
    return std::holds_alternative<cli::Window>(verb) || std::holds_alternative<cli::Render>(verb);
}

cli::Exit runVerb(int& argc, char** argv, const cli::Invocation& invocation) {
    Runner runner(argc, argv, invocation.common);
    if (needsScreen(invocation.verb)) return std::visit(runner, invocation.verb);
    const QCoreApplication application(argc, argv);
    return std::visit(runner, invocation.verb);
}

} // namespace

int run(int argc, char** argv) {
    returnLargeBlocks();
    tameQtMessages();
    const auto invocation = cli::parse(std::vector<std::string>(argv + 1, argv + argc));
    if (!invocation) return static_cast<int>(failure(invocation.error()));
    return static_cast<int>(endOutput(runVerb(argc, argv, *invocation)));
}

} // namespace shipglass

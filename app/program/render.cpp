// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/render.h"
#include "program/cockpit.h"
#include "program/local_zone.h"
#include "program/now.h"
#include "program/verbs.h"

#include <QApplication>

namespace shipglass {

namespace {

constexpr Millis patience{30'000};

Result<std::optional<Time>> momentOf(const cli::Render& render, const Config& config) {
    if (render.asOf.empty()) return std::optional<Time>();
    const auto time = cli::readTime(render.asOf, wallTime(), midnightIn(config.dora.timeZone));
    if (!time) return time.error();
    return std::optional(*time);
}

} // namespace

cli::Exit runRender(int& argc, char** argv, const cli::Common& common, const cli::Render& render) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    const auto asOf = momentOf(render, *setup->config);
    if (!asOf) return failure(asOf.error());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Cockpit cockpit(application, common, *setup, {.remember = false, .poll = false});
    cockpit.appearance().choose(render.theme == "dark" ? ThemeChoice::dark : ThemeChoice::light);
    if (const auto started = cockpit.start(); !started) return failure(started.error());
    cockpit.window().setAsOf(*asOf);
    const auto image = renderPage(cockpit.window(), QString::fromStdString(render.page),
                                  QSize(render.width, render.height), patience);
    if (!image) return failure(image.error());
    if (image->save(QString::fromStdString(render.output), "PNG")) return cli::Exit::done;
    return failure(Error{Fault::server, render.output + " cannot be written.", 0, {}});
}

} // namespace shipglass

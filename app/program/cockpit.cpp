// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/cockpit.h"

#include "program/configured_names.h"
#include "program/dora_overlay.h"
#include "program/dora_terms.h"
#include "program/engine_options.h"
#include "program/found_servers.h"
#include "program/kinds.h"
#include "program/now.h"

#include <QApplication>

#include <filesystem>
#include <utility>

namespace shipglass {

namespace {

/// Without a configuration a window keeps nothing: a temporary history shows at once what lies here. And who
/// only looks makes no history where there is none.
Setup settled(Setup setup, const cli::Common& common, bool polls, const QTemporaryDir& temporary) {
    std::error_code ignored;
    const bool keepsNothing = polls ? !setup.configured && common.store.empty()
                                    : !std::filesystem::exists(setup.storePath, ignored);
    if (keepsNothing) setup.storePath = temporary.filePath("history.sqlite").toStdString();
    return setup;
}

bool isTemporary(const Setup& setup, const QTemporaryDir& temporary) {
    return setup.storePath.starts_with(temporary.path().toStdString());
}

/// What leaves no history behind leaves no answers behind either.
Engine::Options optionsOf(const Setup& setup, const cli::Common& common, bool polls,
                          const QTemporaryDir& temporary) {
    auto options = engineOptions(setup.storePath, common);
    if (!polls || isTemporary(setup, temporary))
        options.cachePath = temporary.filePath("http.sqlite").toStdString();
    return options;
}

/// Runs a function on the window's thread.
Executor onWindow() {
    return [](std::function<void()> work) {
        QMetaObject::invokeMethod(qApp, std::move(work), Qt::QueuedConnection);
    };
}

/// What the poll thread tells the window, which may be gone when the word arrives.
PollEvents toldTo(std::shared_ptr<QPointer<MainWindow>> window) {
    PollEvents events;
    events.offlineChanged = [window = std::move(window)](bool offline) {
        if (*window) (*window)->setOffline(offline);
    };
    return events;
}

} // namespace

Cockpit::Cockpit(QApplication& application, const cli::Common& common, const Setup& setup, Options options)
    : m_options(options), m_setup(settled(setup, common, options.poll, m_temporary)),
      m_live(m_setup.configPath, knownKinds(), !m_setup.configured),
      m_engine(optionsOf(m_setup, common, options.poll, m_temporary), onWindow(), toldTo(m_told)),
      m_history(m_setup.storePath), m_commands(m_engine, m_history, m_live), m_appearance(application),
      m_times(wallTime), m_settings("shipglass", "shipglass") {
    const PageContext pages{m_history, m_commands, m_times, m_terms};
    const WindowContext context{pages, m_appearance, m_options.remember ? &m_settings : nullptr};
    m_window = std::make_unique<MainWindow>(context);
    *m_told = m_window.get();
    m_appearance.start();
    // The system may have no watch left to give, and tells nothing of what another machine writes to a shared
    // disk: back in the window, one look makes up for both.
    QObject::connect(&application, &QGuiApplication::applicationStateChanged, m_window.get(),
                     [this](Qt::ApplicationState state) {
                         if (state == Qt::ApplicationActive && m_overlayWatcher) m_overlayWatcher->look();
                     });
}

Cockpit::~Cockpit() {
    m_overlayWatcher.reset();
    m_watcher.reset();
    m_window.reset();
}

Result<Done> Cockpit::start() {
    std::string notice;
    const auto opened = m_engine.opened(&notice);
    if (!opened) return opened;
    if (!notice.empty()) m_window->say(QString::fromStdString(notice));
    adopt();
    if (m_options.poll && m_setup.config->poll) m_engine.polls().start();
    m_watcher =
        std::make_unique<ConfigWatcher>(m_live, [this](LiveConfig::Look look) { configChanged(look); });
    if (!m_setup.configured && m_options.poll) offerServers();
    return Done();
}

/// Sources that were only found stay until there is a file.
void Cockpit::adopt() {
    const Config config = m_live.text() ? *m_live.config() : *m_setup.config;
    watchOverlay(config);
    // Before the readers get the services: what is being read by the old ones is ended first.
    if (auto terms = doraTerms(config, m_setup.configPath)) m_terms.set(std::move(*terms));
    m_history.setServices(config.services);
    m_history.setSources(configuredNames(config));
    m_commands.adopt(config);
}

void Cockpit::watchOverlay(const Config& config) {
    m_overlayWatcher.reset();
    if (config.dora.overlay.empty()) return;
    const auto path = overlayPath(config.dora.overlay, m_setup.configPath);
    m_overlayWatcher = std::make_unique<FileWatcher>(path, stampOf(path), [this] { m_terms.recorrect(); });
}

void Cockpit::offerServers() {
    findServersHere(m_engine, onWindow(),
                    [this](std::vector<OfferedServer> servers) { m_window->offer(servers); });
}

void Cockpit::configChanged(LiveConfig::Look look) {
    if (look == LiveConfig::Look::same) return;
    const bool wasRefused = std::exchange(m_refused, look == LiveConfig::Look::refused);
    if (m_refused)
        return m_window->say("The configuration was not taken over: " +
                             QString::fromStdString(format(m_live.mistakes().front())));
    adopt();
    if (isTemporary(m_setup, m_temporary)) m_kept.keep(m_setup.storePath, defaultStorePath());
    if (wasRefused) m_window->say("The configuration was taken over");
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/live_config.h"
#include "models/dora/live_terms.h"
#include "models/pool_history.h"
#include "program/engine.h"
#include "program/kept_history.h"
#include "program/setup.h"
#include "program/window_commands.h"
#include "widgets/appearance.h"
#include "widgets/main_window.h"
#include "widgets/time_style.h"

#include <QPointer>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

class QApplication;

namespace shipglass {

/// The window and everything behind it, in the order in which it must be taken down again.
class Cockpit {
public:
    struct Options {
        bool remember = true; ///< Settings of the window.
        bool poll = true;
    };
    Cockpit(QApplication& application, const cli::Common& common, const Setup& setup, Options options);
    ~Cockpit();

    MainWindow& window() { return *m_window; }
    Appearance& appearance() { return m_appearance; }
    WindowCommands& commands() { return m_commands; }
    Engine& engine() { return m_engine; }
    LiveConfig& config() { return m_live; }
    QSettings& settings() { return m_settings; }

    /// Waits for the store, then begins to poll and to follow the configuration's file.
    Result<Done> start();

private:
    void adopt();
    void watchOverlay(const Config& config);
    void offerServers();
    void configChanged(LiveConfig::Look look);

    Options m_options;
    QTemporaryDir m_temporary; ///< Of the history when there is no configuration.
    Setup m_setup;
    KeptHistory m_kept; ///< Of the first configuration; acts when the engine is gone.
    LiveConfig m_live;
    std::shared_ptr<QPointer<MainWindow>> m_told = std::make_shared<QPointer<MainWindow>>();
    Engine m_engine;
    PoolHistory m_history;
    WindowCommands m_commands;
    Appearance m_appearance;
    TimeStyle m_times;
    LiveTerms m_terms;
    QSettings m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ConfigWatcher> m_watcher;
    std::unique_ptr<FileWatcher> m_overlayWatcher; ///< Null as long as the configuration names none.
    bool m_refused = false;                        ///< The configuration's file as it is now.
};

} // namespace shipglass

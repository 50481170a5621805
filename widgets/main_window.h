// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/notification_feed.h"
#include "models/store_watch.h"
#include "widgets/appearance.h"
#include "widgets/page.h"

#include <QMainWindow>

#include <map>
#include <set>

class QMenu;
class QSettings;

namespace shipglass {

class Navigation;
class PageStack;
class StatusLine;
class TopBar;

/// What the window works with; all of it outlives the window. `settings` may be null: then nothing is
/// remembered.
struct WindowContext {
    PageContext pages;
    Appearance& appearance;
    QSettings* settings = nullptr;
};

/// The window: pages, one query field, the keys, and what everything is like at its foot.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const WindowContext& context, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Begins to read and to follow the history.
    void start();
    QStringList pageNames() const;
    /// Null for a name there is no page of.
    Page* page(const QString& name) const;
    Page* currentPage() const;
    /// Shows a page with a query; false for a name there is no page of.
    bool showPage(const QString& name, const QString& query = {});
    void offer(const std::vector<OfferedServer>& servers);
    void say(const QString& text);
    /// Whether this machine has no network, which is no source's fault.
    void setOffline(bool offline);
    /// What was true then; before start().
    void setAsOf(std::optional<Time> asOf);
    /// For tray and notifications, which follow the same reading.
    NotificationFeed& feed() { return *m_feed; }
    /// Where the application adds what a person may switch.
    QMenu* menu() const;

public slots:
    void openLink();
    void copyLink();
    void togglePause();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void addPages();
    void connectPage(Page* page);
    void build();
    void connectParts();
    void addKeys();
    void addKey(const QKeySequence& keys, std::function<void()> action);
    void choosePage(int index);
    void takeFocus(Page* page);
    void focusFirst(Page* page);
    void search(const QString& text, const query::Query& query);
    void historyChanged();
    void ticked();
    void feedUpdated();
    void toggleUtc();
    void showHelp();
    void restoreSettings();

    WindowContext m_context;
    StoreWatch* m_watch;
    NotificationFeed* m_feed;
    Navigation* m_navigation;
    TopBar* m_top;
    PageStack* m_pages;
    StatusLine* m_status;
    std::optional<Time> m_asOf;
    std::map<QString, QString> m_queries;   ///< By page, as it was written.
    std::map<QString, QString> m_summaries; ///< By page.
    std::set<Page*> m_behind;               ///< Pages that have not read since the history changed.
};

} // namespace shipglass

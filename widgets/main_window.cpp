// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main_window.h"

#include "models/plain_text.h"
#include "widgets/alerts_page.h"
#include "widgets/deployments_page.h"
#include "widgets/dora/dora_page.h"
#include "widgets/help_dialog.h"
#include "widgets/navigation.h"
#include "widgets/overview_page.h"
#include "widgets/page_stack.h"
#include "widgets/pipelines_page.h"
#include "widgets/query_field.h"
#include "widgets/sources_page.h"
#include "widgets/status_line.h"
#include "widgets/top_bar.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QSettings>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>

namespace shipglass {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString pageKey = QStringLiteral("window/page");
const QString utcKey = QStringLiteral("window/utc");
const QString themeKey = QStringLiteral("window/theme");
constexpr int compactBelow = 130; ///< Letters.

} // namespace

MainWindow::MainWindow(const WindowContext& context, QWidget* parent)
    : QMainWindow(parent), m_context(context), m_watch(new StoreWatch(context.pages.history, this)),
      m_feed(new NotificationFeed(context.pages.history, context.pages.times.clock(), this)),
      m_navigation(new Navigation(this)), m_top(new TopBar(this)),
      m_pages(new PageStack(context.pages, this)),
      m_status(new StatusLine(context.pages.commands, context.pages.times, this)) {
    setWindowTitle(QStringLiteral("Shipglass"));
    build();
    addPages();
    connectParts();
    addKeys();
    restoreSettings();
}

MainWindow::~MainWindow() = default;

void MainWindow::build() {
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_top);
    right->addWidget(m_pages, 1);
    right->addWidget(m_status);
    auto* body = new QWidget(this);
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addLayout(right, 1);
    setCentralWidget(body);
    setMinimumSize(560, 400);
}

void MainWindow::addPages() {
    connect(m_pages, &PageStack::made, this, &MainWindow::connectPage);
    m_pages->add<OverviewPage>();
    m_pages->add<PipelinesPage>();
    m_pages->add<DeploymentsPage>();
    m_pages->add<DoraPage>();
    m_pages->add<AlertsPage>();
    m_pages->add<SourcesPage>();
    for (const PageName& page : m_pages->names()) m_navigation->addPage(page.name, page.title);
}

void MainWindow::connectPage(Page* page) {
    page->setAsOf(m_asOf);
    m_behind.insert(page);
    connect(page, &Page::said, this, &MainWindow::say);
    connect(page, &Page::pageWanted, this, &MainWindow::showPage);
    connect(
        page, &Page::loaded, this, [this, page] { focusFirst(page); }, Qt::SingleShotConnection);
    connect(page, &Page::queryCleared, this, [this, page] { showPage(page->name(), {}); });
    connect(page, &Page::summarized, this, [this, page](const QString& text) {
        m_summaries[page->name()] = text;
        if (page == currentPage()) m_top->showPage(page->title(), text);
    });
}

void MainWindow::connectParts() {
    connect(m_navigation, &Navigation::chosen, this, &MainWindow::choosePage);
    connect(m_top->query(), &QueryField::searched, this, &MainWindow::search);
    connect(m_top->query(), &QueryField::left, this, [this] { currentPage()->focusMain(); });
    connect(m_top, &TopBar::pollWanted, this, [this] { m_context.pages.commands.pollNow(); });
    connect(m_top, &TopBar::pauseToggled, this, &MainWindow::togglePause);
    connect(m_top, &TopBar::utcToggled, this, &MainWindow::toggleUtc);
    connect(m_top, &TopBar::themeToggled, &m_context.appearance, &Appearance::toggle);
    connect(m_top, &TopBar::helpWanted, this, &MainWindow::showHelp);
    connect(&m_context.pages.times, &TimeStyle::changed, this, [this] {
        m_top->setAsOf(m_asOf ? tr("As of %1").arg(m_context.pages.times.moment(*m_asOf)) : QString());
    });
    connect(m_watch, &StoreWatch::changed, this, &MainWindow::historyChanged);
    connect(m_watch, &StoreWatch::ticked, this, &MainWindow::ticked);
    connect(m_feed, &NotificationFeed::updated, this, &MainWindow::feedUpdated);
}

void MainWindow::addKey(const QKeySequence& keys, std::function<void()> action) {
    connect(new QShortcut(keys, this), &QShortcut::activated, this, std::move(action));
}

void MainWindow::addKeys() {
    for (int page = 0; page < m_pages->count(); ++page) {
        addKey(QKeySequence(Qt::Key_1 + page), [this, page] { choosePage(page); });
        addKey(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)),
               [this, page] { choosePage(page); });
    }
    addKey(QKeySequence(Qt::Key_Slash), [this] { m_top->query()->setFocus(); });
    addKey(QKeySequence(Qt::Key_O), [this] { openLink(); });
    addKey(QKeySequence(Qt::Key_Y), [this] { copyLink(); });
    addKey(QKeySequence(Qt::Key_F5), [this] { m_context.pages.commands.pollNow(); });
    addKey(QKeySequence(Qt::CTRL | Qt::Key_P), [this] { togglePause(); });
    addKey(QKeySequence(Qt::CTRL | Qt::Key_U), [this] { toggleUtc(); });
    addKey(QKeySequence(Qt::CTRL | Qt::Key_T), [this] { m_context.appearance.toggle(); });
    addKey(QKeySequence(QStringLiteral("?")), [this] { showHelp(); });
    addKey(QKeySequence(Qt::Key_F1), [this] { showHelp(); });
    addKey(QKeySequence(Qt::Key_Escape), [this] { currentPage()->focusMain(); });
}

void MainWindow::restoreSettings() {
    const auto* settings = m_context.settings;
    resize(1280, 800);
    if (settings) {
        restoreGeometry(settings->value(geometryKey).toByteArray());
        m_context.pages.times.setUtc(settings->value(utcKey).toBool());
        const auto theme = settings->value(themeKey).toString();
        if (theme == QLatin1String("light")) m_context.appearance.choose(ThemeChoice::light);
        if (theme == QLatin1String("dark")) m_context.appearance.choose(ThemeChoice::dark);
    }
    const auto index = pageNames().indexOf(settings ? settings->value(pageKey).toString() : QString());
    m_pages->setCurrentIndex(std::max(0, static_cast<int>(index)));
    m_top->setUtc(m_context.pages.times.isUtc());
    m_top->setPaused(m_context.pages.commands.isPaused());
}

void MainWindow::start() {
    m_watch->start();
    m_feed->refresh();
    choosePage(m_pages->currentIndex());
}

QStringList MainWindow::pageNames() const {
    QStringList names;
    for (const PageName& page : m_pages->names()) names.append(page.name);
    return names;
}

Page* MainWindow::page(const QString& name) const { return m_pages->page(name); }

Page* MainWindow::currentPage() const { return m_pages->current(); }

void MainWindow::choosePage(int index) {
    m_pages->setCurrentIndex(index);
    m_navigation->setCurrent(index);
    auto* page = currentPage();
    m_top->showPage(page->title(), m_summaries[page->name()]);
    m_top->query()->setKind(page->kind());
    m_top->query()->setQuery(m_queries[page->name()]);
    if (m_behind.erase(page) > 0) page->refresh();
    takeFocus(page);
}

/// A page that is still being read keeps the focus until there is something on it to go through: a window
/// gives it to the query where what should have it cannot be seen.
void MainWindow::takeFocus(Page* page) {
    if (page->isLoaded())
        page->focusMain();
    else
        page->setFocus();
}

bool MainWindow::showPage(const QString& name, const QString& query) {
    const int index = m_pages->indexNamed(name);
    if (index < 0) return false;
    choosePage(index);
    if (m_queries[name] != query) m_top->query()->setText(query);
    return true;
}

/// A page that was still being read could not take the focus when it was chosen. Once the first one is there,
/// there is time for those nobody looks at.
void MainWindow::focusFirst(Page* page) {
    m_pages->makeRest();
    if (page == currentPage() && !m_top->query()->hasFocus()) page->focusMain();
}

void MainWindow::search(const QString& text, const query::Query& query) {
    m_queries[currentPage()->name()] = text;
    currentPage()->search(query);
}

void MainWindow::historyChanged() {
    for (auto* page : m_pages->madePages())
        if (page != currentPage()) m_behind.insert(page);
    currentPage()->refresh();
    m_feed->refresh();
}

void MainWindow::ticked() {
    if (!isVisible()) return;
    currentPage()->tick();
    m_status->tick();
    m_top->setPaused(m_context.pages.commands.isPaused());
}

void MainWindow::feedUpdated() {
    const auto& digest = m_feed->digest();
    m_status->show(digest);
    const bool critical = digest.firing(Severity::critical) > 0;
    m_navigation->setCount(QStringLiteral("alerts"), digest.firing(), critical ? Tone::bad : Tone::warning);
    m_navigation->setCount(QStringLiteral("pipelines"), digest.running, Tone::running);
    m_navigation->setCount(QStringLiteral("sources"), digest.unwell(), Tone::bad);
}

void MainWindow::offer(const std::vector<OfferedServer>& servers) {
    static_cast<OverviewPage*>(page(OverviewPage::called().name))->offer(servers);
    static_cast<SourcesPage*>(page(SourcesPage::called().name))->offer(servers);
}

void MainWindow::say(const QString& text) { m_status->say(text); }

void MainWindow::setOffline(bool offline) { m_status->setOffline(offline); }

void MainWindow::setAsOf(std::optional<Time> asOf) {
    m_asOf = asOf;
    m_context.pages.times.setAsOf(asOf);
    m_feed->setAsOf(asOf);
    for (auto* page : m_pages->madePages()) page->setAsOf(asOf);
}

QMenu* MainWindow::menu() const { return m_top->menu(); }

void MainWindow::openLink() {
    const auto link = safeLink(currentPage()->link().toStdString());
    if (link.isEmpty()) return say(tr("There is no link to open here"));
    QDesktopServices::openUrl(QUrl(link));
    say(tr("Opened %1").arg(link));
}

void MainWindow::copyLink() {
    const auto link = currentPage()->link();
    if (link.isEmpty()) return say(tr("There is no link to copy here"));
    QGuiApplication::clipboard()->setText(link);
    say(tr("Copied %1").arg(link));
}

void MainWindow::togglePause() {
    auto& commands = m_context.pages.commands;
    commands.setPaused(!commands.isPaused());
    m_top->setPaused(commands.isPaused());
    say(commands.isPaused() ? tr("Polling is paused") : tr("Polling goes on"));
}

void MainWindow::toggleUtc() {
    auto& times = m_context.pages.times;
    times.setUtc(!times.isUtc());
    m_top->setUtc(times.isUtc());
}

void MainWindow::showHelp() {
    auto* help = new HelpDialog(this);
    help->setAttribute(Qt::WA_DeleteOnClose);
    help->open();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    m_navigation->setCompact(width() < compactBelow * fontMetrics().averageCharWidth());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (auto* settings = m_context.settings) {
        settings->setValue(geometryKey, saveGeometry());
        settings->setValue(pageKey, currentPage()->name());
        settings->setValue(utcKey, m_context.pages.times.isUtc());
        const auto choice = m_context.appearance.choice();
        settings->setValue(themeKey, choice == ThemeChoice::light  ? QStringLiteral("light")
                                     : choice == ThemeChoice::dark ? QStringLiteral("dark")
                                                                   : QStringLiteral("system"));
    }
    QMainWindow::closeEvent(event);
}

} // namespace shipglass

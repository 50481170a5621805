// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/page.h"

#include <QStackedWidget>

#include <functional>
#include <vector>

namespace shipglass {

/// The pages of the window in their order, one of them shown. A page is made when it is first needed, so that
/// the first one is there soon, and the rest of them when there is time.
class PageStack : public QStackedWidget {
    Q_OBJECT

public:
    using Make = std::function<Page*()>;

    PageStack(const PageContext& context, QWidget* parent);
    template <class P> void add() {
        add(P::called(), [this] { return new P(m_context); });
    }
    const std::vector<PageName>& names() const { return m_names; }
    /// -1 for a name there is no page of.
    int indexNamed(const QString& name) const;
    Page* page(int index);
    Page* page(const QString& name);
    Page* current() { return page(currentIndex()); }
    /// The pages that were made so far.
    std::vector<Page*> madePages() const;
    /// Makes all other pages, one whenever the event loop has nothing else to do.
    void makeRest();

signals:
    void made(Page* page);

private:
    void add(const PageName& name, Make make);

    PageContext m_context;
    std::vector<PageName> m_names;
    std::vector<Make> m_makers; ///< Empty once the page was made.
};

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/page_stack.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace shipglass {

PageStack::PageStack(const PageContext& context, QWidget* parent)
    : QStackedWidget(parent), m_context(context) {}

void PageStack::add(const PageName& name, Make make) {
    m_names.push_back(name);
    m_makers.push_back(std::move(make));
    addWidget(new QWidget(this)); // Keeps the place.
}

int PageStack::indexNamed(const QString& name) const {
    const auto found =
        std::find_if(m_names.begin(), m_names.end(), [&](const PageName& one) { return one.name == name; });
    return found == m_names.end() ? -1 : static_cast<int>(found - m_names.begin());
}

Page* PageStack::page(int index) {
    if (index < 0 || index >= count()) return nullptr;
    if (const auto make = std::exchange(m_makers[static_cast<std::size_t>(index)], nullptr)) {
        const bool shown = index == currentIndex();
        auto* place = widget(index);
        auto* page = make();
        insertWidget(index, page);
        removeWidget(place);
        delete place;
        if (shown) setCurrentIndex(index);
        emit made(page);
    }
    return static_cast<Page*>(widget(index));
}

Page* PageStack::page(const QString& name) { return page(indexNamed(name)); }

std::vector<Page*> PageStack::madePages() const {
    std::vector<Page*> pages;
    for (int index = 0; index < count(); ++index)
        if (!m_makers[static_cast<std::size_t>(index)]) pages.push_back(static_cast<Page*>(widget(index)));
    return pages;
}

void PageStack::makeRest() {
    const auto next = std::find_if(m_makers.begin(), m_makers.end(), [](const Make& make) { return !!make; });
    if (next == m_makers.end()) return;
    page(static_cast<int>(next - m_makers.begin()));
    QTimer::singleShot(0, this, &PageStack::makeRest);
}

} // namespace shipglass

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace shipglass {

class ServiceOffer;
struct PageContext;

/// What the page says as long as no deployment is known: the services that could say what is one, told from
/// what was seen; where nothing was, where deployments come from, with an example of the lines for it.
class NoDeployments : public QWidget {
    Q_OBJECT

public:
    NoDeployments(const PageContext& context, QWidget* parent = nullptr);

    /// Looks again for services that could be.
    void refresh();
    void focusMain();

signals:
    void sourcesWanted();
    void said(const QString& text);

private:
    void build();
    void connectParts();
    void tell();

    ServiceOffer* m_offer;
    QLabel *m_text, *m_example;
    QPushButton *m_services, *m_sources, *m_copy;
};

} // namespace shipglass

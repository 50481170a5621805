// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace shipglass {

/// What the page says as long as no deployment is known: where deployments come from, with the lines for it.
class NoDeployments : public QWidget {
    Q_OBJECT

public:
    explicit NoDeployments(QWidget* parent = nullptr);
    void focusMain();

signals:
    void sourcesWanted();
    void said(const QString& text);
};

} // namespace shipglass

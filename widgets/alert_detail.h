// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/page.h"

class QPushButton;

namespace shipglass {

class DetailHead;
class FactGrid;

/// Everything about one alert, and what can be done with it.
class AlertDetail : public QWidget {
    Q_OBJECT

public:
    AlertDetail(const PageContext& context, QWidget* parent = nullptr);

    /// Shows an alert; empty for none.
    void show(const std::string& source, const std::string& id);
    void refresh();
    void tick();

signals:
    void said(const QString& text);
    /// The alert was read.
    void loaded();

private:
    void build();
    QWidget* buildActions();
    QPushButton* button(const QString& name, const QString& text, void (AlertDetail::*pressed)());
    void take(Result<Row> row);
    void showAlert();
    void showButtons();
    void acknowledge() { act("acknowledge", {}, {}); }
    void resolve() { act("resolve", {}, {}); }
    void silence();
    void act(const std::string& verb, std::optional<Millis> duration, const std::string& comment);
    Facts facts() const;

    PageContext m_context;
    std::string m_source, m_id;
    std::optional<Alert> m_alert;
    QString m_service;
    LatestAsk m_ask;
    DetailHead* m_head;
    FactGrid *m_facts, *m_labels, *m_annotations;
    QLabel *m_labelsTitle, *m_annotationsTitle;
    QPushButton *m_acknowledge = nullptr, *m_silence = nullptr, *m_resolve = nullptr;
};

} // namespace shipglass

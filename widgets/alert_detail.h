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
    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }

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
    std::optional<Time> m_asOf;
    std::string m_source, m_id;
    std::optional<Alert> m_alert;
    QString m_service;
    LatestAsk m_ask;
    // Made in the order in which Tab goes through them.
    DetailHead* m_head;
    QPushButton *m_acknowledge, *m_silence, *m_resolve;
    FactGrid *m_facts, *m_labels, *m_annotations;
    QLabel *m_labelsTitle, *m_annotationsTitle;
};

} // namespace shipglass

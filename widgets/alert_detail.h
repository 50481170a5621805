// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/record_detail.h"

namespace shipglass {

class DetailHead;
class FactGrid;

/// Everything about one alert, and what can be done with it.
class AlertDetail : public RecordDetail {
    Q_OBJECT

public:
    AlertDetail(const PageContext& context, QWidget* parent = nullptr);
    void tick() override;

protected:
    void take(const Row& row) override;
    void takeNone(const QString& why) override;

private:
    void build();
    void showAlert();
    void showButtons();
    void askSilence();
    Facts facts() const;

    std::optional<Alert> m_alert;
    QString m_service;
    // Made in the order in which Tab goes through them.
    DetailHead* m_head;
    QPushButton *m_acknowledge, *m_silence, *m_resolve;
    FactGrid *m_facts, *m_labels, *m_annotations;
    QLabel *m_labelsTitle, *m_annotationsTitle;
};

} // namespace shipglass

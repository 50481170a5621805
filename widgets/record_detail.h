// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/detail_panel.h"
#include "widgets/page.h"

class QPushButton;

namespace shipglass {

/// The details of one record that is read from the history, and what can be done with it.
class RecordDetail : public DetailPanel {
    Q_OBJECT

public:
    /// Shows a record; empty for none.
    void show(const std::string& source, const std::string& id);
    virtual void refresh();
    /// A second has passed.
    virtual void tick() = 0;
    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }

signals:
    void said(const QString& text);
    /// The record was read.
    void loaded();

protected:
    RecordDetail(const PageContext& context, Kind kind, QWidget* parent);

    const PageContext& context() const { return m_context; }
    const std::string& source() const { return m_source; }
    const std::string& id() const { return m_id; }
    std::optional<Time> asOf() const { return m_asOf; }
    /// Another record is about to be read.
    virtual void leave() {}
    virtual void take(const Row& row) = 0;
    /// The record is not there; `why` may be empty.
    virtual void takeNone(const QString& why) = 0;

    bool offers(const std::string& verb) const;
    QPushButton* button(const QString& name, const QString& text);
    /// A button of the verb's name that acts at once.
    QPushButton* actionButton(const std::string& verb, const QString& text);
    void act(const std::string& verb, std::optional<Millis> duration = {}, const std::string& comment = {});

private:
    void taken(Result<Row> row);

    PageContext m_context;
    Kind m_kind;
    std::optional<Time> m_asOf;
    std::string m_source, m_id;
    LatestAsk m_ask;
};

} // namespace shipglass

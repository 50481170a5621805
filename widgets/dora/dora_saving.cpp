// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/dora_saving.h"

#include "models/dora/saved_file.h"
#include "widgets/page.h"

#include <QBuffer>
#include <QFileDialog>

namespace shipglass {

DoraSaving::DoraSaving(HistoryAccess& history, DoraDesk& desk, QWidget* figures)
    : QObject(figures), m_history(history), m_desk(desk), m_figures(figures) {}

void DoraSaving::askForPicture() {
    ask(tr("Pictures (*.png)"), QStringLiteral("dora.png"),
        [this](const QString& path) { savePicture(path); });
}

void DoraSaving::askForFile(DoraFile what) {
    const bool csv = what == DoraFile::csv;
    ask(csv ? tr("Tables (*.csv)") : tr("JSON (*.json)"),
        csv ? QStringLiteral("dora.csv") : QStringLiteral("dora.json"),
        [this, what](const QString& path) { saveFile(what, path); });
}

void DoraSaving::ask(const QString& filter, const QString& name, std::function<void(QString)> then) {
    auto* dialog = new QFileDialog(m_figures, tr("Save the figures"), {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, std::move(then));
    dialog->open();
}

/// Drawn here, since widgets can be drawn nowhere else; packed and written elsewhere.
void DoraSaving::savePicture(const QString& path) {
    const auto image = m_figures->grab().toImage();
    m_history.ask(
        this,
        [image, path](Reader&) {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            image.save(&buffer, "PNG");
            return shipglass::saveFile(path, bytes);
        },
        [this, path](const QString& problem) { say(path, problem); });
}

void DoraSaving::saveFile(DoraFile what, const QString& path) {
    m_desk.save(what, path, guarded(this, [this, path](const QString& problem) { say(path, problem); }));
}

void DoraSaving::say(const QString& path, const QString& problem) {
    emit said(problem.isEmpty() ? tr("Saved %1").arg(path) : problem);
}

} // namespace shipglass

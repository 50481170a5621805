// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace shipglass::testing {

/// A repository with a history of some weeks on `main`: plain commits, two merged branches, one branch still
/// open, a release with an annotated tag (v1.0.0), one with a light tag (v1.1.0), one of a revert (v1.1.1);
/// and a clone that is three commits behind.
class GitRepository {
public:
    static bool installed(QString* why);
    /// The newest commit is a minute before `end`; with equal ends the histories are equal, hashes too.
    static std::unique_ptr<GitRepository> create(const QDateTime& end, QString* why);

    QString path() const { return m_folder.filePath(QStringLiteral("acme-web")); }
    QString clonePath() const { return m_folder.filePath(QStringLiteral("clone-behind")); }
    QString head() const;
    /// Adds a commit to the branch that is checked out.
    bool commit(const QString& title, const QDateTime& when, QString* why);
    /// Runs git in the repository, without any configuration of this machine; gives what it printed.
    QString git(const QStringList& arguments, QString* why = nullptr) const;

private:
    bool build(const QDateTime& end, QString* why);
    bool run(const QString& folder, const QStringList& arguments, QString* output, QString* why) const;

    QTemporaryDir m_folder;
    QString m_date = QStringLiteral("@0 +0000"); ///< Of what is committed next.
    int m_count = 0;
};

} // namespace shipglass::testing

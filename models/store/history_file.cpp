// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history_file.h"

#include "records/time.h"
#include "store/columns.h"
#include "store/schema.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace shipglass {

namespace {

namespace fs = std::filesystem;

// Of linux/magic.h and statfs(2): file systems whose locks and shared memory do not hold between machines.
constexpr std::array<unsigned long, 8> networkFileSystems{
    0x6969 /* NFS */,     0x517B /* SMB */,      0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB2 */,
    0x5346414F /* AFS */, 0x73757245 /* Coda */, 0x564C /* NCP */,      0x00C36400 /* Ceph */};

void refuseNetwork(const std::string& path) {
    fs::path place = fs::absolute(path).parent_path();
    std::error_code error;
    while (!fs::exists(place, error) && place.has_relative_path()) place = place.parent_path();
    struct statfs about {};
    if (::statfs(place.c_str(), &about) != 0) return;
    const auto type = static_cast<unsigned long>(about.f_type) & 0xFFFFFFFFUL;
    if (std::find(networkFileSystems.begin(), networkFileSystems.end(), type) == networkFileSystems.end())
        return;
    throw Failure(Fault::config, "the history must not lie on a network file system: " + path);
}

/// Makes the folder and the file so that only their owner may look inside.
void makeFile(const std::string& path) {
    std::error_code error;
    const fs::path folder = fs::absolute(path).parent_path();
    const bool isNew = fs::create_directories(folder, error);
    if (error)
        throw Failure(Fault::forbidden, "cannot make the folder " + folder.string() + ": " + error.message());
    if (isNew) fs::permissions(folder, fs::perms::owner_all, error);
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw Failure(Fault::forbidden, "the history cannot be written: " + path + ": " +
                                            std::error_code(errno, std::generic_category()).message());
    ::close(descriptor);
}

std::string markerOf(const std::string& path) { return path + ".damaged"; }

/// Reads a little of every table, and all of the file where a damage was met before.
void lookForDamage(sql::Connection& connection, const std::string& path) {
    connection.number("SELECT count(*) FROM sqlite_master");
    if (storedVersion(connection) == 0) return;
    for (std::size_t index = 0; index < Words<Kind>::list.size(); ++index)
        connection.number("SELECT max(row) FROM " + tableOf(static_cast<Kind>(index)));
    connection.number("SELECT count(*) FROM counters");
    if (!fs::exists(markerOf(path))) return;
    sql::Query check = connection.query("PRAGMA integrity_check(1)");
    if (check.next() && check.text(0) != "ok") throw Failure(Fault::malformed, check.text(0));
    fs::remove(markerOf(path));
}

/// Renames the file and what belongs to it; the new name.
std::string setAside(const std::string& path) {
    const auto now = std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
    std::string stamp = formatTime(now);
    std::erase_if(stamp, [](char c) { return c == ':' || c == '-' || c == '.'; });
    const std::string aside = path + "." + stamp;
    fs::rename(path, aside);
    for (const char* end : {"-wal", "-shm"}) {
        std::error_code error;
        fs::rename(path + end, aside + end, error);
    }
    fs::remove(markerOf(path));
    return aside;
}

/// SQLite does not wait for another process that is changing the mode too; so we do.
void useLog(sql::Connection& connection) {
    constexpr int mostTries = 1000;
    for (int tries = 1;; ++tries) {
        try {
            return connection.run("PRAGMA journal_mode = WAL");
        } catch (const Failure& failure) {
            if (failure.error().fault != Fault::timeout || tries == mostTries) throw;
            std::this_thread::sleep_for(Millis{10});
        }
    }
}

std::unique_ptr<sql::Connection> connect(const std::string& path) {
    auto connection = std::make_unique<sql::Connection>(path, sql::Mode::readWrite);
    lookForDamage(*connection, path);
    useLog(*connection);
    for (const char* setting : {"PRAGMA synchronous = NORMAL", "PRAGMA temp_store = MEMORY",
                                "PRAGMA cache_size = -32000", "PRAGMA wal_autocheckpoint = 4000"})
        connection->run(setting);
    return connection;
}

std::unique_ptr<sql::Connection> connectToRead(const std::string& path) {
    try {
        auto connection = std::make_unique<sql::Connection>(path, sql::Mode::readOnly);
        storedVersion(*connection);
        return connection;
    } catch (const Failure&) {
        // A log beside the file may hold what the file does not have yet; without it the file stands for
        // itself.
        std::error_code error;
        if (fs::exists(path + "-wal", error) || ::access(path.c_str(), R_OK) != 0) throw;
    }
    return std::make_unique<sql::Connection>(path, sql::Mode::frozen);
}

std::unique_ptr<sql::Connection> connectOrSetAside(const std::string& path, FileShare& share,
                                                   std::string* notice) {
    try {
        return connect(path);
    } catch (const Failure& failure) {
        if (failure.error().fault != Fault::malformed) throw;
        if (!share.takeAll())
            throw Failure(Fault::server,
                          "the history is damaged; close the other programs that use it, so that it can "
                          "be set aside: " +
                              path);
    }
    const std::string aside = setAside(path);
    if (notice)
        *notice = "The history was damaged. It was set aside as " + aside + ", and a new one was begun.";
    makeFile(path);
    auto connection = connect(path);
    share.shareAgain();
    return connection;
}

void bringUpToDate(sql::Connection& connection, FileShare& share) {
    const int version = storedVersion(connection);
    if (version > schemaVersion())
        throw Failure(Fault::unsupported,
                      "the history was written by a newer Shipglass; it can be read, not written");
    if (version == schemaVersion()) return;
    if (version > 0 && !share.takeAll())
        throw Failure(Fault::server,
                      "the history needs to be brought up to date; close the other programs that use it");
    migrate(connection);
    share.shareAgain();
}

} // namespace

FileShare::FileShare(const std::string& path) {
    m_descriptor = ::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_descriptor >= 0) ::flock(m_descriptor, LOCK_SH);
}

FileShare::~FileShare() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

bool FileShare::takeAll() { return m_descriptor >= 0 && ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0; }

void FileShare::shareAgain() {
    if (m_descriptor >= 0) ::flock(m_descriptor, LOCK_SH);
}

HistoryFile openForWriting(const std::string& path, std::string* notice) {
    refuseNetwork(path);
    makeFile(path);
    HistoryFile file{path, std::make_unique<FileShare>(path), nullptr};
    file.connection = connectOrSetAside(path, *file.share, notice);
    bringUpToDate(*file.connection, *file.share);
    return file;
}

HistoryFile openForReading(const std::string& path) {
    std::error_code error;
    // A file that was only begun holds no more than none.
    const auto size = fs::file_size(path, error);
    if (error || size == 0) throw Failure(Fault::notFound, "there is no history yet: " + path);
    refuseNetwork(path);
    HistoryFile file{path, std::make_unique<FileShare>(path), connectToRead(path)};
    if (storedVersion(*file.connection) < schemaVersion())
        throw Failure(Fault::unsupported,
                      "the history was written by an older Shipglass; open it for writing once");
    for (const char* setting : {"PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -32000"})
        file.connection->run(setting);
    return file;
}

void noteDamage(const std::string& path) { std::ofstream(markerOf(path)); }

} // namespace shipglass

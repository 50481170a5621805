// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/store_access.h"

#include <QTemporaryDir>

#include <deque>
#include <stdexcept>

namespace shipglass {

/// A real history in a folder of its own, or in that of another, written and read at once on the calling
/// thread.
class DirectStore final : public StoreAccess {
public:
    DirectStore() : m_folder(std::make_shared<QTemporaryDir>()) { open(); }
    explicit DirectStore(const DirectStore& other) : m_folder(other.m_folder) { open(); }

    std::unique_ptr<Operation> write(std::function<void(Writer&)> work, std::function<void()> done) override {
        auto job = [this, work = std::move(work), done = std::move(done)] {
            work(*m_writer);
            done();
        };
        if (held)
            waiting.push_back(std::move(job));
        else
            job();
        return nullptr;
    }
    std::unique_ptr<Operation> read(std::function<void(Reader&)> work, std::function<void()> done) override {
        work(*m_reader);
        done();
        return nullptr;
    }
    Writer& writer() { return *m_writer; }
    Reader& reader() { return *m_reader; }

    bool held = false; ///< Writes wait for letOneGo().
    std::deque<std::function<void()>> waiting;
    void letOneGo() {
        const auto job = std::move(waiting.front());
        waiting.pop_front();
        job();
    }

private:
    template <class T> static std::unique_ptr<T> orThrow(Result<std::unique_ptr<T>> opened) {
        if (!opened) throw std::runtime_error(opened.error().message);
        return std::move(*opened);
    }
    void open() {
        const auto path = m_folder->filePath("history.sqlite").toStdString();
        m_writer = orThrow(Writer::open(path));
        m_reader = orThrow(Reader::open(path));
    }

    std::shared_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<Reader> m_reader;
};

} // namespace shipglass

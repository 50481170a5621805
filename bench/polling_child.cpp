// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling_child.h"

#include "child_home.h"
#include "measure.h"

#include <ctime>
#include <filesystem>
#include <stdexcept>

namespace shipglass::bench {

namespace {

std::string sourceText(int number, const std::string& server, std::chrono::seconds every) {
    return "  - name: ci-" + std::to_string(number) + "\n    kind: http_json\n    url: " + server +
           "\n    every: " + std::to_string(every.count()) + "s\n    record: run\n    path: /runs/" +
           std::to_string(number) + R"(
    rows: /runs
    fields:
      id: /id
      pipeline: /name
      number: /run_number
      attempt: /run_attempt
      status: /status
      title: /display_title
      branch: /head_branch
      commit: /head_sha
      url: /html_url
      createdAt: /created_at
      startedAt: /run_started_at
      finishedAt: /updated_at
      actor: /actor/login
      repository: /repository/full_name
)";
}

std::string configText(const QString& store, const std::string& server, int sources,
                       std::chrono::seconds every) {
    std::string text = "store: sqlite:" + store.toStdString() + "\nsources:\n";
    for (int number = 1; number <= sources; ++number) text += sourceText(number, server, every);
    return text;
}

} // namespace

PollingChild::PollingChild(const Scale& scale, const std::string& server, int sources,
                           std::chrono::seconds every) {
    const QString config = m_folder.filePath(QStringLiteral("shipglass.yaml"));
    writeFile(config,
              configText(m_folder.filePath(QStringLiteral("history.sqlite")), server, sources, every));
    const auto program =
        std::filesystem::path(scale.program).parent_path().parent_path() / "app" / "shipglass";
    m_process.setProcessEnvironment(environmentIn(m_folder.path()));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QString::fromStdString(program.string()),
                    {QStringLiteral("--config"), config, QStringLiteral("poll")});
    if (!m_process.waitForStarted()) throw std::runtime_error("cannot start " + program.string());
}

PollingChild::~PollingChild() {
    constexpr int patience = 10'000; // milliseconds
    m_process.terminate();
    if (!m_process.waitForFinished(patience)) m_process.kill();
    m_process.waitForFinished();
}

void PollingChild::wait(Millis span) {
    if (m_process.waitForFinished(static_cast<int>(span.count())))
        throw std::runtime_error("shipglass poll has ended");
}

void PollingChild::waitUntil(const std::function<bool()>& done) {
    constexpr double most = 60'000;
    const auto start = SteadyClock::now();
    while (!done()) {
        if (since(start) > most) throw std::runtime_error("shipglass poll did not ask every source");
        wait(Millis{50});
    }
}

double PollingChild::processorTime() const {
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(static_cast<pid_t>(m_process.processId()), &clock) != 0 ||
        ::clock_gettime(clock, &time) != 0)
        throw std::runtime_error("the processor time of a child cannot be read");
    return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_nsec) / 1e6;
}

double PollingChild::peakMemory() const {
    return bench::peakMemory("/proc/" + std::to_string(m_process.processId()) + "/status");
}

} // namespace shipglass::bench

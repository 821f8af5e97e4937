// How soon the program answers after it is started on a database that is there, and how much
// memory it holds at rest.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "bench/measure.hpp"

namespace {

using namespace metroon;
using Clock = std::chrono::steady_clock;

constexpr std::uint16_t port = 18'473;

bool answers() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool open =
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return open;
}

// Resident kilobytes, as the kernel counts them.
long resident(pid_t process) {
  std::ifstream status{fmt::format("/proc/{}/status", process)};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  return 0;
}

struct Started {
  double seconds{0};
  long kilobytes{0};
};

Started start(const std::string& settings) {
  const auto begin = Clock::now();
  const auto process = fork();
  if (process == 0) {
    if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(127);
    execl(METROON_PROGRAM, "metroon", "serve", "--settings", settings.c_str(), nullptr);
    _exit(127);
  }
  while (!answers()) {
    if (waitpid(process, nullptr, WNOHANG) != 0) throw std::runtime_error{"it did not start"};
    std::this_thread::sleep_for(std::chrono::microseconds{200});
  }
  Started started{.seconds = std::chrono::duration<double>{Clock::now() - begin}.count()};
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  started.kilobytes = resident(process);
  kill(process, SIGTERM);
  waitpid(process, nullptr, 0);
  return started;
}

}  // namespace

int main() {
  const bench::Folder folder;
  const auto settings = folder.file("metroon.toml");
  std::ofstream{settings} << fmt::format(
      "listen = \"127.0.0.1:{}\"\nbase_url = \"http://127.0.0.1:{}\"\ndatabase = \"{}\"\n"
      "key_file = \"{}\"\nmail_folder = \"{}\"\n",
      port, port, folder.file("bench.db"), folder.file("bench.key"), folder.file("mail"));
  (void)start(settings);  // Makes the database and the key.
  std::vector<Started> runs;
  for (int run = 0; run < 11; ++run) runs.push_back(start(settings));
  std::ranges::sort(runs, {}, &Started::seconds);
  const auto median = runs[runs.size() / 2];
  bench::print("starts", 1 / median.seconds);
  fmt::print("start to first connection, median of {} … {:.0f} ms\n", runs.size(),
             median.seconds * 1000);
  fmt::print("memory at rest … {:.1f} MB\n", static_cast<double>(median.kilobytes) / 1024);
}

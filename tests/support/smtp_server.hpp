// Runs tests/support/smtp_server.py for as long as the object lives.
#pragma once

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace metroon::tests {

class SmtpServer {
 public:
  /// @param mode See smtp_server.py.
  SmtpServer(const std::string& mode, const std::filesystem::path& folder) {
    int out[2];
    int in[2];
    if (::pipe(out) != 0 || ::pipe(in) != 0) throw std::runtime_error{"no pipe"};
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      ::execlp("python3", "python3", METROON_SOURCE_DIR "/tests/support/smtp_server.py",
               mode.c_str(), folder.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    its_input_ = in[1];
    FILE* said = ::fdopen(out[0], "r");
    unsigned port = 0;
    const bool ready = ::fscanf(said, "%u", &port) == 1;
    ::fclose(said);
    if (!ready) throw std::runtime_error{"smtp_server.py did not start"};
    port_ = static_cast<std::uint16_t>(port);
  }
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;
  ~SmtpServer() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    ::close(its_input_);
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  ::pid_t process_{-1};
  int its_input_{-1};
  std::uint16_t port_{0};
};

}  // namespace metroon::tests

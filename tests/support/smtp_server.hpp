// Runs a mail server for as long as the object lives: a scripted one, or Debian's Postfix or Dovecot.
#pragma once

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
  SmtpServer(const std::string& mode, const std::filesystem::path& folder)
      : SmtpServer{METROON_SOURCE_DIR "/tests/support/smtp_server.py", mode, folder} {}
  /// @see postfix_server.py
  static SmtpServer postfix(const std::filesystem::path& package,
                            const std::filesystem::path& folder) {
    return {METROON_SOURCE_DIR "/tests/support/postfix_server.py", package, folder};
  }
  /// For mail that is read. @see dovecot_server.py
  static SmtpServer dovecot(const std::string& mode, const std::filesystem::path& folder) {
    return {METROON_SOURCE_DIR "/tests/support/dovecot_server.py", mode, folder};
  }
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;
  ~SmtpServer() {
    ::close(its_input_);  // It ends with its input.
    ::waitpid(process_, nullptr, 0);
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  SmtpServer(const char* script, const std::string& argument, const std::filesystem::path& folder) {
    int out[2];
    int in[2];
    if (::pipe(out) != 0 || ::pipe(in) != 0) throw std::runtime_error{"no pipe"};
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      ::execlp("python3", "python3", script, argument.c_str(), folder.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    its_input_ = in[1];
    FILE* said = ::fdopen(out[0], "r");
    unsigned port = 0;
    const bool ready = ::fscanf(said, "%u", &port) == 1;
    ::fclose(said);
    if (!ready) throw std::runtime_error{std::string{script} + " did not start"};
    port_ = static_cast<std::uint16_t>(port);
  }
  ::pid_t process_{-1};
  int its_input_{-1};
  std::uint16_t port_{0};
};

}  // namespace metroon::tests

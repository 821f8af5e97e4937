// A PostgreSQL server of the test's own: Debian's package on a temporary folder and a socket in it.
// It lives as long as the test program, and dies with it even if that is killed.
#pragma once

#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace metroon::support {

class PostgresqlServer {
 public:
  /// One for the whole program.
  /// @throws std::runtime_error saying what to install where the server's package is missing.
  static PostgresqlServer& shared() {
    static PostgresqlServer server;
    return server;
  }

  PostgresqlServer(const PostgresqlServer&) = delete;
  PostgresqlServer& operator=(const PostgresqlServer&) = delete;
  ~PostgresqlServer() {
    if (server_ > 0) {
      kill(server_, SIGINT);  // The fast way: sessions are cut off.
      waitpid(server_, nullptr, 0);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  /// A fresh, empty schema: as good as a database of its own, and made ten times as fast.
  /// @return how to connect to it.
  std::string make_schema() {
    const auto name = "test_" + std::to_string(++schemas_);
    run("create schema " + name);
    return conninfo("postgres") + " options='-c search_path=" + name + "'";
  }
  /// @param conninfo What make_schema gave.
  void drop_schema(std::string conninfo) {
    conninfo.pop_back();  // The quotation mark.
    run("drop schema " + conninfo.substr(conninfo.rfind('=') + 1) + " cascade");
  }

 private:
  static constexpr auto programs = "/usr/lib/postgresql/15/bin/";

  PostgresqlServer() : owner_{find_owner()} {
    if (!std::filesystem::exists(std::string{programs} + "postgres"))
      throw std::runtime_error{
          "There is no PostgreSQL server to test on: install the package postgresql-15."};
    char name[] = "/tmp/metroon-test-XXXXXX";
    if (mkdtemp(name) == nullptr) throw std::runtime_error{"cannot make a temporary folder"};
    folder_ = name;
    if (owner_ != nullptr && chown(name, owner_->pw_uid, owner_->pw_gid) != 0)
      throw std::runtime_error{"cannot give the temporary folder away"};
    start();
  }

  // PostgreSQL refuses to run as root: then it runs as the user that its package made.
  static const passwd* find_owner() {
    if (geteuid() != 0) return nullptr;
    const passwd* found = getpwnam("postgres");
    return found != nullptr ? found : getpwnam("nobody");
  }

  void start() {
    const auto data = folder_ + "/data";
    int status = 0;
    waitpid(spawn({"initdb", "-D", data, "-U", "metroon", "-A", "trust", "-E", "UTF8",
                   "--locale=C.UTF-8", "--no-sync"}),
            &status, 0);
    if (status != 0) throw std::runtime_error{"initdb failed, see " + folder_ + "/log"};
    server_ = spawn({"postgres", "-D", data, "-k", folder_, "-c", "listen_addresses=", "-c",
                     "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=50", "-c",
                     "client_min_messages=warning"});
    wait_until_it_answers();
  }

  void wait_until_it_answers() const {
    for (int tries = 0; tries < 600; ++tries) {
      if (PQping(conninfo("postgres").c_str()) == PQPING_OK) return;
      if (waitpid(server_, nullptr, WNOHANG) != 0) break;
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    throw std::runtime_error{"the PostgreSQL server did not start"};
  }

  pid_t spawn(std::vector<std::string> command) const {
    // By its whole name, also in argv: it looks for its companions beside itself, or else in PATH.
    const auto program = command.front() = programs + command.front();
    const auto log = folder_ + "/log";
    std::vector<char*> arguments;
    for (auto& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child != 0) return child;
    if (owner_ != nullptr &&
        (setgroups(0, nullptr) != 0 || setgid(owner_->pw_gid) != 0 || setuid(owner_->pw_uid) != 0))
      _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGINT);
    if (chdir(folder_.c_str()) != 0 || std::freopen(log.c_str(), "a", stdout) == nullptr ||
        dup2(1, 2) < 0)
      _exit(126);
    execv(program.c_str(), arguments.data());
    _exit(127);
  }

  std::string conninfo(const std::string& database) const {
    return "host=" + folder_ + " user=metroon dbname=" + database;
  }

  void run(const std::string& sql) const {
    PGconn* database = PQconnectdb(conninfo("postgres").c_str());
    PGresult* result = PQexec(database, sql.c_str());
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    const std::string message = PQerrorMessage(database);
    PQclear(result);
    PQfinish(database);
    if (!done) throw std::runtime_error{sql + ": " + message};
  }

  const passwd* owner_;
  std::string folder_;
  pid_t server_{0};
  int schemas_{0};
};

}  // namespace metroon::support

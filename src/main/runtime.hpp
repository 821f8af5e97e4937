// The parts of the program, put together by the settings. Decides nothing.
#pragma once

#include <memory>
#include <string>

#include "app/house.hpp"
#include "crypto/random.hpp"
#include "mail/transport.hpp"
#include "main/clock.hpp"
#include "main/settings.hpp"
#include "web/texts.hpp"

namespace metroon::main {

/// A fault that an operator can mend: id, cause, remedy in one line.
struct StartProblem : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Everything a command needs, alive as long as this.
class Runtime {
 public:
  enum class Database : std::uint8_t {
    itself,
    copy,  ///< Nothing that is done is there afterwards.
  };
  /// Opens policy, key and database. @throws StartProblem
  explicit Runtime(const Settings& settings, Database = Database::itself);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  [[nodiscard]] app::House& house();
  [[nodiscard]] const Clock& clock() const;
  [[nodiscard]] const web::Texts& texts() const;
  /// For commands: an operator, now, in English.
  [[nodiscard]] app::Call operator_call() const;
  /// Serves the pages and delivers mail until SIGTERM or SIGINT. `ready` is told the port.
  void serve(const std::function<void(std::uint16_t port)>& ready);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The policy that the settings name. @throws StartProblem
[[nodiscard]] core::Policy read_policy(const std::string& file);
/// A file's contents. @throws StartProblem naming the file and what it is for.
[[nodiscard]] std::string read_file(const std::string& file, std::string_view what_for);

}  // namespace metroon::main

// app::Store on a PostgreSQL server.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/port_set.hpp"
#include "store/postgresql/connection.hpp"

namespace metroon::store {

/// As many connections as there are transactions at once, kept for the next. Writers follow one
/// another by a lock on the head of the audit chain, which every write needs anyhow; see
/// docs/decisions/store-one-writer.md.
class PostgresqlStore final : public app::Store {
 public:
  enum class Of : std::uint8_t {
    everybody,
    nobody,  ///< A copy in temporary tables: it goes with the one connection that sees it.
  };
  PostgresqlStore(const std::string& conninfo, const core::Policy&, app::Sealer&,
                  Of = Of::everybody);

  void run_read(const std::function<void(app::Ports&)>&) override;
  void run_write(const std::function<void(app::Ports&)>&) override;

 private:
  struct Session {
    Session(const std::string& conninfo, const core::Policy&, app::Sealer&);
    PostgresqlConnection connection;
    PortSet ports;
  };
  enum class Mode : std::uint8_t { read, write };
  void run(Mode, const std::function<void(app::Ports&)>&);
  void run_once(Mode, const std::function<void(app::Ports&)>&);
  std::unique_ptr<Session> take();
  void give_back(std::unique_ptr<Session>);

  std::string conninfo_;
  Of of_;
  const core::Policy& policy_;
  app::Sealer& sealer_;
  std::mutex idle_guard_;
  std::vector<std::unique_ptr<Session>> idle_;
};

}  // namespace metroon::store

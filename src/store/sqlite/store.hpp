// app::Store on one SQLite file.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/port_set.hpp"
#include "store/sqlite/connection.hpp"

namespace metroon::store {

/// One writer, and as many readers as read at once; a reader sees the moment at which it began and
/// never waits for the writer. A database without a file has one connection, which all share in
/// turn.
class SqliteStore final : public app::Store {
 public:
  /// @param copied A file whose contents it begins with; empty if none.
  SqliteStore(const std::string& path, const core::Policy&, app::Sealer&,
              const std::string& copied = {});

  void run_read(const std::function<void(app::Ports&)>&) override;
  void run_write(const std::function<void(app::Ports&)>&) override;

 private:
  struct Session {
    Session(const std::string& path, SqliteConnection::Use use, const core::Policy&, app::Sealer&);
    SqliteConnection connection;
    PortSet ports;
  };
  void read_on(Session&, const std::function<void(app::Ports&)>&);
  std::unique_ptr<Session> take_reader();

  std::string path_;
  const core::Policy& policy_;
  app::Sealer& sealer_;
  std::mutex writing_;
  Session writer_;
  std::mutex idle_guard_;
  std::vector<std::unique_ptr<Session>> idle_;
};

}  // namespace metroon::store

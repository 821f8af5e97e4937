#include "store/sqlite/store.hpp"

#include "store/migrate.hpp"

namespace metroon::store {

using Use = SqliteConnection::Use;

SqliteStore::Session::Session(const std::string& path, Use use, const core::Policy& policy,
                              app::Sealer& sealer)
    : connection{path, use}, ports{{connection, policy, sealer}} {}

SqliteStore::SqliteStore(const std::string& path, const core::Policy& policy, app::Sealer& sealer,
                         const std::string& copied)
    : path_{path}, policy_{policy}, sealer_{sealer}, writer_{path, Use::write, policy, sealer} {
  if (!copied.empty()) writer_.connection.copy_from(copied);
  migrate(writer_.connection, migrations(Engine::sqlite));
}

void SqliteStore::run_write(const std::function<void(app::Ports&)>& work) {
  const std::scoped_lock turn{writing_};
  writer_.connection.begin_write();
  try {
    writer_.ports.begin();
    work(writer_.ports.all());
    writer_.ports.finish();
    writer_.connection.commit();
  } catch (...) {
    writer_.connection.rollback();
    throw;
  }
}

void SqliteStore::read_on(Session& session, const std::function<void(app::Ports&)>& work) {
  session.connection.begin_read();
  try {
    session.ports.begin();
    work(session.ports.all());
    session.connection.commit();
  } catch (...) {
    session.connection.rollback();
    throw;
  }
}

std::unique_ptr<SqliteStore::Session> SqliteStore::take_reader() {
  {
    const std::scoped_lock turn{idle_guard_};
    if (!idle_.empty()) {
      auto session = std::move(idle_.back());
      idle_.pop_back();
      return session;
    }
  }
  return std::make_unique<Session>(path_, Use::read, policy_, sealer_);
}

void SqliteStore::run_read(const std::function<void(app::Ports&)>& work) {
  if (path_.empty() || path_ == ":memory:") {
    const std::scoped_lock turn{writing_};
    return read_on(writer_, work);
  }
  auto session = take_reader();
  // Given back after a failure of `work` too: the connection itself is sound.
  const auto give_back = [&] {
    const std::scoped_lock turn{idle_guard_};
    idle_.push_back(std::move(session));
  };
  try {
    read_on(*session, work);
  } catch (...) {
    give_back();
    throw;
  }
  give_back();
}

}  // namespace metroon::store

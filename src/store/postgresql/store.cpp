#include "store/postgresql/store.hpp"

#include "store/migrate.hpp"
#include "store/sql.hpp"

namespace metroon::store {
namespace {

/// The commit was sent and its answer never came: whether it happened, nobody knows.
struct UnknownOutcome : DatabaseError {
  using DatabaseError::DatabaseError;
};

// How often a function is run in all. A lost connection shows on a pooled one when the server was
// restarted; a duplicate, when another writer was faster between asking and inserting.
unsigned most_runs(Fault fault) {
  switch (fault) {
    case Fault::collision:
      return 10;
    case Fault::duplicate:
    case Fault::gone:
      return 2;
    case Fault::other:
      return 1;
  }
  std::unreachable();
}

}  // namespace

PostgresqlStore::Session::Session(const std::string& conninfo, const core::Policy& policy,
                                  app::Sealer& sealer)
    : connection{conninfo}, ports{{connection, policy, sealer}} {}

PostgresqlStore::PostgresqlStore(const std::string& conninfo, const core::Policy& policy,
                                 app::Sealer& sealer, Of of)
    : conninfo_{conninfo}, of_{of}, policy_{policy}, sealer_{sealer} {
  auto session = std::make_unique<Session>(conninfo_, policy_, sealer_);
  if (of == Of::nobody)
    session->connection.script(statements(Engine::postgresql).at("private_copy"));
  migrate(session->connection, migrations(Engine::postgresql));
  give_back(std::move(session));
}

std::unique_ptr<PostgresqlStore::Session> PostgresqlStore::take() {
  {
    const std::scoped_lock turn{idle_guard_};
    if (!idle_.empty()) {
      auto session = std::move(idle_.back());
      idle_.pop_back();
      return session;
    }
  }
  if (of_ == Of::nobody) throw std::logic_error{"a copy's only connection is busy or lost"};
  return std::make_unique<Session>(conninfo_, policy_, sealer_);
}

// One lost connection: the others, made before, are lost as well.
void PostgresqlStore::give_back(std::unique_ptr<Session> session) {
  const std::scoped_lock turn{idle_guard_};
  if (session->connection.sound())
    idle_.push_back(std::move(session));
  else
    idle_.clear();
}

void PostgresqlStore::run_once(Mode mode, const std::function<void(app::Ports&)>& work) {
  auto session = take();
  try {
    mode == Mode::write ? session->connection.begin_write() : session->connection.begin_read();
    session->ports.begin();
    work(session->ports.all());
    session->ports.finish();
    session->connection.settle();
    try {
      session->connection.commit();
    } catch (const DatabaseError& error) {
      if (error.fault() == Fault::gone) throw UnknownOutcome{error.what()};
      throw;
    }
  } catch (...) {
    session->connection.rollback();
    give_back(std::move(session));
    throw;
  }
  give_back(std::move(session));
}

void PostgresqlStore::run(Mode mode, const std::function<void(app::Ports&)>& work) {
  for (unsigned runs = 1;; ++runs) {
    try {
      return run_once(mode, work);
    } catch (const DatabaseError& error) {
      if (runs >= most_runs(error.fault())) throw;
    }
  }
}

void PostgresqlStore::run_read(const std::function<void(app::Ports&)>& work) {
  run(Mode::read, work);
}
void PostgresqlStore::run_write(const std::function<void(app::Ports&)>& work) {
  run(Mode::write, work);
}

}  // namespace metroon::store

#include "store/open.hpp"

#include "store/postgresql/store.hpp"
#include "store/sqlite/store.hpp"

namespace metroon::store {

std::unique_ptr<app::Store> open_sqlite(const std::string& path, const core::Policy& policy,
                                        app::Sealer& sealer) {
  return std::make_unique<SqliteStore>(path, policy, sealer);
}

std::unique_ptr<app::Store> open_postgresql(const std::string& conninfo, const core::Policy& policy,
                                            app::Sealer& sealer) {
  return std::make_unique<PostgresqlStore>(conninfo, policy, sealer);
}

std::unique_ptr<app::Store> open(const std::string& url, const core::Policy& policy,
                                 app::Sealer& sealer) {
  const bool postgresql = url.starts_with("postgresql:") || url.starts_with("postgres:");
  return postgresql ? open_postgresql(url, policy, sealer) : open_sqlite(url, policy, sealer);
}

}  // namespace metroon::store

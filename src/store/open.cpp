#include "store/open.hpp"

#include <filesystem>

#include "store/postgresql/store.hpp"
#include "store/sqlite/store.hpp"

namespace metroon::store {
namespace {

bool is_postgresql(const std::string& url) {
  return url.starts_with("postgresql:") || url.starts_with("postgres:");
}

}  // namespace

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
  return is_postgresql(url) ? open_postgresql(url, policy, sealer)
                            : open_sqlite(url, policy, sealer);
}

std::unique_ptr<app::Store> open_copy(const std::string& url, const core::Policy& policy,
                                      app::Sealer& sealer) {
  if (is_postgresql(url))
    return std::make_unique<PostgresqlStore>(url, policy, sealer, PostgresqlStore::Of::nobody);
  if (!std::filesystem::exists(url)) throw DatabaseError{"there is no file " + url};
  return std::make_unique<SqliteStore>("", policy, sealer, url);
}

}  // namespace metroon::store

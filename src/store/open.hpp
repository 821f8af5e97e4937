// The way into the store.
#pragma once

#include <memory>
#include <string>

#include "app/ports.hpp"

namespace metroon::store {

/// Policy and Sealer must outlive the store. Opening brings the schema up to date.
/// @param path A file, made (readable by its owner only) where there is none; `:memory:` lasts as
/// long as the store.
/// @throws DatabaseError
[[nodiscard]] std::unique_ptr<app::Store> open_sqlite(const std::string& path, const core::Policy&,
                                                      app::Sealer&);

/// @param conninfo As libpq takes it: `postgresql://…` or `host=… dbname=…`.
[[nodiscard]] std::unique_ptr<app::Store> open_postgresql(const std::string& conninfo,
                                                          const core::Policy&, app::Sealer&);

/// `postgresql:…` is PostgreSQL; anything else is the path of an SQLite file.
[[nodiscard]] std::unique_ptr<app::Store> open(const std::string& url, const core::Policy&,
                                               app::Sealer&);

/// A copy of it as it is now, where one can try what would happen: nobody else sees it, and it goes
/// when it is closed. One transaction at a time.
[[nodiscard]] std::unique_ptr<app::Store> open_copy(const std::string& url, const core::Policy&,
                                                    app::Sealer&);

}  // namespace metroon::store

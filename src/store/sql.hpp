// The .sql files inside the program, taken apart.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bytes.hpp"

namespace metroon::store {

enum class Engine : std::uint8_t { sqlite, postgresql };

/// Name of a statement → its text. An engine's own folder wins over queries/.
[[nodiscard]] const std::unordered_map<std::string_view, std::string_view>& statements(Engine);

struct Migration {
  int number{0};
  std::string name;  ///< Of its file.
  std::string sql;   ///< In the engine's spelling.
  base::Bytes hash;  ///< SHA-256 of the file.
};
/// By number.
[[nodiscard]] std::vector<Migration> migrations(Engine);

/// A migration is written in SQLite's spelling; PostgreSQL has other names for the same types, and
/// compares text octet by octet only where told to.
[[nodiscard]] std::string in_postgresql(std::string_view sqlite);

}  // namespace metroon::store

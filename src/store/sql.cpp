#include "store/sql.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <stdexcept>

#include "base/embedded.hpp"
#include "store/sha256.hpp"

namespace metroon::store {

std::span<const base::EmbeddedFile> embedded_sql();

namespace {

using Statements = std::unordered_map<std::string_view, std::string_view>;

constexpr std::string_view marker = "-- name: ";

std::string_view folder_of(Engine engine) {
  return engine == Engine::sqlite ? "sqlite/" : "postgresql/";
}

// From one `-- name: …` line to the next.
void take_apart(std::string_view file, Statements& into) {
  for (auto at = file.find(marker); at != file.npos;) {
    const auto name_at = at + marker.size();
    const auto line_end = file.find('\n', name_at);
    const auto next = file.find(marker, name_at);
    into[file.substr(name_at, line_end - name_at)] =
        file.substr(line_end + 1, next == file.npos ? file.npos : next - line_end - 1);
    at = next;
  }
}

Statements read_statements(Engine engine) {
  Statements all;
  for (const std::string_view folder : {std::string_view{"queries/"}, folder_of(engine)})
    for (const auto& file : embedded_sql())
      if (file.name.starts_with(folder)) take_apart(file.bytes, all);
  return all;
}

Migration read_migration(const base::EmbeddedFile& file, Engine engine) {
  const auto name = file.name.substr(file.name.rfind('/') + 1);
  int number = 0;
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number);
  if (parsed.ec != std::errc{}) throw std::logic_error{"a migration without a number"};
  const bool common = file.name.starts_with("migrations/");
  return {.number = number,
          .name = std::string{name},
          .sql = common && engine == Engine::postgresql ? in_postgresql(file.bytes)
                                                        : std::string{file.bytes},
          .hash = sha256(file.bytes)};
}

constexpr std::string_view only_sqlite = ") strict";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz_0123456789";

// A word, or the one character that is none.
std::string_view next_word(std::string_view text) {
  const auto end = std::min(text.find_first_not_of(letters), text.size());
  return text.substr(0, std::max<std::size_t>(end, 1));
}

std::string_view type_in_postgresql(std::string_view word) {
  if (word == "integer") return "bigint";
  if (word == "blob") return "bytea";
  if (word == "text") return "text collate \"C\"";
  return word;
}

}  // namespace

const Statements& statements(Engine engine) {
  static const Statements sqlite = read_statements(Engine::sqlite);
  static const Statements postgresql = read_statements(Engine::postgresql);
  return engine == Engine::sqlite ? sqlite : postgresql;
}

std::vector<Migration> migrations(Engine engine) {
  const auto own = std::string{folder_of(engine)} + "migrations/";
  std::vector<Migration> all;
  for (const auto& file : embedded_sql())
    if (file.name.starts_with("migrations/") || file.name.starts_with(own))
      all.push_back(read_migration(file, engine));
  std::ranges::sort(all, {}, &Migration::number);
  return all;
}

std::string in_postgresql(std::string_view sqlite) {
  std::string sql;
  while (!sqlite.empty()) {
    if (sqlite.starts_with("--")) {
      sqlite.remove_prefix(std::min(sqlite.find('\n'), sqlite.size()));
    } else if (sqlite.starts_with(only_sqlite)) {
      sqlite.remove_prefix(std::min(sqlite.find(';'), sqlite.size()));
      sql += ')';
    } else {
      const auto word = next_word(sqlite);
      sql += type_in_postgresql(word);
      sqlite.remove_prefix(word.size());
    }
  }
  return sql;
}

}  // namespace metroon::store

// Everything that stands in an SQLite file, to compare before and after; and a way to tamper.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace metroon::support {

/// A file for a database that is gone with the object.
class TemporaryDatabase {
 public:
  TemporaryDatabase() {
    char name[] = "/tmp/metroon-app-XXXXXX";
    if (mkdtemp(name) == nullptr) throw std::runtime_error{"cannot make a temporary folder"};
    folder_ = name;
  }
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;
  ~TemporaryDatabase() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path() const { return folder_ + "/metroon.db"; }

  /// The rows that a statement gives, each field after its length.
  [[nodiscard]] std::string rows(const std::string& sql) const {
    const auto database = open();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(database.get())};
    std::string text;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        const auto* octets = static_cast<const char*>(sqlite3_column_blob(statement, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        text += std::to_string(size) + ":" + (octets ? std::string{octets, size} : "") + " ";
      }
      text += "\n";
    }
    sqlite3_finalize(statement);
    return text;
  }

  /// Every row of every table.
  [[nodiscard]] std::string dump() const {
    std::string text;
    const auto names =
        rows("select '~' || name from sqlite_master where type = 'table' order by name");
    for (auto at = names.find('~'); at != std::string::npos; at = names.find('~', at + 1)) {
      const auto name = names.substr(at + 1, names.find(' ', at) - at - 1);
      text += name + "\n" + rows("select * from " + name);
    }
    return text;
  }

  void tamper(const std::string& sql) const {
    const auto database = open();
    if (sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(database.get())};
  }

 private:
  using Handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
  [[nodiscard]] Handle open() const {
    sqlite3* database = nullptr;
    if (sqlite3_open(path().c_str(), &database) != SQLITE_OK)
      throw std::runtime_error{"cannot open " + path()};
    return {database, &sqlite3_close};
  }
  std::string folder_;
};

}  // namespace metroon::support

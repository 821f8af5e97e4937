// The example registries of this checkout, made-up rows, and folders for them.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "feed/declaration.hpp"
#include "feed/open_delivery.hpp"
#include "policy/load_policy.hpp"

namespace metroon::feed {

inline std::string read_whole(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline const core::Policy& patras() {
  static const auto policy = [] {
    auto read = policy::load_policy(read_whole(METROON_SOURCE_DIR "/policy/patras.toml"), "patras");
    if (!read) throw std::runtime_error{policy::to_text(read.error())};
    return std::move(*read);
  }();
  return policy;
}

inline core::KindIndex kind(std::string_view key) {
  return patras().kind_of(key).value();
}

inline Declaration declared(std::string_view toml) {
  auto declaration = load_declaration(toml, "registry.toml", patras());
  if (!declaration) throw std::runtime_error{policy::to_text(declaration.error())};
  return std::move(*declaration);
}

/// A small registry, one key for each thing a test turns; see `edited`.
inline constexpr std::string_view small_registry = R"(name     = "students"
title    = {el = "Φοιτητολόγιο", en = "Student registry"}
kinds    = ["undergraduate", "postgraduate"]
delivery = "full"
silence  = "lapsed"
row_key  = ["number"]
dates    = ["31/12/2026", "2026-12-31"]

[file]
path      = "/nowhere/students.csv"
encoding  = "utf-8"
separator = "comma"

[facts]
key    = {column = "number", width = 7}
last   = {column = "last"}
first  = {column = "first"}
birth  = {column = "birth"}
afm    = {column = "afm"}
email  = {column = "email"}
kind   = {column = "kind", values = {U = "undergraduate", P = "postgraduate"}}
unit   = {column = "unit"}
from   = {column = "from"}
ends   = {column = "ends", nothing = ["-"]}
ending = {column = "why", values = {degree = "graduation", left = "lapsed"}}
)";
inline constexpr std::string_view small_header =
    "number,last,first,birth,afm,email,kind,unit,from,ends,why\n";
inline constexpr std::string_view small_row =
    "0012345,Γκίκας,Ευάγγελος,03/04/2005,094259216,gikas@example.org,U,physics,2023-09-01,,\n";

inline std::string edited(std::string_view text, std::string_view old_part,
                          std::string_view new_part) {
  std::string all{text};
  const auto at = all.find(old_part);
  EXPECT_NE(at, all.npos) << old_part;
  if (at != all.npos) all.replace(at, old_part.size(), new_part);
  return all;
}

class Folder {
 public:
  Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "metroon-feed-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    path_ = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string path(std::string_view name) const { return path_ / name; }
  std::string write(std::string_view name, std::string_view bytes) const {
    std::ofstream{path(name), std::ios::binary} << bytes;
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

/// A delivery read to its end.
struct Read {
  std::vector<core::Observation> seen;
  std::vector<app::BadRow> bad;
  std::vector<std::string> keys;
  std::vector<app::Fingerprint> fingerprints;
  bool whole{false};
};

inline Read read(app::Delivery& delivery) {
  Read all;
  while (delivery.next()) {
    all.keys.emplace_back(delivery.row_key());
    all.fingerprints.push_back(delivery.fingerprint());
    if (auto seen = delivery.observation())
      all.seen.push_back(std::move(*seen));
    else
      all.bad.push_back(std::move(seen.error()));
  }
  all.whole = delivery.whole();
  return all;
}

inline Read read(const Declaration& declaration, std::string_view csv) {
  const Folder folder;
  const auto delivery = open_delivery_file(declaration, folder.write("delivery.csv", csv));
  if (!delivery) throw std::runtime_error{delivery.error().what};
  return read(**delivery);
}

}  // namespace metroon::feed

// A policy while it is being read: the rows so far, and the keys by which later rows name them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/policy.hpp"
#include "policy/reader.hpp"

namespace metroon::policy {

/// The keys of one sort of row, in order. A row whose own key is wrong, or a table whose name is,
/// makes the register incomplete: what may have meant that row is not called unknown, the wrong key
/// is told instead.
class Register {
 public:
  explicit Register(std::string_view what) : what_{what} {}

  /// The row's place is its place in the policy's table, so every row is entered, a wrong one too.
  void enter(TableReader& row, const Text& key);
  /// @return the place; empty if unknown, which is reported.
  std::optional<std::size_t> find(TableReader& row, const Text& key);
  [[nodiscard]] std::optional<std::size_t> place_of(std::string_view key) const;
  void is_incomplete() { complete_ = false; }
  [[nodiscard]] bool complete() const { return complete_; }
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }

 private:
  std::string what_;
  std::vector<std::string> keys_;
  std::vector<toml::source_index> lines_;
  bool complete_{true};
};

struct Draft {
  core::Policy policy;
  Register realms{"realm"};
  Register evidence{"evidence"};
  Register affiliations{"affiliation"};
  Register services{"service"};
  Register units{"unit"};
  Register groups{"group"};
  std::vector<std::vector<core::KindIndex>> members;  ///< Of each group.
};

void read_realms(TableReader& file, Draft& draft);
void read_evidence(TableReader& file, Draft& draft);
void read_affiliations(TableReader& file, Draft& draft);
void read_groups(TableReader& file, Draft& draft);
void read_services(TableReader& file, Draft& draft);  ///< Also the entitlements.
void read_institution(TableReader& file, Draft& draft);
void read_units(TableReader& file, Draft& draft);
void read_office(TableReader& file, Draft& draft);
void read_limits(TableReader& file, Draft& draft);  ///< Notices, passwords, usernames, …

/// The key of a row; names the row by it in later errors.
Text read_key(TableReader& row, std::string_view sort, Register& keys);
/// `source`, which every row has.
std::string read_source(TableReader& row);
/// Reports rows beyond `most`.
void refuse_more_than(std::size_t most, std::string_view what, std::vector<TableReader>& rows);

}  // namespace metroon::policy

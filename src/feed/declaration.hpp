// How a registry is read: one file each, written by an administrator.
#pragma once

#include <array>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/observation.hpp"
#include "core/policy.hpp"
#include "policy/policy_error.hpp"
#include "wire/encoding.hpp"

namespace metroon::feed {

/// What a row says. The words of the file are `fact_words`, in this order.
enum class Fact : std::uint8_t {
  key,  ///< The registry's own name of the person.
  last,
  first,
  father,
  last_latin,
  first_latin,
  birth,
  document,
  document_number,
  afm,
  amka,
  email,
  phone,
  kind,
  unit,
  from,
  ends,
  ending,
  head_of_unit,
};
inline constexpr std::size_t fact_count = 19;

enum class DateFormat : std::uint8_t { day_month_year, year_month_day, excel_serial };

/// What a word of the file stands for.
struct Meaning {
  std::uint8_t choice{0};  ///< A KindIndex, an Ending, an IdentityDocument, or yes (1) and no (0).
  std::string unit;        ///< Of Fact::unit only.
  bool operator==(const Meaning&) const = default;
};

/// Where a fact comes from.
struct FactRule {
  std::string column;               ///< The header's name of it; empty: `constant` holds.
  std::optional<Meaning> constant;  ///< The same in all rows.
  std::map<std::string, Meaning, std::less<>> values;  ///< The file's words.
  std::vector<std::string> nothing;  ///< Words that say as much as an empty field.
  std::size_t width{0};              ///< Characters; 0: any.
  bool pad{false};                   ///< Too short and digits only: the zeros in front were lost.
  bool last_day{false};         ///< Fact::ends: the file has the last day, not the first without.
  bool leave_out_wrong{false};  ///< A value that will not do is as an empty one.
};

struct FileSource {
  std::string path;  ///< May be a pattern as in a shell: then the newest file counts.
  wire::Encoding encoding{wire::Encoding::utf_8};
  char separator{','};
  bool open_end{false};  ///< The last line needs no line end.
};
struct QuerySource {
  std::string address;        ///< For libpq; no password in it.
  std::string password_file;  ///< May be empty.
  std::string sql;
};
struct PostSource {
  std::string key_file;  ///< What the bearer has to show.
};

struct Declaration {
  core::Registry registry;
  std::variant<FileSource, QuerySource, PostSource> source;
  std::vector<std::string> row_key;  ///< Columns; not empty.
  std::vector<DateFormat> dates;     ///< Tried in this order; not empty.
  bool title_case{false};            ///< Names in capitals are written with small letters.
  std::array<std::optional<FactRule>, fact_count> facts;
  std::string text;  ///< The file itself: another text reads rows anew.

  [[nodiscard]] const std::optional<FactRule>& fact(Fact one) const {
    return facts[static_cast<std::size_t>(one)];
  }
};

/// Strict, as policy::load_policy: what is not understood is an error.
/// @param file_name Only for the error's text. docs/manual/registries.md explains every key.
[[nodiscard]] std::expected<Declaration, policy::PolicyError> load_declaration(
    std::string_view toml, std::string_view file_name, const core::Policy& policy);

}  // namespace metroon::feed

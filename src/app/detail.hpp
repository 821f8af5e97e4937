// How the audit's details are written where they can be read back: `head: name value, name value`,
// several of them with semicolons between.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/id.hpp"

namespace metroon::app {

/// What there is none of, beside an arrow.
inline constexpr std::string_view nothing = "–";

struct Detail {
  struct Item {
    std::string name;  ///< One word.
    std::string value;
    bool operator==(const Item&) const = default;
  };
  std::string head;  ///< Without quotes, colons before spaces, or semicolons.
  std::vector<Item> items;
  bool operator==(const Detail&) const = default;

  void add(std::string_view name, std::string value);
  /// `name before → after`; what is empty is `nothing`.
  void add_change(std::string_view name, std::string_view before, std::string_view after);
  [[nodiscard]] const std::string* find(std::string_view name) const;
};

/// A value that has the signs between others in it stands in quotes.
[[nodiscard]] std::string to_text(const Detail&);
[[nodiscard]] std::string to_text(const std::vector<Detail>&);
[[nodiscard]] std::optional<Detail> read_detail(std::string_view);
[[nodiscard]] std::optional<std::vector<Detail>> read_details(std::string_view);

struct ReadChange {
  std::string before, after;  ///< Empty: there was none.
};
[[nodiscard]] std::optional<ReadChange> read_change(std::string_view value);

/// `nothing` is none; empty: it is neither that nor a day.
[[nodiscard]] std::optional<std::optional<base::Day>> read_maybe_day(std::string_view);

[[nodiscard]] std::optional<std::int64_t> read_number(std::string_view);
template <class Id>
[[nodiscard]] std::optional<Id> read_id(std::string_view text) {
  const auto number = read_number(text);
  return number ? std::optional{Id{*number}} : std::nullopt;
}

}  // namespace metroon::app

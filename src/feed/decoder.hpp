// From the fields of a row to what the registry says.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/delivery.hpp"
#include "feed/declaration.hpp"
#include "feed/refusal.hpp"

namespace metroon::feed {

/// A declaration held against one header.
class Decoder {
 public:
  using Fields = std::span<const std::string_view>;

  /// The declaration has to outlive the decoder.
  /// @error missing_column, column_twice.
  static std::expected<Decoder, Refusal> make(const Declaration& declaration,
                                              const std::vector<std::string>& header,
                                              wire::Encoding encoding);

  /// The key's columns, trimmed, joined by a tab, with the leading zeros that a width asks for: a
  /// row keeps its key when a spreadsheet has eaten them. Empty if a column is not there or no
  /// text.
  void row_key(Fields fields, std::string& into) const;

  /// Column, reason and what was found, without line and key.
  [[nodiscard]] std::expected<core::Observation, app::BadRow> observation(Fields fields) const;

 private:
  friend class RowDecoder;
  struct KeyColumn {
    std::size_t place{0};
    std::size_t width{0};
  };

  explicit Decoder(const Declaration& declaration) : declaration_{&declaration} {}
  bool append_key(std::string_view field, std::size_t width, std::string& into) const;

  const Declaration* declaration_;
  wire::Encoding encoding_{wire::Encoding::utf_8};
  std::size_t columns_{0};
  std::vector<KeyColumn> key_;
  std::array<std::size_t, fact_count> places_{};  ///< Of each fact's column.
};

/// Trimmed, with single spaces, composed; empty optional if the octets are no text.
[[nodiscard]] std::optional<std::string> clean_text(std::string_view field,
                                                    wire::Encoding encoding);

/// At most 80 characters of whatever stands in a file, fit to be shown.
[[nodiscard]] std::string shown(std::string_view field, wire::Encoding encoding);

}  // namespace metroon::feed

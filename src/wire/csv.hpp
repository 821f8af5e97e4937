// Rows of text with separators, as registries export them. @source RFC 4180.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace metroon::wire {

/// What is wrong with one row; the rows after it can be read.
enum class CsvFault : std::uint8_t {
  stray_quote,  ///< A quote within a field that does not begin with one, or text behind the last.
  too_many_columns,
};

inline constexpr std::size_t longest_csv_row = std::size_t{1} << 20;  ///< Octets.
inline constexpr std::size_t most_csv_columns = 512;

/// Reads rows one after the other in constant memory. Stricter than spreadsheets: a row that never
/// ends is no row. Lenient where nothing is lost: LF or CR LF, empty lines are passed over.
class CsvReader {
 public:
  /// Writes at most as many octets as there is room for. @return how many; 0 at the end.
  using Source = std::function<std::size_t(std::span<char>)>;
  struct Shape {
    char separator{','};
    /// The last line needs no line end. Then nobody sees whether it was cut.
    bool open_end{false};
  };

  CsvReader(Source source, Shape shape);

  /// Moves to the next row. What the row before gave out is gone. @return false at the end, before
  /// a row that was cut, and before one longer than `longest_csv_row`.
  bool next();
  /// Where the row begins, from 1.
  [[nodiscard]] std::int64_t line() const { return line_; }
  /// The row's octets without its line end.
  [[nodiscard]] std::string_view raw() const { return raw_; }
  /// Without the quotes around them; at most `most_csv_columns`. Cut up when first asked for.
  [[nodiscard]] std::span<const std::string_view> fields() const;
  [[nodiscard]] std::optional<CsvFault> fault() const;
  /// Once `next` has said no: whether the last row ended where a row may end.
  [[nodiscard]] bool whole() const { return ended_ && !cut_; }

 private:
  [[nodiscard]] std::size_t find(char wanted, std::size_t from) const;
  [[nodiscard]] std::size_t row_end();
  [[nodiscard]] std::size_t quoted_row_end() const;
  bool more();
  void split() const;
  void split_plain() const;
  void split_quoted() const;
  [[nodiscard]] std::string_view take_quoted(std::string_view& rest) const;
  void add(std::string_view field) const;

  Source source_;
  Shape shape_;
  std::string buffer_;
  std::size_t at_{0};          ///< Where the next row begins.
  std::size_t filled_{0};      ///< Octets of the buffer that were read.
  std::size_t next_quote_{0};  ///< The first at or after `at_`, as far as was looked.
  bool quote_known_{false};
  bool ended_{false};
  bool cut_{false};
  std::int64_t line_{0};
  std::int64_t next_line_{1};
  std::string_view raw_;
  bool has_quotes_{false};
  // Filled in by the first who asks for fields.
  mutable bool is_split_{false};
  mutable std::optional<CsvFault> fault_;
  mutable std::vector<std::string_view> fields_;
  mutable std::string unquoted_;  ///< Fields with a doubled quote inside; never grows in a row.
};

/// One row with its line end; quotes only where they are needed.
[[nodiscard]] std::string encode_csv_row(std::span<const std::string> fields, char separator);

}  // namespace metroon::wire

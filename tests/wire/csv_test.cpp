// Files with separators as programs write them, and as they arrive.
#include "wire/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstring>

namespace metroon::wire {
namespace {

using Row = std::vector<std::string>;
using Table = std::vector<Row>;

/// Hands out `text` in pieces of at most `piece` octets.
CsvReader::Source in_pieces(std::string_view text, std::size_t piece) {
  return [text, piece](std::span<char> into) mutable {
    const auto size = std::min({text.size(), piece, into.size()});
    std::memcpy(into.data(), text.data(), size);
    text.remove_prefix(size);
    return size;
  };
}

struct Read {
  Table rows;
  std::vector<std::int64_t> lines;
  std::vector<std::optional<CsvFault>> faults;
  bool whole{false};
};

Read read(std::string_view text, CsvReader::Shape shape = {}, std::size_t piece = 1 << 16) {
  CsvReader reader{in_pieces(text, piece), shape};
  Read all;
  while (reader.next()) {
    all.rows.emplace_back(reader.fields().begin(), reader.fields().end());
    all.lines.push_back(reader.line());
    all.faults.push_back(reader.fault());
  }
  all.whole = reader.whole();
  return all;
}

TEST(Csv, reads_plain_rows) {
  const auto all = read("a,b,c\n1,,3\n");
  EXPECT_EQ(all.rows, (Table{{"a", "b", "c"}, {"1", "", "3"}}));
  EXPECT_EQ(all.lines, (std::vector<std::int64_t>{1, 2}));
  EXPECT_TRUE(all.whole);
}

TEST(Csv, takes_either_line_end_and_passes_over_empty_lines) {
  const auto all = read("a,b\r\n\r\n\n1,2\n");
  EXPECT_EQ(all.rows, (Table{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(all.lines, (std::vector<std::int64_t>{1, 4}));
}

TEST(Csv, takes_every_separator_that_registries_use) {
  for (const char separator : {',', ';', '\t', '|'})
    EXPECT_EQ(read(std::string{"a"} + separator + "b\n", {separator}).rows, (Table{{"a", "b"}}));
}

TEST(Csv, takes_quotes_with_separators_quotes_and_line_ends_inside) {
  const auto all = read("\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\"\nnext,1,\"\"\n");
  EXPECT_EQ(all.rows, (Table{{"a,b", "say \"yes\"", "two\nlines"}, {"next", "1", ""}}));
  EXPECT_EQ(all.lines, (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(all.faults, (std::vector<std::optional<CsvFault>>{{}, {}}));
}

TEST(Csv, tells_of_a_quote_where_none_belongs_and_reads_on) {
  const auto all = read("a\"b,1\n\"a\"b,2\nc,3\n");
  EXPECT_EQ(all.rows, (Table{{"a\"b", "1"}, {"a", "2"}, {"c", "3"}}));
  EXPECT_EQ(all.faults, (std::vector<std::optional<CsvFault>>{
                            CsvFault::stray_quote, CsvFault::stray_quote, std::nullopt}));
}

TEST(Csv, knows_a_file_that_was_cut) {
  EXPECT_TRUE(read("").whole);
  EXPECT_TRUE(read("a,b\n").whole);
  for (const auto* cut : {"a,b", "a,b\n1", "a,b\n1,2", "a,b\n1,2\r", "a,b\n\"1,2\n"}) {
    const auto all = read(cut);
    EXPECT_FALSE(all.whole) << cut;
    EXPECT_LE(all.rows.size(), 1U) << cut << ": what was cut is no row";
  }
}

TEST(Csv, takes_a_last_line_without_end_where_that_was_declared) {
  const auto all = read("a,b\n1,2", {',', true});
  EXPECT_EQ(all.rows, (Table{{"a", "b"}, {"1", "2"}}));
  EXPECT_TRUE(all.whole);
  EXPECT_FALSE(read("a,b\n\"1,2", {',', true}).whole) << "a quote that never ends is still cut";
}

TEST(Csv, ends_at_a_row_that_never_ends) {
  const std::string text = "a,b\n\"" + std::string(longest_csv_row, 'x') + "\",2\nc,d\n";
  const auto all = read(text);
  EXPECT_EQ(all.rows, (Table{{"a", "b"}}));
  EXPECT_FALSE(all.whole);
}

TEST(Csv, takes_a_row_that_is_nearly_too_long) {
  const std::string field(longest_csv_row - 10, 'x');
  const auto all = read("a,b\n" + field + ",2\nc,d\n");
  EXPECT_EQ(all.rows, (Table{{"a", "b"}, {field, "2"}, {"c", "d"}}));
}

TEST(Csv, keeps_no_more_columns_than_it_may) {
  const auto all = read(std::string(most_csv_columns, ',') + "\na\n");
  EXPECT_EQ(all.rows.front().size(), most_csv_columns);
  EXPECT_EQ(all.faults, (std::vector<std::optional<CsvFault>>{CsvFault::too_many_columns, {}}));
}

rc::Gen<Table> tables() {
  const auto field =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string{"aΓ1 ,;\"\"\n\r|\t"}));
  return rc::gen::container<Table>(rc::gen::mapcat(
      rc::gen::inRange<std::size_t>(1, 6),
      [field](std::size_t columns) { return rc::gen::container<Row>(columns, field); }));
}

std::string written(const Table& table, char separator) {
  std::string text;
  for (const auto& row : table) text += encode_csv_row(row, separator);
  return text;
}

RC_GTEST_PROP(CsvLaws, what_is_written_is_read, ()) {
  const auto table = *tables();
  const char separator = *rc::gen::element(',', ';', '\t', '|');
  const auto piece = *rc::gen::inRange<std::size_t>(1, 50);
  const auto all = read(written(table, separator), {separator}, piece);
  RC_ASSERT(all.rows == table);
  RC_ASSERT(all.whole);
  RC_ASSERT(std::ranges::none_of(all.faults, [](auto fault) { return fault.has_value(); }));
}

RC_GTEST_PROP(CsvLaws, a_prefix_is_not_whole_or_loses_whole_rows_only, ()) {
  const auto table = *tables();
  const auto text = written(table, ',');
  const auto cut = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
  const auto all = read(std::string_view{text}.substr(0, cut));
  RC_ASSERT(all.rows.size() <= table.size());
  if (!all.whole) return;
  RC_ASSERT(std::ranges::equal(all.rows, std::span{table}.first(all.rows.size())));
  RC_ASSERT(written(all.rows, ',').size() == cut);
}

}  // namespace
}  // namespace metroon::wire

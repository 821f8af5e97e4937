// Rows with separators: however a file is handed out, the same rows come of it, and what is written
// from them is read as the same again.
#include "wire/csv.hpp"

#include <algorithm>
#include <cstring>

#include "must.hpp"

namespace {

using metroon::fuzz::must;
using metroon::wire::CsvReader;
using Table = std::vector<std::vector<std::string>>;

struct Read {
  Table rows;
  bool whole{false};
  bool operator==(const Read&) const = default;
};

CsvReader::Source in_pieces(std::string_view text, std::size_t piece) {
  return [text, piece](std::span<char> into) mutable {
    const auto size = std::min({text.size(), piece, into.size()});
    std::memcpy(into.data(), text.data(), size);
    text.remove_prefix(size);
    return size;
  };
}

Read read(std::string_view text, CsvReader::Shape shape, std::size_t piece) {
  CsvReader reader{in_pieces(text, piece), shape};
  Read all;
  std::int64_t line = 0;
  while (reader.next()) {
    must(reader.line() > line && !reader.raw().empty());
    line = reader.line();
    must(!reader.fields().empty() && reader.fields().size() <= metroon::wire::most_csv_columns);
    all.rows.emplace_back(reader.fields().begin(), reader.fields().end());
  }
  must(!reader.next());
  all.whole = reader.whole();
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const CsvReader::Shape shape{std::string_view{",;\t|"}[data[0] % 4], data[0] >= 128};
  const auto text = metroon::fuzz::text_of(data + 2, size - 2);
  const auto all = read(text, shape, text.size() + 1);
  must(all == read(text, shape, 1 + data[1]));
  std::string again;
  for (const auto& row : all.rows) again += metroon::wire::encode_csv_row(row, shape.separator);
  const auto twice = read(again, shape, again.size() + 1);
  must(twice.rows == all.rows && twice.whole);
  return 0;
}

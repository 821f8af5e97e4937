// Posted rows: every row has all of its values or a fault, whatever was posted.
#include "wire/posted_rows.hpp"

#include <array>

#include "must.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using metroon::fuzz::must;
  static const std::array<std::string, 3> columns{"a", "b", "number"};
  const auto rows = metroon::wire::parse_posted_rows(metroon::fuzz::text_of(data, size), columns);
  if (!rows) return 0;
  must(rows->size() <= size);
  for (const auto& row : *rows) {
    const bool good = row.fault == metroon::wire::PostedRowFault::none;
    must(row.values.size() == (good ? columns.size() : 0));
  }
  return 0;
}

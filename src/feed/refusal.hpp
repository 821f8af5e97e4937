// Why a delivery is not even begun.
#pragma once

#include <cstdint>
#include <string>

namespace metroon::feed {

enum class RefusalReason : std::uint8_t {
  no_such_file,    ///< Or none that the pattern fits, or one that may not be read.
  no_header,       ///< An empty file, or one whose first line was cut.
  wrong_encoding,  ///< The header is not in the encoding that was declared.
  missing_column,  ///< The declaration names a column that the header has not.
  column_twice,    ///< A declared column stands twice in the header.
  query_failed,    ///< The database was not reached, or did not take the query.
  not_rows,        ///< What was posted is not the JSON that docs/manual/registries.md shows.
};

struct Refusal {
  RefusalReason reason{};
  std::string what;  ///< One line for an operator: which file, which column.
};

}  // namespace metroon::feed

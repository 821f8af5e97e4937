// The encodings in which Greek files come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace metroon::wire {

/// ISO 8859-7 as of 2003, with the euro sign. In Windows-1253 `Ά` is A2, there it is B6.
enum class Encoding : std::uint8_t { utf_8, windows_1253, iso_8859_7 };

/// As UTF-8. Empty if an octet means nothing in the encoding, or is a control character other than
/// tab, line feed and carriage return.
[[nodiscard]] std::optional<std::string> to_utf8(std::string_view octets, Encoding encoding);

/// What some programs write before UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace metroon::wire

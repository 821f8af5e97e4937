#include "print/texts.hpp"

#include <algorithm>

namespace metroon::print {

std::string fill(std::string_view text, const Values& values) {
  std::string filled;
  while (!text.empty()) {
    const auto open = std::min(text.find('{'), text.size());
    filled += text.substr(0, open);
    text.remove_prefix(open);
    const auto close = text.find('}');
    if (close == std::string_view::npos) break;
    const auto name = text.substr(1, close - 1);
    const auto known = std::ranges::find(values, name, &Values::value_type::first);
    filled += known == values.end() ? text.substr(0, close + 1) : known->second;
    text.remove_prefix(close + 1);
  }
  return filled.append(text);
}

}  // namespace metroon::print

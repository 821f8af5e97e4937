// The words on our papers, from the catalogues.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/policy.hpp"

namespace metroon::print {

class Texts {
 public:
  virtual ~Texts() = default;
  /// `key` as in translations/print.*.po, e.g. `print.sheet.title`. The text may hold `{name}`s.
  [[nodiscard]] virtual std::string text(core::Language, std::string_view key) const = 0;
};

using Values = std::vector<std::pair<std::string_view, std::string_view>>;
/// Puts each value in the place of its `{name}`; unknown names stay as they are, and a value that
/// looks like a name is not taken for one.
[[nodiscard]] std::string fill(std::string_view text, const Values& values);

}  // namespace metroon::print

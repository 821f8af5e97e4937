// What is wrong with a policy file, told to the person who wrote it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace metroon::policy {

enum class PolicyProblem : std::uint8_t {
  not_toml,
  too_large,
  unknown_key,
  missing_key,
  duplicate,
  wrong_type,
  wrong_value,  ///< Of the right type, but a thing that cannot be.
  unknown_reference,
  missing_translation,
  impossible_lifetime,
  too_many,
};

/// Stable name of a problem, for machines: `unknown-key`.
[[nodiscard]] std::string_view to_id(PolicyProblem problem);

struct PolicyError {
  std::string file;
  std::size_t line{0};    ///< From 1.
  std::size_t column{0};  ///< From 1.
  PolicyProblem problem{};
  std::string found;     ///< `unknown key "lifetme"`
  std::string where;     ///< `[[affiliation]] "postdoc"`; empty at the top of the file.
  std::string expected;  ///< `one of: key, name, …`
  std::string nearest;   ///< What was probably meant; empty if nothing is near.
  bool operator==(const PolicyError&) const = default;
};

/// One line: `policy/patras.toml:41: unknown key "lifetme" in [[affiliation]] "postdoc"; expected
/// one of: key, name, …; did you mean "lifetime"?`
[[nodiscard]] std::string to_text(const PolicyError& error);

}  // namespace metroon::policy

#include "policy/policy_error.hpp"

#include <fmt/format.h>

#include <utility>

namespace metroon::policy {

std::string_view to_id(PolicyProblem problem) {
  switch (problem) {
    case PolicyProblem::not_toml:
      return "not-toml";
    case PolicyProblem::too_large:
      return "too-large";
    case PolicyProblem::unknown_key:
      return "unknown-key";
    case PolicyProblem::missing_key:
      return "missing-key";
    case PolicyProblem::duplicate:
      return "duplicate";
    case PolicyProblem::wrong_type:
      return "wrong-type";
    case PolicyProblem::wrong_value:
      return "wrong-value";
    case PolicyProblem::unknown_reference:
      return "unknown-reference";
    case PolicyProblem::missing_translation:
      return "missing-translation";
    case PolicyProblem::impossible_lifetime:
      return "impossible-lifetime";
    case PolicyProblem::too_many:
      return "too-many";
  }
  std::unreachable();  // No default above: a new problem must fail to compile here.
}

std::string to_text(const PolicyError& error) {
  std::string line = fmt::format("{}:{}: {}", error.file, error.line, error.found);
  if (!error.where.empty()) line += " in " + error.where;
  if (!error.expected.empty()) line += "; expected " + error.expected;
  if (!error.nearest.empty()) line += fmt::format("; did you mean \"{}\"?", error.nearest);
  return line;
}

}  // namespace metroon::policy

#include "policy/parse_toml.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace metroon::policy {
namespace {

constexpr std::size_t most_octets = 1'000'000;

// TOML itself forbids a key twice; the parser calls it a redefinition.
PolicyError to_error(const toml::parse_error& error, std::string_view file_name) {
  std::string what{error.description()};
  std::ranges::replace(what, '\n', ' ');
  const bool twice = what.contains("redefine");
  if (const auto reason = what.find("cannot redefine"); twice && reason != what.npos)
    what.erase(0, reason);
  return {.file = std::string{file_name},
          .line = error.source().begin.line,
          .column = error.source().begin.column,
          .problem = twice ? PolicyProblem::duplicate : PolicyProblem::not_toml,
          .found = twice ? "a key a second time" : "not TOML",
          .where = {},
          .expected = (twice ? "each key once: " : "TOML 1.0: ") + what,
          .nearest = {}};
}

}  // namespace

std::expected<toml::table, PolicyError> parse_toml(std::string_view toml,
                                                   std::string_view file_name) {
  if (toml.size() > most_octets)
    return std::unexpected{PolicyError{.file = std::string{file_name},
                                       .line = 1,
                                       .column = 1,
                                       .problem = PolicyProblem::too_large,
                                       .found = fmt::format("{} octets", toml.size()),
                                       .where = {},
                                       .expected = fmt::format("at most {}", most_octets),
                                       .nearest = {}}};
  try {
    return toml::parse(toml, file_name);
  } catch (const toml::parse_error& error) {
    return std::unexpected{to_error(error, file_name)};
  }
}

}  // namespace metroon::policy

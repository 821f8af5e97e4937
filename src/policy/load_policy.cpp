#include "policy/load_policy.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "policy/draft.hpp"

namespace metroon::policy {
namespace {

constexpr std::size_t most_octets = 1'000'000;

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error{"SHA-256 failed"};
  return fmt::format("{:02x}", fmt::join(digest.begin(), digest.begin() + size, ""));
}

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

// Rows are read before the rows that name them; the file may have them in any order.
// @return whether every table is known.
bool read_all(TableReader file, Draft& draft) {
  read_institution(file, draft);
  read_realms(file, draft);
  read_evidence(file, draft);
  read_affiliations(file, draft);
  read_groups(file, draft);
  read_services(file, draft);
  read_units(file, draft);
  read_office(file, draft);
  read_limits(file, draft);
  return file.done();
}

// Under a misspelt [[affilation]] there may be the very row that another one names: then only what
// is wrong in itself is told, not that the row is unknown.
void suspect_names(Draft& draft) {
  for (auto* keys : {&draft.realms, &draft.evidence, &draft.affiliations, &draft.groups})
    keys->is_incomplete();
}

std::expected<core::Policy, PolicyError> read(const toml::table& table, std::string_view file_name,
                                              bool trust_names) {
  Findings findings{file_name};
  Draft draft;
  if (!trust_names) suspect_names(draft);
  const bool known = read_all(TableReader{table, "", findings}, draft);
  if (!known && trust_names) return read(table, file_name, false);
  if (auto error = findings.first()) return std::unexpected{std::move(*error)};
  return std::move(draft.policy);
}

}  // namespace

std::expected<core::Policy, PolicyError> load_policy(std::string_view toml,
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
    const toml::table table = toml::parse(toml, file_name);
    auto policy = read(table, file_name, true);
    if (policy) policy->hash = sha256(toml);
    return policy;
  } catch (const toml::parse_error& error) {
    return std::unexpected{to_error(error, file_name)};
  }
}

}  // namespace metroon::policy

#include "policy/load_policy.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "policy/draft.hpp"
#include "policy/parse_toml.hpp"

namespace metroon::policy {
namespace {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error{"SHA-256 failed"};
  return fmt::format("{:02x}", fmt::join(digest.begin(), digest.begin() + size, ""));
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
  const auto table = parse_toml(toml, file_name);
  if (!table) return std::unexpected{table.error()};
  auto policy = read(*table, file_name, true);
  if (policy) policy->hash = sha256(toml);
  return policy;
}

}  // namespace metroon::policy

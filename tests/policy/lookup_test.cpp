// Rows are found by their keys, and by nothing like them.
#include <gtest/gtest.h>

#include "files.hpp"

namespace metroon::policy {
namespace {

TEST(PolicyLookup, EveryRowIsFoundByItsKey) {
  const auto policy = load("patras.toml");
  for (core::KindIndex index = 0; index < policy.affiliations.size(); ++index)
    EXPECT_EQ(policy.kind_of(policy.affiliations[index].key), index);
  for (core::ServiceIndex index = 0; index < policy.services.size(); ++index)
    EXPECT_EQ(policy.service_of(policy.services[index].key), index);
  for (core::EvidenceIndex index = 0; index < policy.evidence.size(); ++index)
    EXPECT_EQ(policy.evidence_of(policy.evidence[index].key), index);
  for (core::RealmIndex index = 0; index < policy.realms.size(); ++index)
    EXPECT_EQ(policy.realm_of(policy.realms[index].name), index);
  for (const auto& unit : policy.units) EXPECT_EQ(policy.unit(unit.key), &unit);
}

TEST(PolicyLookup, NearIsNotFound) {
  const auto policy = load("patras.toml");
  EXPECT_FALSE(policy.kind_of("Faculty"));
  EXPECT_FALSE(policy.kind_of(""));
  EXPECT_FALSE(policy.service_of("email "));
  EXPECT_FALSE(policy.evidence_of("contracts"));
  EXPECT_FALSE(policy.realm_of("upatras"));
  EXPECT_EQ(policy.unit("alchemy"), nullptr);
}

TEST(Language, CodeAndLanguageAreEachOthersInverse) {
  for (const auto language : core::all_languages)
    EXPECT_EQ(core::language_of(core::to_code(language)), language);
  EXPECT_FALSE(core::language_of("EL"));
  EXPECT_FALSE(core::language_of("de"));
}

}  // namespace
}  // namespace metroon::policy

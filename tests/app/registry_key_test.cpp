// Rows whose key says more than whose they are: a student's number and the cycle of studies.
#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

TEST_F(ARegistry, second_cycle_of_studies_under_one_number_is_one_person) {
  auto first = student(1);
  first.key = first.observation.key + "\tΠ";
  first.observation.identifiers = {};
  (void)deliver({first});
  auto second = first;
  second.key = second.observation.key + "\tΜ";
  second.observation.kind = kind("postgraduate");
  second.observation.names.last = "Αλεξίου";  // Married meanwhile.
  const auto run = deliver({first, second});
  EXPECT_TRUE(bad(run).empty());
  EXPECT_EQ(people(), 1U);
  EXPECT_EQ(dossier(row(first.key)->person).affiliations.size(), 2U);
}

TEST_F(ARegistry, both_cycles_in_one_delivery_are_one_person) {
  auto first = student(1);
  first.key = first.observation.key + "\tΠ";
  first.observation.identifiers = {};
  auto second = first;
  second.key = second.observation.key + "\tΜ";
  second.observation.kind = kind("postgraduate");
  (void)deliver({first, second});
  EXPECT_EQ(people(), 1U);
}

TEST_F(ARegistry, number_of_somebody_else_in_another_cycle_is_held) {
  auto first = student(1);
  first.key = first.observation.key + "\tΠ";
  first.observation.identifiers = {};
  (void)deliver({first});
  auto reused = student(2);
  reused.observation.key = first.observation.key;
  reused.key = first.observation.key + "\tΜ";
  const auto run = deliver({first, reused});
  ASSERT_EQ(bad(run).size(), 1U);
  EXPECT_EQ(bad(run).front().reason, "perhaps_somebody_known");
  EXPECT_EQ(people(), 1U);
}

}  // namespace
}  // namespace metroon::app

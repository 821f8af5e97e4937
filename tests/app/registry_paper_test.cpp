// What the office approved on papers, and what a registry says of the same capacity.
#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

class AccountsOnPaper : public ARegistry {
 protected:
  AccountsOnPaper() {
    students.kinds = {kind("permanent-staff")};
    students.silence = core::Ending::lapsed;
    for (unsigned n = 1; n < 30; ++n) others.push_back(employee(n));
  }
  DeliveredRow employee(unsigned n) {
    auto made_row = student(n);
    auto& one = made_row.observation;
    one.kind = kind("permanent-staff");
    one.unit = "";
    const auto typed = form("permanent-staff", n);
    one.names.first = typed.first_name;
    one.names.last = typed.last_name;
    one.birth = base::parse_typed_day(typed.birth).value();
    one.identifiers = {};
    one.identifiers.document_number = typed.document_number;
    one.identifiers.afm = typed.afm;
    return made_row;
  }
  std::vector<DeliveredRow> with(const DeliveredRow& one) const {
    auto rows = others;
    rows.push_back(one);
    return rows;
  }
  std::vector<DeliveredRow> others;
};

TEST_F(AccountsOnPaper, AreTheRegistrysFromItsFirstWordOnAndEndByIt) {
  const auto who = member("permanent-staff", 40);
  ASSERT_FALSE(dossier(who.person).affiliations.at(0).ends);
  ASSERT_EQ(deliver(with(employee(40))).verdict, DeliveryVerdict::fine);
  auto affiliations = dossier(who.person).affiliations;
  ASSERT_EQ(affiliations.size(), 1U);
  EXPECT_EQ(affiliations[0].asserted_by, "registry students");
  EXPECT_TRUE(audited(subject("person", who.person), "affiliation_changed"));

  ASSERT_EQ(deliver(others).verdict, DeliveryVerdict::fine);
  affiliations = dossier(who.person).affiliations;
  ASSERT_EQ(affiliations.size(), 1U);
  EXPECT_EQ(affiliations[0].ends, today());
  live_until(who.person, today() + days{90});
  EXPECT_EQ(standing(who.person).state, core::AccountState::ended);
}

TEST_F(AccountsOnPaper, AddNothingToWhatARegistrySaysAlready) {
  ASSERT_EQ(deliver(with(employee(40))).verdict, DeliveryVerdict::fine);
  const auto person = dossier_at(40).person;
  const auto seen = apply(form("permanent-staff", 40));
  const auto approved = approve_application(
      house, office(), seen.id, {.version = seen.version, .username = {}, .same_as = person});
  ASSERT_TRUE(approved);
  EXPECT_EQ(dossier(person).affiliations.size(), 1U);
  (void)settle(person, approved->account);
  EXPECT_TRUE(standing(person).opens(service("email")));
  ASSERT_EQ(deliver(others).verdict, DeliveryVerdict::fine);
  live_until(person, today() + days{90});
  EXPECT_EQ(standing(person).state, core::AccountState::ended);
}

TEST_F(AccountsOnPaper, StandBesideACapacityThatIsOverByTheRegistry) {
  const auto who = member("permanent-staff", 40);
  auto former = employee(40);
  former.observation.ends = today() - days{9};
  ASSERT_EQ(deliver(with(former)).verdict, DeliveryVerdict::fine);
  const auto affiliations = dossier(who.person).affiliations;
  ASSERT_EQ(affiliations.size(), 2U);
  EXPECT_FALSE(affiliations[0].ends) << "approved since, on better papers";
}

}  // namespace
}  // namespace metroon::app

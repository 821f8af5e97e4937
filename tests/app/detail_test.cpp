// What the audit's details say is read back as it was written, whatever people type.
#include "app/detail.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "app/affiliation_detail.hpp"
#include "app/dossier_detail.hpp"
#include "app/house_fixture.hpp"
#include "core/generators.hpp"

namespace metroon::app {
namespace {

using namespace core::testing;

// Signs that stand between others, in every order.
std::string any_text() {
  std::string text;
  for (int left = core::testing::detail::number(0, 12); left > 0; --left)
    text += core::testing::detail::one_of(std::vector<std::string>{
        "\"", "\\", ", ", "; ", ": ", " ", " → ", "–", "α", "by", "\n", "2026-05-01"});
  return text;
}

// How it would end says nothing before there is an end.
void plain(core::Affiliation& one) {
  if (!one.ends) one.ending = core::Ending::lapsed;
}

core::Dossier any_dossier(const core::Policy& policy) {
  auto dossier = some_dossier(policy);
  dossier.person = {};
  for (auto& one : dossier.affiliations) {
    plain(one);
    one.unit = any_text();
    one.asserted_by = any_text();
  }
  for (auto& one : dossier.holds) one.reason = any_text();
  if (auto& account = dossier.account) {
    account->addresses = {{"holder", account->realm}, {"alias", account->realm}};
    if (account->suspended) account->suspended->reason = any_text();
  }
  return dossier;
}

RC_GTEST_PROP(Detail, any_texts_are_read_as_they_were_written, ()) {
  std::vector<Detail> written;
  for (int left = core::testing::detail::number(1, 3); left > 0; --left) {
    Detail one{.head = "head 1", .items = {}};
    for (int items = core::testing::detail::number(0, 3); items > 0; --items)
      one.add("name", any_text());
    written.push_back(std::move(one));
  }
  RC_ASSERT(read_details(to_text(written)) == written);
  RC_ASSERT(read_detail(to_text(written.front())) == written.front());
}

RC_GTEST_PROP(Detail, a_dossier_is_read_as_it_was_written, ()) {
  const auto policy = *any_policy();
  const auto dossier = any_dossier(policy);
  const auto read = read_facts(policy, detail_of(policy, dossier));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->before == dossier);
}

RC_GTEST_PROP(Detail, what_an_affiliation_was_is_read_from_what_it_became, ()) {
  const auto policy = *any_policy();
  auto before = core::testing::detail::affiliation(policy, 1);
  auto after = core::testing::detail::affiliation(policy, 1);
  after.kind = before.kind;
  before.unit = core::testing::detail::one_in(3) ? "" : "chemistry";
  after.unit = core::testing::detail::one_in(3) ? "" : "physics";
  for (auto* one : {&before, &after}) plain(*one);
  RC_PRE(before != after);
  const auto read = read_became(policy, detail_of(policy, before, after, "campaign:5"));
  RC_ASSERT(read.has_value());
  core::Dossier dossier{.person = {1}};
  dossier.affiliations = {after};
  const std::vector<core::RecordedChange> changes{{{}, *read}};
  const auto rewound = core::rewind(dossier, changes, after.from);
  RC_ASSERT(rewound.dossier.affiliations.front() == before);
  const auto began = read_began(policy, detail_of(policy, before));
  RC_ASSERT(began.has_value());
  RC_ASSERT(began->which == (core::WhichAffiliation{before.kind, before.id}));
}

RC_GTEST_PROP(Detail, notices_are_read_as_they_were_written, ()) {
  const auto policy = *any_policy();
  const auto notices = some_dossier(policy).notices;
  RC_PRE(!notices.empty());
  const auto read = read_notices(policy, detail_of(policy, notices));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->notices == notices);
  RC_ASSERT(read_notice(policy, detail_of(policy, notices.front()))->notice == notices.front());
}

RC_GTEST_PROP(Detail, what_was_before_a_change_of_holds_accounts_and_switches_is_read, ()) {
  const auto policy = *any_policy();
  const auto dossier = any_dossier(policy);
  for (auto hold : dossier.holds) {
    hold.by = "office:12";
    const auto read = read_hold_moved(policy, hold_moved_detail(hold, first_day, any_text()));
    RC_ASSERT(read == (core::HoldMoved{hold.by, hold.until}));
  }
  for (core::ServiceIndex service = 0; service < policy.services.size(); ++service) {
    const auto read = read_switched(policy, switched_detail(policy, dossier, service, true));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->service == service);
    const auto chosen = std::ranges::find(dossier.choices, service, &core::Choice::service);
    RC_ASSERT((chosen == dossier.choices.end() ? !read->before : read->before == chosen->on));
  }
  if (!dossier.account) return;
  const auto& account = *dossier.account;
  RC_ASSERT(read_proof(policy, proof_detail(account.proof, first_day)) ==
            core::ProofMoved{account.proof});
  RC_ASSERT(read_address(policy, detail_of(policy, account.addresses.front())) ==
            core::AddressAdded{account.addresses.front()});
  if (account.suspended)
    RC_ASSERT(read_resumed(policy, resumed_detail(*account.suspended, any_text())) ==
              core::Resumed{*account.suspended});
}

TEST(Detail, reads_like_a_sentence) {
  const core::Affiliation studies{
      .id = {12}, .kind = kind("undergraduate"), .unit = "chemistry", .from = day(2026, 10, 1)};
  EXPECT_EQ(detail_of(patras(), studies), "undergraduate 12: unit chemistry, from 2026-10-01");
  core::ServiceSet services;
  services.set(service("email")).set(service("vpn"));
  EXPECT_EQ(detail_of(patras(), core::Notice{.ending = day(2026, 5, 1),
                                             .days_before = 30,
                                             .accepted = {},
                                             .services = services}),
            "2026-05-01, 30 days before: services email vpn");
  EXPECT_EQ(hold_moved_detail({.from = day(2026, 3, 2), .until = day(2026, 5, 2), .by = "office:3"},
                              day(2026, 3, 5), "γύρισε"),
            "office:3: until 2026-05-02 → 2026-03-05, why γύρισε");
  EXPECT_EQ(resumed_detail({day(2026, 3, 2), "κλοπή"}, "ήταν ο ίδιος"),
            "suspended 2026-03-02: reason κλοπή, why ήταν ο ίδιος");
  EXPECT_EQ(switched_detail(patras(), {}, service("email"), false), "email: choice – → off");
}

TEST(Detail, what_older_entries_said_is_not_taken_for_more) {
  EXPECT_FALSE(read_became(patras(), "undergraduate, 2026-07-01, campaign:5"));
  EXPECT_FALSE(read_became(patras(), "undergraduate"));
  EXPECT_FALSE(read_became(patras(), ""));
  EXPECT_FALSE(read_hold_moved(patras(), "2026-07-01"));
  EXPECT_FALSE(read_hold_moved(patras(), "until he comes: \"soon"));
  EXPECT_FALSE(read_switched(patras(), "email"));
  EXPECT_FALSE(read_resumed(patras(), "ήταν ο ίδιος"));
  EXPECT_FALSE(read_notices(patras(), ""));
  EXPECT_FALSE(read_facts(patras(), ""));
  EXPECT_FALSE(read_facts(patras(), "account 9: name m"));
  // A kind alone says which, where there is no other of that kind.
  EXPECT_EQ(read_began(patras(), "undergraduate"),
            (core::AffiliationBegan{{kind("undergraduate"), {}}}));
  EXPECT_EQ(read_notice(patras(), "2026-05-01, 30 days before")->notice.services, std::nullopt);
}

}  // namespace
}  // namespace metroon::app

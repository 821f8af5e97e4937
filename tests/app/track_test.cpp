// Following an application by its number, and what may be done there.
#include <algorithm>

#include "app/house_fixture.hpp"
#include "support/made_up_people.hpp"

namespace metroon::app {
namespace {

class Tracking : public HouseTest {
 protected:
  Secret track(const core::Application& one) { return open_tracking(house, call(), one.id); }
  std::expected<Secret, TrackRefused> find(std::string_view number, std::string_view proof) {
    return track_application(house, call(), number, proof);
  }
};

// Remembers the octets it gave.
class Spy final : public Random {
 public:
  Bytes bytes(std::size_t count) override {
    drawn.push_back(source_.bytes(count));
    return drawn.back();
  }
  std::int64_t next_id(Instant) override { return ++id_; }
  std::vector<Bytes> drawn;

 private:
  support::CountingRandom source_;
  std::int64_t id_{1'000'000};
};

TEST_F(Tracking, ANumberIsFiftyRandomBitsAndNothingThatCounts) {
  Spy spy;
  House watched = with(house, house.store, spy);
  const auto saved = save_draft(watched, call(), {}, form("faculty", 1), {});
  const auto submitted = submit_application(watched, call(), saved.token);
  ASSERT_TRUE(submitted);
  EXPECT_EQ(submitted->number.size(), 10U);
  const auto made_of = std::ranges::find_if(spy.drawn, [&](const Bytes& octets) {
    return octets.size() == 7 && base::to_code(octets, 10) == submitted->number;
  });
  EXPECT_NE(made_of, spy.drawn.end());
}

TEST_F(Tracking, TheNumberOpensWithTheAddressOrTheBirthDate) {
  const auto applied = apply("faculty", 1);
  const auto iso = base::to_iso(support::birth(1));
  for (const std::string& proof :
       {std::string{" Person1@Example.org"}, iso,
        iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4)}) {
    const auto token = find(grouped(applied.number, 5), proof);
    ASSERT_TRUE(token) << proof;
    EXPECT_EQ(tracked(house, call(), *token)->application.id, applied.id);
  }
}

TEST_F(Tracking, AWrongPairDoesNotTellWhichHalfIsWrong) {
  const auto applied = apply("faculty", 1);
  EXPECT_EQ(why(find(applied.number, "other@example.org")), TrackProblem::not_found);
  EXPECT_EQ(why(find("0000000000", "person1@example.org")), TrackProblem::not_found);
  EXPECT_EQ(why(find("", "")), TrackProblem::not_found);
  EXPECT_TRUE(audited(subject("application", applied.id), "tracking_refused"));
}

TEST_F(Tracking, WrongPairsHaveToWaitLongerAndLonger) {
  const auto applied = apply("faculty", 1);
  for (unsigned n = 0; n <= patras().attempts.free_failures; ++n)
    ASSERT_EQ(why(find(applied.number, "x@example.org")), TrackProblem::not_found);
  const auto refused = find(applied.number, "person1@example.org");
  ASSERT_EQ(why(refused), TrackProblem::wait);
  EXPECT_EQ(refused.error().wait.left, 30s);
  pass(30s);
  ASSERT_EQ(why(find(applied.number, "x@example.org")), TrackProblem::not_found);
  EXPECT_EQ(find(applied.number, "person1@example.org").error().wait.left, 60s);
  pass(60s);
  EXPECT_TRUE(find(applied.number, "person1@example.org"));
}

TEST_F(Tracking, GuessingManyNumbersFromOneAddressHasToWait) {
  for (unsigned n = 0; n < (patras().attempts.free_failures + 1) * client_patience; ++n)
    ASSERT_EQ(why(find("GUESS" + std::to_string(10'000 + n), "x@example.org")),
              TrackProblem::not_found);
  EXPECT_EQ(why(find("GUESS20000", "x@example.org")), TrackProblem::wait);
}

TEST_F(Tracking, ATokenOpensForTwoHours) {
  const auto token = track(apply("faculty", 1));
  pass(2h);
  EXPECT_TRUE(tracked(house, call(), token));
  pass(1s);
  EXPECT_FALSE(tracked(house, call(), token));
}

TEST_F(Tracking, TheMissingPaperMakesAnIncompleteApplicationComplete) {
  const auto applied = apply(form("contractor", 1), {paper("solemn-declaration")});
  EXPECT_EQ(applied.stage, Stage::incomplete);
  const auto token = track(applied);
  EXPECT_EQ(tracked(house, call(), token)->missing,
            (std::vector{patras().evidence_of("status-certificate").value()}));
  EXPECT_EQ(tracked(house, call(), token)->to_bring,
            (std::vector{patras().evidence_of("identity-document").value()}));
  const auto supplied = add_document(house, call(), token, paper("status-certificate"));
  ASSERT_TRUE(supplied);
  EXPECT_EQ(supplied->stage, Stage::submitted);
  EXPECT_EQ(application(applied.id), *supplied);
  EXPECT_TRUE(audited(subject("application", applied.id), "document_added"));
}

TEST_F(Tracking, SupplyingAnswersTheOffice) {
  const auto applied = apply("contractor", 1);
  const auto asked =
      ask_for_more(house, office(), applied.id, applied.version, "Χωρίς ημερομηνία.");
  ASSERT_TRUE(asked);
  const auto token = track(applied);
  const auto supplied =
      add_document(house, call(), token, paper("status-certificate", "%PDF of today"));
  ASSERT_TRUE(supplied);
  EXPECT_EQ(supplied->stage, Stage::submitted);
  EXPECT_EQ(supplied->documents.size(), 3U);
}

TEST_F(Tracking, OnceTheOfficeHasAskedAnyPaperOfTheRulesIsTaken) {
  const auto applied = apply("contractor", 1);
  const auto token = track(applied);
  EXPECT_EQ(why(add_document(house, call(), token, paper("contract"))),
            SupplyProblem::unknown_evidence);
  ASSERT_TRUE(ask_for_more(house, office(), applied.id, applied.version, "Και τη σύμβαση."));
  EXPECT_TRUE(add_document(house, call(), token, paper("contract")));
}

TEST_F(Tracking, WhatTheCapacityDoesNotAskForIsNotTaken) {
  const auto token = track(apply("contractor", 1));
  EXPECT_EQ(why(add_document(house, call(), token, paper("contract"))),
            SupplyProblem::unknown_evidence);
  EXPECT_EQ(why(add_document(house, call(), token, paper("identity-document"))),
            SupplyProblem::unknown_evidence);
  EXPECT_EQ(why(add_document(house, call(), Secret{"guess"}, paper("contract"))),
            SupplyProblem::no_such_application);
}

TEST_F(Tracking, MoreDocumentsThanTheLimitAreRefused) {
  const auto token = track(apply("contractor", 1));
  for (unsigned n = 2; n < patras().applications.documents_most; ++n)
    ASSERT_TRUE(add_document(house, call(), token, paper("status-certificate", std::to_string(n))));
  EXPECT_EQ(why(add_document(house, call(), token, paper("status-certificate", "last"))),
            SupplyProblem::too_many);
}

TEST_F(Tracking, WhatNobodyHasConfirmedCannotFillTheDisk) {
  const auto applied = submit(form("contractor", 1));
  const auto token = open_tracking(house, call(), applied.id);
  house.unconfirmed_octets =
      store->read([](Ports& ports) { return ports.documents.unconfirmed_octets(); });
  EXPECT_GT(house.unconfirmed_octets, 0);
  EXPECT_EQ(why(add_document(house, call(), token, paper("status-certificate", "one more"))),
            SupplyProblem::no_room);
  ASSERT_TRUE(confirm_email(house, call(), confirmation_link()));
  EXPECT_TRUE(add_document(house, call(), token, paper("status-certificate", "one more")));
}

TEST_F(Tracking, AWithdrawnApplicationTakesNothingMore) {
  const auto applied = apply("contractor", 1);
  const auto token = track(applied);
  EXPECT_EQ(withdraw_application(house, call(), token)->stage, Stage::withdrawn);
  EXPECT_TRUE(audited(subject("application", applied.id), "application_withdrawn"));
  EXPECT_EQ(why(withdraw_application(house, call(), token)), WithdrawProblem::not_now);
  EXPECT_EQ(why(add_document(house, call(), token, paper("status-certificate"))),
            SupplyProblem::not_now);
  const auto seen = application(applied.id);
  EXPECT_EQ(why(approve_application(house, office(), seen.id, {.version = seen.version})),
            OfficeProblem::not_now);
}

TEST_F(Tracking, AnApprovedApplicationIsNotWithdrawn) {
  const auto approved = approve(apply("faculty", 1));
  EXPECT_EQ(why(withdraw_application(house, call(), track(approved))), WithdrawProblem::not_now);
}

TEST_F(Tracking, TheReceiptSaysWhatIsMissingAndWhatToBring) {
  const auto applied = apply(form("contractor", 1), {paper("solemn-declaration")});
  EXPECT_TRUE(application_receipt(house, call(), track(applied)));
  EXPECT_EQ(printer.last_receipt->number, grouped(applied.number, 5));
  EXPECT_EQ(printer.last_receipt->missing.size(), 1U);
  EXPECT_EQ(printer.last_receipt->to_bring.size(), 1U);
  EXPECT_FALSE(application_receipt(house, call(), Secret{"guess"}));
}

}  // namespace
}  // namespace metroon::app

// Identification and hand-over at the counter.
#include <algorithm>

#include "app/check.hpp"
#include "app/house_fixture.hpp"
#include "app/secretariat.hpp"
#include "app/suspension.hpp"

namespace metroon::app {
namespace {

class Desk : public HouseTest {
 protected:
  core::Application approved{approve(apply("contractor", 1))};  // Identity card ΑΚ100001.

  std::expected<Proof, ProofProblem> prove_with(
      std::string_view last_characters,
      core::IdentityDocument document = core::IdentityDocument::identity_card) {
    return record_proof(house, office(), officer.id, approved.person, document, last_characters,
                        "");
  }
  std::expected<Bytes, HandOverProblem> hand_over_now() {
    return app::hand_over(house, office(), officer, approved.account);
  }
};

TEST_F(Desk, WhoIsOpenedIsOnRecordOnceInAnHourAndASearchIsNot) {
  const auto who = member("contractor", 2);
  const auto times = [&] {
    return std::ranges::count(actions(subject("person", who.person)), "person_read");
  };
  EXPECT_FALSE(find_people(house, office(), who.username).empty());
  EXPECT_EQ(why(find_at_desk(house, office(), "nobody")), DeskProblem::not_found);
  EXPECT_EQ(times(), 0);
  for (int looks = 0; looks < 3; ++looks) ASSERT_TRUE(find_at_desk(house, office(), who.username));
  ASSERT_TRUE(open_person(house, office(), who.person));
  EXPECT_EQ(times(), 1);
  ASSERT_TRUE(find_at_desk(house, call("staff:nikos"), who.username));
  EXPECT_EQ(times(), 2);
  pass(1h);
  ASSERT_TRUE(find_at_desk(house, office(), who.username));
  EXPECT_EQ(times(), 3);
}

TEST_F(Desk, ATrackingNumberOrAUsernameFindsTheAccount) {
  for (const auto& typed : {approved.number, grouped(approved.number, 5), std::string{" MGKIKAS "},
                            std::string{"mgkikas@upatras.gr"}}) {
    const auto view = find_at_desk(house, office(), typed);
    ASSERT_TRUE(view) << typed;
    EXPECT_EQ(view->person.id, approved.person);
    EXPECT_EQ(view->kind, "contractor");
    EXPECT_EQ(view->to_see, (std::vector{patras().evidence_of("identity-document").value()}));
    EXPECT_FALSE(view->proof_today || view->handed_over || view->activated);
  }
  EXPECT_EQ(why(find_at_desk(house, office(), "  ")), DeskProblem::nothing_typed);
  EXPECT_EQ(why(find_at_desk(house, office(), "nobody")), DeskProblem::not_found);
}

TEST_F(Desk, WhatIsNotApprovedYetIsNotHandedOver) {
  const auto applied = apply("contractor", 2);
  EXPECT_EQ(why(find_at_desk(house, office(), applied.number)), DeskProblem::not_approved_yet);
}

TEST_F(Desk, NothingIsHandedOverWithoutAProofOfToday) {
  EXPECT_EQ(why(hand_over_now()), HandOverProblem::no_proof_today);
  (void)prove(approved.person);
  pass(24h);
  EXPECT_EQ(why(hand_over_now()), HandOverProblem::no_proof_today);
  EXPECT_FALSE(printer.last_sheet);
  (void)prove(approved.person);
  EXPECT_TRUE(hand_over_now());
}

TEST_F(Desk, AProofOfYesterdayEveningIsNotOfToday) {
  pass(14h + 59min);  // 23:59 in the institution's time.
  (void)prove(approved.person);
  pass(1min);
  EXPECT_EQ(why(hand_over_now()), HandOverProblem::no_proof_today);
}

TEST_F(Desk, NobodyIsHandedAnAccountThatIsNotThere) {
  EXPECT_EQ(why(app::hand_over(house, office(), officer, {12345})),
            HandOverProblem::no_such_account);
}

TEST_F(Desk, TheLastFourCharactersAreComparedInEitherAlphabet) {
  EXPECT_TRUE(prove_with("0001"));
  EXPECT_TRUE(prove_with(" 00-01"));
  EXPECT_EQ(why(prove_with("0002")), ProofProblem::document_differs);
  EXPECT_EQ(why(prove_with("")), ProofProblem::document_differs);
  EXPECT_EQ(why(prove_with("001")), ProofProblem::document_differs);
  EXPECT_EQ(why(prove_with("100001")), ProofProblem::document_differs);
  EXPECT_EQ(why(prove_with("0001", core::IdentityDocument::passport)),
            ProofProblem::document_differs);
  EXPECT_TRUE(audited(subject("person", approved.person), "proof_refused"));
}

TEST_F(Desk, WhoeverGuessesTheLastFourCharactersHasToWait) {
  for (unsigned n = 0; n <= patras().attempts.free_failures; ++n)
    ASSERT_EQ(why(prove_with("999" + std::to_string(n))), ProofProblem::document_differs);
  EXPECT_EQ(why(prove_with("0001")), ProofProblem::wait);
  pass(30s);
  EXPECT_TRUE(prove_with("0001"));
  EXPECT_EQ(why(prove_with("9999")), ProofProblem::document_differs);  // A proof clears the count.
}

TEST_F(Desk, AClerkWhoTriesOnePersonAfterAnotherHasToWait) {
  const auto guess = [&](core::PersonId person) {
    return why(record_proof(house, office(), officer.id, person,
                            core::IdentityDocument::identity_card, "9999", ""));
  };
  const auto most = (patras().attempts.free_failures + 1) * client_patience;
  for (unsigned n = 0; n < most; ++n) {
    const auto [person, account] = enrol("faculty", 100 + n);
    ASSERT_EQ(guess(person), ProofProblem::document_differs);
  }
  EXPECT_EQ(guess(approved.person), ProofProblem::wait);
}

TEST_F(Desk, WhoDoesNotKnowThePaperGetsNoCode) {
  EXPECT_EQ(why(prove_with("9999")), ProofProblem::document_differs);
  EXPECT_EQ(why(hand_over_now()), HandOverProblem::no_proof_today);
  EXPECT_TRUE(mails().back().subject == "mail.approved");  // No code goes by mail either.
}

class PhonedByAnImpostor : public Desk {
 protected:
  const Secret& on_paper() const { return printer.last_sheet->code; }
  bool works(const Secret& code) { return check_activation_code(house, call(), code).has_value(); }
  bool code_is_out(core::AccountId account) {
    return store->read([&](Ports& ports) {
      return ports.tokens.any_unused(TokenPurpose::activate, account.value, now);
    });
  }
  SeenDocument paper_ending_on(std::string_view typed) const {
    return {core::IdentityDocument::identity_card, typed, {}};
  }
};

// The caller knows name, username, tracking number and the old password; not the paper.
TEST_F(PhonedByAnImpostor, helpdesk_is_phoned_by_an_impostor) {
  const auto who = settle(approved.person, approved.account);  // Proved, as of today …
  const auto [student, student_account] = enrol("undergraduate", 2);
  const auto vaso = secretary("vaso", {"chemistry"});
  const auto by_vaso = call("staff:vaso");
  pass(24h);  // … and that was yesterday.
  const auto used_sheet = on_paper();

  // The office's desk: a new code, by the paper on record or by "a new one".
  EXPECT_EQ(why(prove_with("9999")), ProofProblem::document_differs);
  EXPECT_EQ(why(prove_with("0001", core::IdentityDocument::passport)),
            ProofProblem::document_differs);
  EXPECT_EQ(why(prove_by_new_document(house, office(), officer.id, who.person,
                                      core::IdentityDocument::identity_card, "ΑΚ777777", " ")),
            ReplaceProblem::note_missing);
  EXPECT_EQ(why(hand_over_now()), HandOverProblem::no_proof_today);
  // A secretariat: at the counter, on a printed sheet, and for whoever is settled already.
  EXPECT_EQ(why(hand_over_student(house, by_vaso, vaso, student, paper_ending_on("9999"))),
            SecretariatProblem::document_differs);
  EXPECT_EQ(why(hand_over_student(house, by_vaso, vaso, who.person, paper_ending_on("0001"))),
            SecretariatProblem::not_there);
  (void)draw_batch(house, by_vaso, vaso, BatchOf::without_sheet,
                   [](std::size_t, std::size_t) { return true; });
  ASSERT_EQ(printer.batch.size(), 1U);
  const auto& sheet = printer.batch.front();
  EXPECT_EQ(why(record_sheet(house, by_vaso, vaso, student, sheet.number, paper_ending_on("9999"))),
            SecretariatProblem::document_differs);
  EXPECT_FALSE(works(sheet.code));
  // Another address to send things to, the old sheet, and the operator's commands.
  EXPECT_EQ(why(correct_person(house, office(), who.person,
                               {.version = 1, .data = form("contractor", 1), .reason = "phone"})),
            CorrectionProblem::no_proof_today);
  EXPECT_FALSE(works(used_sheet));
  ASSERT_TRUE(suspend_account(house, call("operator"), who.account, "lost"));
  ASSERT_TRUE(resume_account(house, call("operator"), who.account, "asked by phone"));

  for (const auto account : {who.account, student_account}) EXPECT_FALSE(code_is_out(account));
  EXPECT_TRUE(audited(subject("person", who.person), "proof_refused"));
  EXPECT_TRUE(audited(subject("person", student), "proof_refused"));
}

TEST_F(Desk, TheSheetCarriesACodeAndNoPassword) {
  (void)prove(approved.person);
  const auto code = hand_over(approved.account);
  const auto& sheet = *printer.last_sheet;
  EXPECT_EQ(code.reveal().size(), 14U);  // Three groups of four.
  EXPECT_EQ(sheet.username, "mgkikas");
  EXPECT_EQ(sheet.address, "mgkikas@upatras.gr");
  EXPECT_EQ(sheet.officer, "Μαρία Κανελλοπούλου");
  EXPECT_EQ(sheet.number, grouped(approved.number, 5));
  EXPECT_EQ(sheet.valid_until, today() + days{patras().applications.activation_code_days});
  EXPECT_FALSE(
      store->read([&](Ports& ports) { return ports.credentials.password(approved.account); }));
}

TEST_F(Desk, TheLastDayOnTheSheetIsAWholeOne) {
  (void)prove(approved.person);
  const auto code = hand_over(approved.account);
  go_to(printer.last_sheet->valid_until);
  pass(14h + 59min);
  EXPECT_TRUE(check_activation_code(house, call(), code));
  pass(1min);
  EXPECT_EQ(why(check_activation_code(house, call(), code)), ActivateProblem::code_expired);
}

TEST_F(Desk, ProofAndHandOverAreOnRecord) {
  (void)prove(approved.person);
  (void)hand_over(approved.account);
  EXPECT_EQ(application(approved.id).stage, Stage::handed_over);
  EXPECT_TRUE(audited(subject("person", approved.person), "proof_recorded"));
  EXPECT_TRUE(audited(subject("account", approved.account), "code_handed_over"));
  EXPECT_TRUE(audited(subject("application", approved.id), "application_handed_over"));
  const auto view = find_at_desk(house, office(), approved.number);
  EXPECT_TRUE(view->proof_today && view->handed_over);
}

TEST_F(Desk, AnEarlierCodeDiesWithTheNextHandOver) {
  (void)prove(approved.person);
  const auto lost = hand_over(approved.account);
  const auto found = hand_over(approved.account);
  EXPECT_EQ(why(check_activation_code(house, call(), lost)), ActivateProblem::no_such_code);
  EXPECT_TRUE(check_activation_code(house, call(), found));
}

TEST_F(Desk, WhenThePrinterFailsNothingWasHandedOver) {
  (void)prove(approved.person);
  const auto earlier = hand_over(approved.account);
  printer.broken = true;
  EXPECT_THROW((void)hand_over_now(), std::runtime_error);
  EXPECT_TRUE(check_activation_code(house, call(), earlier));
  EXPECT_EQ(actions(subject("account", approved.account)).size(),
            3U);  // Created, proved, handed over.
}

TEST_F(Desk, ANewerPaperTakesThePlaceOfTheOldAndIsTheProof) {
  using core::IdentityDocument;
  const auto replace = [&](IdentityDocument document, std::string_view number,
                           std::string_view note) {
    return prove_by_new_document(house, office(), officer.id, approved.person, document, number,
                                 note);
  };
  EXPECT_EQ(why(replace(IdentityDocument::identity_card, "12", "παλιά φωτογραφία")),
            ReplaceProblem::number_malformed);
  EXPECT_EQ(why(replace(IdentityDocument::passport, "AB1234567", " ")),
            ReplaceProblem::note_missing);
  EXPECT_TRUE(replace(IdentityDocument::passport, "AB1234567", "παλιά φωτογραφία"));
  EXPECT_EQ(why(prove_with("0001")), ProofProblem::document_differs);
  EXPECT_TRUE(prove_with("4567", IdentityDocument::passport));
  EXPECT_TRUE(audited(subject("person", approved.person), "identity_document_replaced"));
  EXPECT_TRUE(hand_over_now());
}

TEST_F(Desk, ANewCodeEndsEverySessionOfTheHolder) {
  const auto settled = settle(approved.person, approved.account);
  EXPECT_TRUE(holder_session(house, call(), settled.session));
  ASSERT_TRUE(hand_over_now());
  EXPECT_FALSE(holder_session(house, call(), settled.session));
}

TEST_F(Desk, AMemberWithANewProofHasOneThatStandsBehindTheActivationStill) {
  const auto settled = settle(approved.person, approved.account);
  pass(days{100});
  const auto before = standing(settled.person);
  (void)prove(settled.person);
  EXPECT_EQ(standing(settled.person), before);
  EXPECT_LE(account(settled.account).account.proof, account(settled.account).account.activated);
  EXPECT_TRUE(check_invariants(house, call()).violations.empty());
}

TEST_F(Desk, AForgottenPasswordTakesAProofAndANewCode) {
  const auto settled = settle(approved.person, approved.account);
  const auto activated = account(settled.account).account.activated;
  pass(days{100});
  (void)prove(settled.person);
  const auto session = activate(hand_over(settled.account), other_password);
  EXPECT_TRUE(holder_session(house, call(), session));
  EXPECT_FALSE(holder_session(house, call(), settled.session));
  EXPECT_EQ(account(settled.account).account.activated, activated);
  EXPECT_TRUE(audited(subject("account", settled.account), "password_renewed_by_code"));
  EXPECT_EQ(count_mails("mail.password_changed"), 1U);
}

TEST_F(Desk, ACapacityApprovedBeforeTheHandOverIsFinishedWithIt) {
  pass(1h);
  const auto second = approve(apply("postdoc", 1), approved.person);
  EXPECT_EQ(second.stage, Stage::approved);
  (void)settle(approved.person, approved.account);
  EXPECT_EQ(application(second.id).stage, Stage::activated);
  EXPECT_EQ(application(approved.id).stage, Stage::activated);
}

TEST_F(Desk, ACapacityApprovedBetweenHandOverAndActivationIsFinishedWithIt) {
  (void)prove(approved.person);
  const auto code = hand_over(approved.account);
  const auto second = approve(apply("postdoc", 1), approved.person);
  (void)activate(code);
  EXPECT_EQ(application(second.id).stage, Stage::activated);
  EXPECT_EQ(application(approved.id).stage, Stage::activated);
}

}  // namespace
}  // namespace metroon::app

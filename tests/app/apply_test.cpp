// What applicants do, and what becomes of their applications without them.
#include "app/house_fixture.hpp"

namespace metroon::app {
namespace {

class Applying : public HouseTest {
 protected:
  Secret track(const core::Application& application) {
    return open_tracking(house, call(), application.id);
  }
  std::expected<Secret, TrackRefused> find(std::string_view number, std::string_view proof) {
    return track_application(house, call(), number, proof);
  }
};

TEST_F(Applying, ADraftKeepsItsDocumentsWhenAFieldIsWrong) {
  auto typed = form("contractor", 1);
  typed.email = "nowhere";
  const auto first = save_draft(house, call(), {}, typed, papers("contractor"));
  EXPECT_EQ(first.problems.size(), 1U);
  typed.email = "right@example.org";
  const auto second = save_draft(house, call(), first.token, typed, {});
  EXPECT_TRUE(second.problems.empty());
  EXPECT_EQ(second.token.reveal(), first.token.reveal());
  const auto found = find_draft(house, call(), first.token);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->documents.size(), 2U);
  EXPECT_EQ(found->contact.email, "right@example.org");
}

TEST_F(Applying, PapersOfAnotherCapacityAreKeptThoughAFieldIsWrong) {
  auto typed = form("postdoc", 1);
  typed.email = "nowhere";
  const auto first = save_draft(house, call(), {}, typed, {});
  typed.kind = "contractor";
  const auto second = save_draft(house, call(), first.token, typed, papers("contractor"));
  EXPECT_EQ(second.problems,
            (std::vector<core::FieldProblem>{{core::Field::email, core::Problem::not_an_address}}));
  EXPECT_EQ(find_draft(house, call(), first.token)->documents.size(), 2U);
}

TEST_F(Applying, TheSameFileIsKeptOnceAndACorrectedOneBeside) {
  const auto typed = form("contractor", 1);
  const auto saved = save_draft(
      house, call(), {}, typed,
      {paper("solemn-declaration", "%PDF 2 years"), paper("solemn-declaration", "%PDF 2 years"),
       paper("solemn-declaration", "%PDF 3 years")});
  EXPECT_EQ(saved.draft.documents.size(), 2U);
}

TEST_F(Applying, ARemovedDocumentIsGoneAndCanBeGivenAgain) {
  const auto saved = save_draft(house, call(), {}, form("contractor", 1), papers("contractor"));
  remove_draft_document(house, call(), saved.token, saved.draft.documents.front().id);
  EXPECT_EQ(find_draft(house, call(), saved.token)->documents.size(), 1U);
  const auto again =
      save_draft(house, call(), saved.token, form("contractor", 1), papers("contractor"));
  EXPECT_EQ(again.draft.documents.size(), 2U);
}

TEST_F(Applying, WhatIsNoDocumentIsRefusedAndTheRestKept) {
  auto picture = paper("solemn-declaration");
  picture.media_type.clear();
  const auto saved = save_draft(house, call(), {}, form("contractor", 1),
                                {picture, paper("status-certificate"), paper("contract")});
  EXPECT_EQ(saved.problems, (std::vector<core::FieldProblem>{
                                {core::Field::documents, core::Problem::not_a_document},
                                {core::Field::documents, core::Problem::unknown_choice}}));
  EXPECT_EQ(saved.draft.documents.size(), 1U);
}

TEST_F(Applying, ADocumentBeyondTheLimitIsRefused) {
  const auto limit = std::size_t{patras().applications.document_megabytes} * 1024 * 1024;
  const auto saved = save_draft(house, call(), {}, form("contractor", 1),
                                {paper("solemn-declaration", std::string(limit + 1, 'x'))});
  EXPECT_EQ(saved.problems,
            (std::vector<core::FieldProblem>{{core::Field::documents, core::Problem::too_large}}));
}

TEST_F(Applying, ADraftIsGoneAfterItsHours) {
  const auto saved = save_draft(house, call(), {}, form("faculty", 1), {});
  pass(std::chrono::hours{patras().applications.draft_hours} + 1s);
  EXPECT_FALSE(find_draft(house, call(), saved.token));
  EXPECT_EQ(expire_applications(house, call("system")), 1U);
  EXPECT_FALSE(store->read([&](Ports& ports) { return ports.applications.find(saved.draft.id); }));
  EXPECT_EQ(why(submit_application(house, call(), saved.token)), SubmitProblem::no_such_draft);
}

TEST_F(Applying, SubmittingTwiceGivesOneApplicationAndOneMail) {
  const auto saved = save_draft(house, call(), {}, form("faculty", 1), {});
  const auto first = submit_application(house, call(), saved.token);
  const auto second = submit_application(house, call(), saved.token);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->id, second->id);
  EXPECT_EQ(first->number, second->number);
  EXPECT_EQ(count_mails("mail.confirm"), 1U);
  EXPECT_EQ(actions(subject("application", first->id)),
            (std::vector<std::string>{"application_submitted"}));
}

TEST_F(Applying, AnUnfinishedDraftIsNotSubmitted) {
  auto typed = form("faculty", 1);
  typed.email = "nowhere";
  const auto saved = save_draft(house, call(), {}, typed, {});
  EXPECT_EQ(why(submit_application(house, call(), saved.token)), SubmitProblem::unfinished);
  EXPECT_EQ(why(submit_application(house, call(), Secret{"guess"})), SubmitProblem::no_such_draft);
}

TEST_F(Applying, TheLinkConfirmsOnceAndIsNoProblemTwice) {
  const auto submitted = submit(form("faculty", 1));
  EXPECT_EQ(submitted.stage, Stage::unconfirmed);
  const auto link = confirmation_link();
  EXPECT_EQ(confirm_email(house, call(), link)->stage, Stage::submitted);
  EXPECT_EQ(confirm_email(house, call(), link)->stage, Stage::submitted);
  EXPECT_EQ(actions(subject("application", submitted.id)),
            (std::vector<std::string>{"application_submitted", "email_confirmed"}));
  EXPECT_EQ(why(confirm_email(house, call(), Secret{"guess"})), ConfirmProblem::no_such_link);
  pass(days{patras().applications.confirm_days} + 1s);
  EXPECT_EQ(why(confirm_email(house, call(), link)), ConfirmProblem::link_expired);
}

TEST_F(Applying, AnExpiredLinkConfirmsNothing) {
  const auto submitted = submit(form("faculty", 1));
  pass(days{patras().applications.confirm_days} + 1s);
  EXPECT_EQ(why(confirm_email(house, call(), confirmation_link())), ConfirmProblem::link_expired);
  EXPECT_EQ(application(submitted.id).stage, Stage::unconfirmed);
  EXPECT_EQ(expire_applications(house, call("system")), 1U);
  EXPECT_EQ(application(submitted.id).stage, Stage::expired);
  EXPECT_TRUE(audited(subject("application", submitted.id), "application_expired"));
  EXPECT_EQ(why(confirm_email(house, call(), confirmation_link())), ConfirmProblem::link_expired);
}

TEST_F(Applying, TheOfficeDoesNotSeeWhatNobodyConfirmed) {
  const auto submitted = submit(form("faculty", 1));
  EXPECT_FALSE(open_application(house, office(), submitted.id));
  (void)confirm_email(house, call(), confirmation_link());
  EXPECT_TRUE(open_application(house, office(), submitted.id));
}

TEST_F(Applying, TheConfirmationIsSentAgainOnceAMinute) {
  const auto token = track(submit(form("faculty", 1)));
  resend_confirmation(house, call(), token);
  resend_confirmation(house, call(), token);
  EXPECT_EQ(count_mails("mail.confirm"), 2U);
  pass(1min);
  resend_confirmation(house, call(), token);
  EXPECT_EQ(count_mails("mail.confirm"), 3U);
  (void)confirm_email(house, call(), confirmation_link());
  pass(1min);
  resend_confirmation(house, call(), token);
  EXPECT_EQ(count_mails("mail.confirm"), 3U);
}

TEST_F(Applying, NobodysMailboxIsFilledByOthersApplications) {
  for (int n = 0; n < 20; ++n) (void)submit(form("faculty", 1));
  EXPECT_EQ(count_mails("mail.confirm"), 5U);
  (void)submit(form("faculty", 2));
  pass(1h);
  (void)submit(form("faculty", 1));
  EXPECT_EQ(count_mails("mail.confirm"), 7U);
}

TEST_F(Applying, ACrowdAtOneAddressHasToWaitForTheNextHourOnly) {
  const auto typed = form("faculty", 1);
  for (int n = 0; n < 200; ++n) ASSERT_FALSE(save_draft(house, call(), {}, typed, {}).wait);
  EXPECT_TRUE(save_draft(house, call(), {}, typed, {}).wait);
  pass(1h);
  for (int n = 0; n < 3; ++n) EXPECT_FALSE(save_draft(house, call(), {}, typed, {}).wait);
}

}  // namespace
}  // namespace metroon::app

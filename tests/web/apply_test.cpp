// Applying, as applicants see it: the capacity, the form, the preview, the number.
#include <gmock/gmock.h>

#include <algorithm>

#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Pairs fields_of(const core::ApplicationForm& typed) {
  return {{"first_name", typed.first_name},
          {"last_name", typed.last_name},
          {"birth", typed.birth},
          {"email", typed.email},
          {"phone", typed.phone},
          {"document", typed.document},
          {"document_number", typed.document_number},
          {"unit", typed.unit},
          {"period_from", typed.period_from},
          {"period_until", typed.period_until},
          {"supervisor_name", typed.supervisor_name},
          {"supervisor_email", typed.supervisor_email}};
}

Pairs with(Pairs fields, const std::string& name, const std::string& value) {
  std::erase_if(fields, [&](const auto& field) { return field.first == name; });
  fields.emplace_back(name, value);
  return fields;
}

UploadedFile pdf(std::string evidence, std::string name, std::string bytes = "%PDF") {
  return {std::move(evidence), std::move(name), "application/pdf", std::move(bytes)};
}

UploadedFile text_file(std::string evidence) {
  return {std::move(evidence), "letter.pdf", "", "no PDF at all"};
}

class ApplyPages : public SiteTest {
 protected:
  Pairs contractor(unsigned n = 1) const { return fields_of(world.form("contractor", n)); }

  Browser browser = visitor("en");
};

TEST_F(ApplyPages, only_those_who_apply_are_led_to_a_form) {
  const auto page = browser.get("/apply");
  EXPECT_THAT(page.body, AllOf(HasSubstr("href=\"/apply/contractor\""),
                               HasSubstr("collected from the department"),
                               Not(HasSubstr("href=\"/apply/undergraduate\""))));
}

TEST_F(ApplyPages, form_asks_only_what_the_capacity_needs) {
  const auto faculty = browser.get("/apply/faculty");
  EXPECT_THAT(faculty.body,
              AllOf(Not(HasSubstr("name=\"period_from\"")),
                    Not(HasSubstr("name=\"supervisor_name\"")), Not(HasSubstr("type=\"file\""))));
  const auto contractor = browser.get("/apply/contractor");
  EXPECT_THAT(contractor.body,
              AllOf(HasSubstr("name=\"period_from\""), HasSubstr("name=\"supervisor_name\""),
                    HasSubstr("id=\"solemn-declaration\""), HasSubstr("up to 10 MB"),
                    HasSubstr("href=\"/papers/solemn-declaration.pdf\""),
                    Not(HasSubstr("id=\"identity-document\""))));
}

TEST_F(ApplyPages, units_stand_in_the_order_of_the_pages_language) {
  const auto labels = [](const Response& page) {
    std::vector<std::string> found;
    auto rest = part(page.body, "id=\"unit\"", "</select>");
    for (auto at = rest.find("value=\""); at != rest.npos; at = rest.find("value=\"", at + 1))
      found.push_back(rest.substr(at + 7, rest.find('"', at + 7) - at - 7));
    return found;
  };
  auto greek = visitor("el");
  const auto in_english = labels(browser.get("/apply/faculty"));
  const auto in_greek = labels(greek.get("/apply/faculty"));
  EXPECT_TRUE(std::ranges::is_permutation(in_english, in_greek));
  EXPECT_NE(in_english, in_greek);
}

TEST_F(ApplyPages, paper_sent_beside_a_wrong_field_is_kept_and_named) {
  const auto answer =
      browser.post("/apply/contractor", with(contractor(), "email", "nobody"),
                   {pdf("solemn-declaration", "δήλωση.pdf"), text_file("status-certificate")});
  EXPECT_EQ(answer.status, 422);
  EXPECT_NE(error_of(answer, "email"), "");
  EXPECT_EQ(error_of(answer, "solemn-declaration"), "");
  EXPECT_THAT(error_of(answer, "status-certificate"), HasSubstr("PDF, JPEG or PNG"));
  EXPECT_THAT(answer.body, HasSubstr("Remove the file “δήλωση.pdf”"));
  EXPECT_EQ(header(browser.post("/apply/contractor", contractor()), "Location"), "/apply/preview");
  EXPECT_THAT(browser.get("/apply/preview").body, HasSubstr("δήλωση.pdf"));
}

TEST_F(ApplyPages, second_file_that_is_refused_is_told_though_the_first_was_taken) {
  (void)browser.post("/apply/contractor", contractor(), {pdf("solemn-declaration", "one.pdf")});
  const auto answer =
      browser.post("/apply/contractor", contractor(), {text_file("solemn-declaration")});
  EXPECT_EQ(answer.status, 422);
  EXPECT_NE(error_of(answer, "solemn-declaration"), "");
}

TEST_F(ApplyPages, each_paper_has_the_reason_of_its_own) {
  const std::string large(11 * 1024 * 1024, 'x');
  const auto answer = browser.post(
      "/apply/contractor", contractor(),
      {text_file("solemn-declaration"), pdf("status-certificate", "large.pdf", large)});
  EXPECT_THAT(error_of(answer, "solemn-declaration"), HasSubstr("PDF, JPEG or PNG"));
  EXPECT_THAT(error_of(answer, "status-certificate"), HasSubstr("too large"));
}

TEST_F(ApplyPages, file_under_a_name_that_no_field_has_is_refused_above_the_form) {
  const auto answer =
      browser.post("/apply/contractor", contractor(), {pdf("identity-document", "card.pdf")});
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("class=\"m-errors\""));
}

TEST_F(ApplyPages, ticked_file_is_removed_and_nothing_typed_is_lost) {
  (void)browser.post("/apply/contractor", contractor(), {pdf("solemn-declaration", "one.pdf")});
  const auto form = browser.get("/apply/contractor");
  const auto box = part(form.body, "name=\"remove-", "\" value").substr(6);
  ASSERT_THAT(box, HasSubstr("remove-"));
  const auto answer =
      browser.post("/apply/contractor", with(with(contractor(), box, "on"), "birth", "yesterday"));
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, AllOf(Not(HasSubstr("one.pdf")), HasSubstr("value=\"yesterday\"")));
  (void)browser.post("/apply/contractor", contractor());
  EXPECT_THAT(browser.get("/apply/preview").body, Not(HasSubstr("one.pdf")));
}

TEST_F(ApplyPages, preview_shows_latin_names_and_says_what_is_missing_and_what_to_bring) {
  auto typed = with(with(contractor(), "first_name", "Αυγή"), "last_name", "Γκίκα");
  (void)browser.post("/apply/contractor", typed, {pdf("solemn-declaration", "one.pdf")});
  const auto page = browser.get("/apply/preview");
  EXPECT_THAT(page.body, AllOf(HasSubstr("Avgi"), HasSubstr("Gkika")));
  EXPECT_THAT(part(page.body, "m-warning", "</div>"),
              AllOf(HasSubstr("Document of the University certifying the status"),
                    Not(HasSubstr("Solemn declaration"))));
  EXPECT_THAT(part(page.body, "m-note", "</div>"), HasSubstr("identity card or passport"));
}

TEST_F(ApplyPages, change_leads_back_to_the_form_as_it_was_filled) {
  (void)browser.post("/apply/contractor", contractor(3));
  EXPECT_THAT(browser.get("/apply/preview").body, HasSubstr("href=\"/apply/contractor\""));
  const auto typed = world.form("contractor", 3);
  EXPECT_THAT(browser.get("/apply/contractor").body,
              AllOf(HasSubstr("value=\"" + typed.first_name + "\""),
                    HasSubstr("value=\"" + typed.email + "\""),
                    HasSubstr("value=\"" + typed.supervisor_email + "\"")));
}

TEST_F(ApplyPages, who_takes_another_capacity_need_not_type_the_name_again) {
  (void)browser.post("/apply/contractor", contractor(3));
  EXPECT_THAT(browser.get("/apply/faculty").body,
              HasSubstr("value=\"" + world.form("contractor", 3).last_name + "\""));
}

TEST_F(ApplyPages, draft_of_another_visitor_is_not_shown) {
  (void)browser.post("/apply/contractor", contractor(3));
  auto other = visitor("en");
  EXPECT_THAT(other.get("/apply/contractor").body,
              Not(HasSubstr(world.form("contractor", 3).last_name)));
  EXPECT_EQ(header(other.get("/apply/preview"), "Location"), "/apply?done=draft_gone");
}

TEST_F(ApplyPages, draft_that_is_too_old_is_gone) {
  (void)browser.post("/apply/contractor", contractor());
  world.pass(std::chrono::hours{25});
  EXPECT_EQ(header(browser.get("/apply/preview"), "Location"), "/apply?done=draft_gone");
  EXPECT_EQ(header(browser.post("/apply/submit", {}), "Location"), "/apply?done=draft_gone");
}

TEST_F(ApplyPages, draft_with_a_wrong_field_only_is_no_application) {
  (void)browser.post("/apply/contractor", with(contractor(), "email", "nobody"));
  EXPECT_EQ(header(browser.get("/apply/preview"), "Location"), "/apply/contractor");
  EXPECT_EQ(header(browser.post("/apply/submit", {}), "Location"), "/apply/preview");
}

TEST_F(ApplyPages, submission_gives_a_number_a_receipt_and_a_way_to_follow) {
  (void)browser.post("/apply/contractor", contractor());
  EXPECT_EQ(header(browser.post("/apply/submit", {}), "Location"), "/apply/received");
  const auto page = browser.get("/apply/received");
  const auto number = part(page.body, "m-code-large\">", "</p>").substr(14);
  EXPECT_THAT(number, testing::MatchesRegex("[0-9A-Z]{5}-[0-9A-Z]{5}"));
  EXPECT_THAT(page.body, AllOf(HasSubstr(world.form("contractor", 1).email),
                               HasSubstr("works for 7 days"), HasSubstr("Solemn declaration")));
  EXPECT_EQ(browser.get("/track/application").status, 200);
  const auto receipt = browser.get("/track/receipt.pdf");
  EXPECT_EQ(receipt.content_type, "application/pdf");
  EXPECT_THAT(receipt.body, HasSubstr(number));
  EXPECT_EQ(browser.get("/apply/contractor").body.find(world.form("contractor", 1).last_name),
            std::string::npos);
}

TEST_F(ApplyPages, number_is_not_shown_to_who_has_not_submitted) {
  EXPECT_EQ(header(browser.get("/apply/received"), "Location"), "/track");
}

TEST_F(ApplyPages, blank_paper_is_printed_in_the_pages_language) {
  EXPECT_EQ(browser.get("/papers/solemn-declaration.pdf").body, "blank Solemn declaration");
  auto greek = visitor("el");
  EXPECT_EQ(greek.get("/papers/solemn-declaration.pdf").body, "blank Υπεύθυνη δήλωση");
  for (const auto* path : {"/papers/solemn-declaration", "/papers/.pdf", "/papers/contract.pdf"})
    EXPECT_EQ(browser.get(path).status, 404) << path;
}

TEST_F(ApplyPages, crowd_of_drafts_from_one_address_is_told_to_wait) {
  Response answer;
  for (unsigned n = 0; n < 201; ++n) {
    auto one = visitor("en");
    answer = one.post("/apply/faculty", with(contractor(1), "email", "nobody"));
  }
  EXPECT_EQ(answer.status, 429);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("Try again in"), HasSubstr("value=\"nobody\"")));
}

}  // namespace
}  // namespace metroon::web

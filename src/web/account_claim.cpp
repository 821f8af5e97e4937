// The holder says "I am still a member", hands in papers, and follows the claim (D4).
#include "app/acts.hpp"
#include "web/claim_view.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::ClaimProblem;
using app::StartClaimProblem;

core::ClaimId id_of(const Context& context) {
  return {context.number("id")};
}

std::string error_of(const Context& context, const std::vector<core::FieldProblem>& problems,
                     core::Field field) {
  for (const auto& one : problems)
    if (one.field == field) return context.text(key_of(one.problem));
  return {};
}

// Capacities of today first: most people go on as what they are.
FieldView kind_field(Context& context) {
  const auto& policy = context.house.policy;
  FieldView field{.name = "kind",
                  .label = context.text("claim.kind_question"),
                  .input = Input::select,
                  .value = std::string{context.form("kind")}};
  for (const auto& kind : policy.affiliations)
    field.options.push_back({.value = kind.key, .label = context.words(kind.name)});
  if (!field.value.empty()) return field;
  const auto view = app::view_account(context.house, context.call, *context.holder());
  if (!view.dossier.affiliations.empty())
    field.value = policy.affiliations[view.dossier.affiliations.back().kind].key;
  return field;
}

FieldView unit_field(const Context& context) {
  FieldView field{.name = "unit",
                  .label = context.text(key_of(core::Field::unit)),
                  .input = Input::select,
                  .value = std::string{context.form("unit")},
                  .required = false};
  for (const auto& unit : context.house.policy.units)
    field.options.push_back({.value = unit.key, .label = context.words(unit.name)});
  return field;
}

FormView start_form(Context& context, const std::vector<core::FieldProblem>& problems) {
  auto kind = kind_field(context);
  kind.error = error_of(context, problems, core::Field::kind);
  auto unit = unit_field(context);
  unit.error = error_of(context, problems, core::Field::unit);
  FieldView until{.name = "until",
                  .label = context.text("claim.until"),
                  .input = Input::date,
                  .value = std::string{context.form("until")},
                  .hint = context.text("claim.until_hint"),
                  .error = error_of(context, problems, core::Field::period_until),
                  .required = false};
  FieldView text{.name = "text",
                 .label = context.text("claim.text"),
                 .input = Input::area,
                 .value = std::string{context.form("text")},
                 .hint = context.text("claim.text_hint"),
                 .error = error_of(context, problems, core::Field::documents),
                 .required = false};
  return {.action = "/account/claim",
          .submit = context.text("claim.start"),
          .fields = {std::move(kind), std::move(unit), std::move(until), std::move(text)}};
}

Response show_start(Context& context, const std::vector<core::FieldProblem>& problems) {
  const auto claims = app::claims_of(context.house, context.call, *context.holder());
  View page;
  for (const auto& claim : claims.claims) {
    auto row = page.add("CLAIM");
    row.set("HREF", claim_path(claim.id)).set("NUMBER", app::grouped(claim.number, 5));
    row.set("MADE", context.texts.time(context.language(), claim.created));
    put_claim_stage(row, context, claim.stage);
  }
  if (claims.ending) {
    auto section = page.add("MAY");
    section.set("ENDS", ending_text(context, *claims.ending));
    put_form(section, "START", start_form(context, problems), context.token());
  }
  page.show("MAY_NOT", !claims.ending && claims.claims.empty());
  return context.page("account_claim", page, context.text("claim.title"),
                      problems.empty() ? 200 : 422);
}

Response start(Context& context) {
  const auto done = app::start_claim(context.house, context.call, *context.holder(),
                                     {.kind = std::string{context.form("kind")},
                                      .unit = std::string{context.form("unit")},
                                      .until = std::string{context.form("until")},
                                      .text = std::string{context.form("text")}});
  if (done) return context.redirect(claim_path(done->id), "claim_started");
  switch (done.error().problem) {
    case StartClaimProblem::nothing_ends:
      return context.problem(409, "nothing_ends");
    case StartClaimProblem::claimed_already:
      return context.redirect("/account/claim", "claimed_already");
    case StartClaimProblem::fields:
      return show_start(context, done.error().fields);
  }
  return show_start(context, {});
}

void put_papers(View& page, const Context& context, const app::ClaimView& view) {
  for (const auto& document : view.claim.documents)
    page.add("HERE")
        .set("NAME", evidence_name(context, document.evidence))
        .set("FILE", document.file_name)
        .set("WHEN", context.texts.time(context.language(), document.received));
  for (const auto& filed : view.mails)
    page.add("HERE")
        .set("NAME", context.text("claim.mail"))
        .set("FILE", filed.mail.sender)
        .set("WHEN", context.texts.time(context.language(), filed.mail.arrived));
  page.show("NOTHING_HERE", view.claim.documents.empty() && view.mails.empty());
}

Response show(Context& context, std::optional<ClaimProblem> problem) {
  const auto view = app::view_claim(context.house, context.call, *context.holder(), id_of(context));
  if (!view) return context.problem(404, "no_such_claim");
  const auto& claim = view->claim;
  View page;
  put_claim_stage(page, context, claim.stage);
  page.set("NUMBER", app::grouped(claim.number, 5));
  page.set("NEXT", context.text(key_of(claim.stage) + ".next"));
  if (!claim.office_message.empty()) page.add("MESSAGE").set("TEXT", claim.office_message);
  const bool open = core::is_open(claim.stage);
  if (open && view->held_until)
    page.add("HELD").set(
        "TEXT",
        context.text("claim.held",
                     {{"day", context.texts.day(context.language(),
                                                *view->held_until - std::chrono::days{1})}}));
  put_missing_alternatives(page, context, *view);
  put_papers(page, context, *view);
  put_claim_facts(page, context, claim);
  const auto& office = context.house.policy.office;
  page.set("OFFICE", context.words(office.name)).set("PLACE", context.words(office.place));
  page.set("OFFICE_EMAIL", context.house.policy.institution.support_email);
  if (open) {
    auto supply = page.add("SUPPLY");
    put_form(supply, "SUPPLY_FORM",
             paper_form(context, claim, claim_path(claim.id) + "/document",
                        claim.stage == core::ClaimStage::needs_more, problem),
             context.token());
    put_form(page, "WITHDRAW",
             {.action = claim_path(claim.id) + "/withdraw",
              .submit = context.text("claim.withdraw"),
              .danger = true},
             context.token());
  }
  return context.page("account_claim_one", page, context.text("claim.yours"), problem ? 422 : 200);
}

Response supply(Context& context) {
  const auto done = app::add_claim_document(context.house, context.call, *context.holder(),
                                            id_of(context), upload_of(context));
  if (done) return context.redirect(claim_path(done->id), "document_added");
  if (auto page = problem_page(context, done.error())) return std::move(*page);
  return show(context, done.error());
}

Response withdraw(Context& context) {
  const auto done =
      app::withdraw_claim(context.house, context.call, *context.holder(), id_of(context));
  if (done) return context.redirect(claim_path(done->id), "claim_withdrawn");
  if (auto page = problem_page(context, done.error())) return std::move(*page);
  return show(context, done.error());
}

}  // namespace

void register_account_claim(Router& router, const core::ApplicationRules& rules) {
  const std::size_t upload = (std::size_t{rules.document_megabytes} + 1) * 1024 * 1024;
  router.get("/account/claim", Access::holder,
             [](Context& context) { return show_start(context, {}); });
  router.post("/account/claim", Access::holder, start);
  router.get("/account/claim/{id}", Access::holder,
             [](Context& context) { return show(context, {}); });
  router.post("/account/claim/{id}/document", Access::holder, supply, upload);
  router.post("/account/claim/{id}/withdraw", Access::holder, withdraw);
}

}  // namespace metroon::web

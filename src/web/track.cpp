// Following an application: the stage, what is missing, what comes next (B3, B5).
#include <algorithm>

#include "app/acts.hpp"
#include "app/apply.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::SupplyProblem;
using core::Stage;
using core::Step;

Response search(Context& context, const std::string& problem) {
  View page;
  const auto typed = context.request.method == Method::post ? context.form("number")
                                                            : context.request.query.get("number");
  put_form(page, "FORM",
           {.action = "/track",
            .submit = context.text("track.open"),
            .fields = {{.name = "number",
                        .label = context.text("track.number"),
                        .value = std::string{typed},
                        .hint = context.text("track.number_hint"),
                        .autocomplete = "off"},
                       {.name = "known",
                        .label = context.text("track.known"),
                        .value = std::string{context.form("known")},
                        .hint = context.text("track.known_hint")}},
            .problem = problem},
           context.token());
  return context.page("track", page, context.text("track.title"), problem.empty() ? 200 : 422);
}

Response open(Context& context) {
  const auto token = app::track_application(context.house, context.call, context.form("number"),
                                            context.form("known"));
  if (token) {
    context.set_cookie("track", *token);
    return context.redirect("/track/application");
  }
  switch (token.error().problem) {
    case app::TrackProblem::not_found:
      return search(context, context.text("track.not_found"));
    case app::TrackProblem::wait:
      return search(
          context,
          context.text(
              "sign_in.wait",
              {{"time", context.texts.duration(context.language(), token.error().wait.left)}}));
  }
  return search(context, {});
}

std::string problem_text(const Context& context, SupplyProblem problem) {
  switch (problem) {
    case SupplyProblem::no_such_application:
    case SupplyProblem::not_now:
      return {};  // Pages of their own.
    case SupplyProblem::not_a_document:
      return context.text("problem_of.not_a_document");
    case SupplyProblem::too_large:
      return context.text("problem_of.too_large");
    case SupplyProblem::too_many:
      return context.text("problem_of.too_many");
    case SupplyProblem::unknown_evidence:
      return context.text("problem_of.unknown_choice");
  }
  return {};
}

// The papers that may be handed in now, the missing ones first.
FieldView evidence_field(const Context& context, const app::Tracked& tracked) {
  const auto& policy = context.house.policy;
  FieldView field{.name = "evidence",
                  .label = context.text("track.which"),
                  .input = Input::select,
                  .value = std::string{context.form("evidence")}};
  const auto add = [&](core::EvidenceIndex index) {
    const auto& evidence = policy.evidence[index];
    const bool there =
        std::ranges::find(field.options, evidence.key, &Option::value) != field.options.end();
    if (!evidence.identity && !there)
      field.options.push_back(
          {.value = evidence.key, .label = context.words(evidence.name), .hint = {}});
  };
  for (const auto index : tracked.missing) add(index);
  if (const auto kind = policy.kind_of(tracked.application.kind))
    for (const auto index : policy.affiliations[*kind].joining_evidence) add(index);
  if (tracked.application.stage == Stage::needs_more)
    for (core::EvidenceIndex index = 0; index < policy.evidence.size(); ++index) add(index);
  if (field.value.empty() && !field.options.empty()) field.value = field.options.front().value;
  return field;
}

void put_supply(View& page, Context& context, const app::Tracked& tracked,
                std::optional<SupplyProblem> problem) {
  if (!core::allows(tracked.application.stage, Step::supply)) return;
  auto which = evidence_field(context, tracked);
  if (which.options.empty()) return;
  FieldView file{
      .name = "file",
      .label = context.text("track.file"),
      .input = Input::file,
      .hint = context.text(
          "track.file_hint",
          {{"megabytes", std::to_string(context.house.policy.applications.document_megabytes)}}),
      .accept = "application/pdf,image/jpeg,image/png"};
  if (problem)
    (problem == SupplyProblem::unknown_evidence ? which : file).error =
        problem_text(context, *problem);
  put_form(
      page, "SUPPLY",
      {.action = "/track/document", .submit = context.text("track.send"), .fields = {which, file}},
      context.token());
}

void put_papers(View& page, const Context& context, const app::Tracked& tracked) {
  if (!tracked.missing.empty()) {
    auto list = page.add("MISSING");
    for (const auto index : tracked.missing) {
      const auto& evidence = context.house.policy.evidence[index];
      auto row = list.add("PAPER");
      row.set("NAME", context.words(evidence.name));
      if (evidence.form) row.add("BLANK").set("HREF", fmt::format("/papers/{}.pdf", evidence.key));
    }
  }
  if (tracked.application.stage == Stage::approved) {
    const auto& office = context.house.policy.office;
    auto bring = page.add("BRING");
    bring.set("PLACE", context.words(office.place));
    bring.set("HOURS", context.texts.office_hours(context.language(), office.hours));
    for (const auto index : tracked.to_bring)
      bring.add("PAPER").set("NAME", context.words(context.house.policy.evidence[index].name));
  }
}

Response show(Context& context, std::optional<SupplyProblem> problem) {
  const auto tracked = app::tracked(context.house, context.call, context.cookie("track"));
  if (!tracked) return context.redirect("/track", "track_again");
  const auto& application = tracked->application;
  View page;
  put_stage(page, context, application.stage);
  page.set("NUMBER", app::grouped(application.number, 5));
  page.set("NEXT", context.text(key_of(application.stage) + ".next"));
  if (!application.office_message.empty())
    page.add("MESSAGE").set("TEXT", application.office_message);
  put_papers(page, context, *tracked);
  put_supply(page, context, *tracked, problem);
  if (application.stage == Stage::unconfirmed)
    put_form(page, "RESEND",
             {.action = "/track/resend", .submit = context.text("track.resend"), .secondary = true},
             context.token());
  page.show("ACTIVATE", application.stage == Stage::handed_over);
  if (core::allows(application.stage, Step::withdraw))
    put_form(
        page, "WITHDRAW",
        {.action = "/track/withdraw", .submit = context.text("track.withdraw"), .danger = true},
        context.token());
  put_capacity_facts(page, context, application);
  put_person_facts(page, context, application.names, application.birth, application.contact,
                   application.identifiers);
  for (const auto& document : application.documents)
    put_fact(page, evidence_name(context, document.evidence),
             fmt::format("{} ({})", document.file_name,
                         context.texts.time(context.language(), document.received)));
  return context.page("track_application", page, context.text("track.your_application"),
                      problem ? 422 : 200);
}

Response supply(Context& context) {
  app::Upload upload;
  upload.evidence = context.form("evidence");
  if (!context.request.files.empty()) {
    const auto& file = context.request.files.front();
    upload.file_name = file.name;
    upload.media_type = file.media_type;
    upload.bytes = base::Bytes{file.bytes.begin(), file.bytes.end()};
  }
  const auto done = app::add_document(context.house, context.call, context.cookie("track"), upload);
  if (done) return context.redirect("/track/application", "document_added");
  switch (done.error()) {
    case SupplyProblem::no_such_application:
      return context.redirect("/track", "track_again");
    case SupplyProblem::not_now:
      return context.problem(409, "not_now");
    case SupplyProblem::not_a_document:
    case SupplyProblem::too_large:
    case SupplyProblem::too_many:
    case SupplyProblem::unknown_evidence:
      return show(context, done.error());
  }
  return show(context, {});
}

Response withdraw(Context& context) {
  const auto done = app::withdraw_application(context.house, context.call, context.cookie("track"));
  if (done) return context.redirect("/track/application", "withdrawn");
  switch (done.error()) {
    case app::WithdrawProblem::no_such_application:
      return context.redirect("/track", "track_again");
    case app::WithdrawProblem::not_now:
      return context.problem(409, "not_now");
  }
  return show(context, {});
}

Response resend(Context& context) {
  app::resend_confirmation(context.house, context.call, context.cookie("track"));
  return context.redirect("/track/application", "link_sent");
}

Response receipt(Context& context) {
  const auto pdf = app::application_receipt(context.house, context.call, context.cookie("track"));
  if (!pdf) return context.redirect("/track", "track_again");
  return context.file({pdf->begin(), pdf->end()}, "application/pdf", "receipt.pdf");
}

// Mail scanners follow links: only the button confirms.
Response confirm_page(Context& context) {
  View page;
  put_form(page, "FORM",
           {.action = "/confirm/" + context.parameters.at("token"),
            .submit = context.text("confirm.submit")},
           context.token());
  return context.page("confirm", page, context.text("confirm.title"));
}

Response confirm(Context& context) {
  const auto done =
      app::confirm_email(context.house, context.call, base::Secret{context.parameters.at("token")});
  if (done) {
    context.set_cookie("track", app::open_tracking(context.house, context.call, done->id));
    return context.redirect("/track/application", "confirmed");
  }
  switch (done.error()) {
    case app::ConfirmProblem::no_such_link:
      return context.problem(404, "no_such_link");
    case app::ConfirmProblem::link_expired:
      return context.problem(410, "link_expired");
  }
  return context.problem(404, "no_such_link");
}

}  // namespace

void register_track(Router& router, const core::ApplicationRules& rules) {
  const std::size_t upload = (std::size_t{rules.document_megabytes} + 1) * 1024 * 1024;
  router.get("/track", Access::everyone, [](Context& context) { return search(context, {}); });
  router.post("/track", Access::everyone, open);
  router.get("/track/application", Access::everyone,
             [](Context& context) { return show(context, {}); });
  router.post("/track/document", Access::everyone, supply, upload);
  router.post("/track/withdraw", Access::everyone, withdraw);
  router.post("/track/resend", Access::everyone, resend);
  router.get("/track/receipt.pdf", Access::everyone, receipt);
  router.get("/confirm/{token}", Access::everyone, confirm_page);
  router.post("/confirm/{token}", Access::everyone, confirm);
}

}  // namespace metroon::web

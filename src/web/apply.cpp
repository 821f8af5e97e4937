// Applying for an account (B3, B5): the capacity, the preview, the number. The form between them is
// in apply_form.cpp.
#include "app/apply.hpp"
#include "app/acts.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/papers.hpp"

namespace metroon::web {
namespace {

Response choose(Context& context) {
  View page;
  for (const auto& kind : context.house.policy.affiliations) {
    const bool applies = kind.joining == core::Joining::application;
    auto row = page.add(applies ? "KIND" : "COLLECTS");
    row.set("HREF", "/apply/" + kind.key).set("NAME", context.words(kind.name));
    row.set("HINT", context.words(kind.hint)).show("HAS_HINT", !context.words(kind.hint).empty());
  }
  return context.page("apply", page, context.text("apply.title"));
}

std::optional<core::Application> draft_of(Context& context) {
  return app::find_draft(context.house, context.call, context.cookie("draft"));
}

Response preview(Context& context) {
  const auto draft = draft_of(context);
  if (!draft) return context.redirect("/apply", "draft_gone");
  if (draft->names.last.empty()) return context.redirect("/apply/" + draft->kind);
  View page;
  put_capacity_facts(page, context, *draft);
  put_person_facts(page, context, draft->names, draft->birth, draft->contact, draft->identifiers);
  for (const auto& document : draft->documents)
    put_fact(page, evidence_name(context, document.evidence), document.file_name);
  page.set("CHANGE_HREF", "/apply/" + draft->kind);
  put_missing(page, context, core::missing_documents(context.house.policy, *draft));
  put_bring(page, "BRING", context, app::identity_papers(context.house.policy, draft->kind));
  put_form(page, "FORM", {.action = "/apply/submit", .submit = context.text("apply.submit")},
           context.token());
  return context.page("apply_preview", page, context.text("apply.preview_title"));
}

Response submit(Context& context) {
  const auto submitted =
      app::submit_application(context.house, context.call, context.cookie("draft"));
  if (!submitted) {
    if (submitted.error() == app::SubmitProblem::unfinished)
      return context.redirect("/apply/preview");
    // The form was sent again from the browser's history: the application is there already.
    if (app::tracked(context.house, context.call, context.cookie("track")))
      return context.redirect("/apply/received");
    return context.redirect("/apply", "draft_gone");
  }
  context.set_cookie("track", app::open_tracking(context.house, context.call, submitted->id));
  context.clear_cookie("draft");
  return context.redirect("/apply/received");
}

Response received(Context& context) {
  const auto tracked = app::tracked(context.house, context.call, context.cookie("track"));
  if (!tracked) return context.redirect("/track");
  View page;
  page.set("NUMBER", app::grouped(tracked->application.number, 5));
  put_missing(page, context, tracked->missing);
  if (tracked->application.stage == core::Stage::unconfirmed) {
    const std::chrono::days lasts{context.house.policy.applications.confirm_days};
    page.add("UNCONFIRMED")
        .set("EMAIL", tracked->application.contact.email)
        .set("LASTS", context.text("apply.confirm_lasts",
                                   {{"time", context.texts.duration(context.language(), lasts)}}));
  }
  return context.page("apply_received", page, context.text("apply.received_title"));
}

// `/papers/solemn-declaration.pdf`
Response paper(Context& context) {
  std::string_view name = context.parameters.at("name");
  if (!name.ends_with(".pdf")) return context.problem(404, "not_found");
  name.remove_suffix(4);
  const auto evidence = context.house.policy.evidence_of(name);
  if (!evidence || !context.house.policy.evidence[*evidence].form)
    return context.problem(404, "not_found");
  const auto pdf =
      context.house.printer.blank_form(context.house.policy, *evidence, context.language());
  return context.file({pdf.begin(), pdf.end()}, "application/pdf", fmt::format("{}.pdf", name));
}

}  // namespace

void register_apply(Router& router) {
  router.get("/apply", Access::everyone, choose);
  router.get("/apply/preview", Access::everyone, preview);
  router.post("/apply/submit", Access::everyone, submit);
  router.get("/apply/received", Access::everyone, received);
  router.get("/papers/{name}", Access::everyone, paper);
}

}  // namespace metroon::web

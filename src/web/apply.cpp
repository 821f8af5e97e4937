// Applying for an account (B3, B5): the capacity, the form, the preview, the number.
#include <algorithm>

#include "app/acts.hpp"
#include "app/apply.hpp"
#include "base/text.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/person_fields.hpp"

namespace metroon::web {
namespace {

using core::Field;
using core::KindIndex;

constexpr std::string_view allowed_files = "application/pdf,image/jpeg,image/png";

const core::AffiliationKind& kind_at(const Context& context, KindIndex index) {
  return context.house.policy.affiliations[index];
}

// The capacity of the path, if one applies for it.
std::optional<KindIndex> kind_of(const Context& context) {
  const auto kind = context.house.policy.kind_of(context.parameters.at("kind"));
  if (!kind || kind_at(context, *kind).joining != core::Joining::application) return {};
  return kind;
}

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

core::ApplicationForm typed(const Context& context, const core::AffiliationKind& kind) {
  auto form = typed_person(context);
  form.kind = kind.key;
  form.unit = context.form("unit");
  form.period_from = context.form("period_from");
  form.period_until = context.form("period_until");
  form.supervisor_name = context.form("supervisor_name");
  form.supervisor_email = context.form("supervisor_email");
  return form;
}

FieldView unit_field(const Context& context, const std::string& value,
                     const std::vector<core::FieldProblem>& problems) {
  auto field = field_view(context, Field::unit, value, problems);
  field.input = Input::select;
  for (const auto& unit : context.house.policy.units)
    field.options.push_back({.value = unit.key, .label = context.words(unit.name), .hint = {}});
  std::ranges::sort(field.options, {},
                    [](const Option& option) { return base::collation_key(option.label); });
  return field;
}

// Only what the capacity asks for.
std::vector<FieldView> capacity_fields(const Context& context, const core::AffiliationKind& kind,
                                       const core::ApplicationForm& form,
                                       const std::vector<core::FieldProblem>& problems) {
  std::vector<FieldView> fields{unit_field(context, form.unit, problems)};
  fields.front().heading = context.text("apply.capacity");
  const auto add = [&](Field field, const std::string& value, Input input) {
    fields.push_back(field_view(context, field, value, problems));
    fields.back().input = input;
  };
  if (kind.needs_period) {
    add(Field::period_from, form.period_from, Input::date);
    add(Field::period_until, form.period_until, Input::date);
  }
  if (kind.needs_supervisor) {
    add(Field::supervisor_name, form.supervisor_name, Input::text);
    add(Field::supervisor_email, form.supervisor_email, Input::email);
  }
  return fields;
}

bool has_document(const core::Application* draft, std::string_view evidence) {
  return draft != nullptr && std::ranges::any_of(draft->documents, [&](const auto& document) {
           return document.evidence == evidence;
         });
}

// One field for each paper. What was sent and is not among the draft's was not taken.
FieldView paper_field(const Context& context, const core::Evidence& evidence,
                      const core::Application* draft, const std::string& problem) {
  const bool there = has_document(draft, evidence.key);
  const bool sent = std::ranges::any_of(
      context.request.files, [&](const UploadedFile& file) { return file.field == evidence.key; });
  FieldView field{.name = evidence.key,
                  .label = context.words(evidence.name),
                  .input = Input::file,
                  .hint = context.words(evidence.hint),
                  .required = false,
                  .accept = std::string{allowed_files}};
  if (there) field.hint = context.text("apply.sent_already");
  if (sent && !there) field.error = problem;
  return field;
}

std::vector<FieldView> paper_fields(const Context& context, const core::AffiliationKind& kind,
                                    const core::Application* draft,
                                    const std::vector<core::FieldProblem>& problems) {
  const auto found = std::ranges::find(problems, Field::documents, &core::FieldProblem::field);
  const auto problem =
      found == problems.end() ? std::string{} : context.text(key_of(found->problem));
  std::vector<FieldView> fields;
  for (const auto index : kind.joining_evidence) {
    const auto& evidence = context.house.policy.evidence[index];
    if (!evidence.identity) fields.push_back(paper_field(context, evidence, draft, problem));
  }
  if (!fields.empty()) fields.front().heading = context.text("field.documents");
  return fields;
}

void put_papers(View& page, const Context& context, const core::AffiliationKind& kind) {
  for (const auto index : kind.joining_evidence) {
    const auto& evidence = context.house.policy.evidence[index];
    auto row = page.add("PAPER");
    row.set("NAME", context.words(evidence.name)).set("HINT", context.words(evidence.hint));
    row.show("TO_BRING", evidence.identity).show("TO_SEND", !evidence.identity);
    if (evidence.form) row.add("BLANK").set("HREF", fmt::format("/papers/{}.pdf", evidence.key));
  }
}

struct Shown {
  core::ApplicationForm form;
  std::vector<core::FieldProblem> problems;
  std::string problem;
};

Response show(Context& context, KindIndex index, const Shown& shown,
              const core::Application* draft) {
  const auto& kind = kind_at(context, index);
  FormView form{.action = "/apply/" + kind.key,
                .submit = context.text("apply.continue"),
                .problem = shown.problem};
  form.fields = person_fields(context, shown.form, shown.problems);
  form.fields.front().heading = context.text("apply.person");
  std::ranges::move(capacity_fields(context, kind, shown.form, shown.problems),
                    std::back_inserter(form.fields));
  std::ranges::move(paper_fields(context, kind, draft, shown.problems),
                    std::back_inserter(form.fields));
  View page;
  page.set("KIND", context.words(kind.name));
  page.set("MEGABYTES", std::int64_t{context.house.policy.applications.document_megabytes});
  put_papers(page, context, kind);
  if (draft != nullptr && !draft->documents.empty()) {
    auto sent = page.add("SENT");
    sent.set("TOKEN", context.token()).set("KEY", kind.key);
    for (const auto& document : draft->documents)
      sent.add("DOCUMENT")
          .set("NAME", evidence_name(context, document.evidence))
          .set("FILE", document.file_name)
          .set("ID", document.id.value);
  }
  put_form(page, "FORM", form, context.token());
  const bool wrong = !shown.problems.empty() || !shown.problem.empty();
  return context.page("apply_form", page, context.text("apply.form_title"), wrong ? 422 : 200);
}

std::optional<core::Application> draft_of(Context& context) {
  return app::find_draft(context.house, context.call, context.cookie("draft"));
}

Response open_form(Context& context) {
  const auto kind = kind_of(context);
  if (!kind) return context.problem(404, "not_found");
  const auto draft = draft_of(context);
  if (!draft || draft->kind != kind_at(context, *kind).key)
    return show(context, *kind, {}, nullptr);
  const bool filled = !draft->names.last.empty();
  return show(context, *kind, {filled ? core::to_form(*draft) : core::ApplicationForm{}, {}, {}},
              &*draft);
}

std::vector<app::Upload> uploads_of(const Context& context) {
  std::vector<app::Upload> uploads;
  for (const auto& file : context.request.files)
    uploads.push_back({file.field, file.name, file.media_type,
                       base::Bytes{file.bytes.begin(), file.bytes.end()}});
  return uploads;
}

Response save(Context& context) {
  const auto kind = kind_of(context);
  if (!kind) return context.problem(404, "not_found");
  const auto form = typed(context, kind_at(context, *kind));
  const auto saved = app::save_draft(context.house, context.call, context.cookie("draft"), form,
                                     uploads_of(context));
  if (saved.wait) {
    const auto left = context.texts.duration(context.language(), saved.wait->left);
    return show(context, *kind, {form, {}, context.text("apply.wait", {{"time", left}})}, nullptr);
  }
  context.set_cookie("draft", saved.token,
                     std::chrono::hours{context.house.policy.applications.draft_hours});
  if (!saved.problems.empty())
    return show(context, *kind, {form, saved.problems, {}}, &saved.draft);
  return context.redirect("/apply/preview");
}

Response remove_document(Context& context) {
  const auto kind = kind_of(context);
  if (!kind) return context.problem(404, "not_found");
  app::remove_draft_document(context.house, context.call, context.cookie("draft"),
                             {context.form_number("document")});
  return context.redirect("/apply/" + kind_at(context, *kind).key, "document_removed");
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
  const auto missing = core::missing_documents(context.house.policy, *draft);
  if (!missing.empty()) {
    auto list = page.add("MISSING");
    for (const auto index : missing)
      list.add("PAPER").set("NAME", context.words(context.house.policy.evidence[index].name));
  }
  put_form(page, "FORM", {.action = "/apply/submit", .submit = context.text("apply.submit")},
           context.token());
  return context.page("apply_preview", page, context.text("apply.preview_title"));
}

Response submit(Context& context) {
  const auto submitted =
      app::submit_application(context.house, context.call, context.cookie("draft"));
  if (!submitted) {
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
  page.set("EMAIL", tracked->application.contact.email);
  page.set("DAYS", std::int64_t{context.house.policy.applications.confirm_days});
  page.show("HAS_MISSING", !tracked->missing.empty());
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

void register_apply(Router& router, const core::ApplicationRules& rules) {
  const std::size_t uploads =
      (std::size_t{rules.document_megabytes} * rules.documents_most + 1) * 1024 * 1024;
  router.get("/apply", Access::everyone, choose);
  router.get("/apply/preview", Access::everyone, preview);
  router.post("/apply/submit", Access::everyone, submit);
  router.get("/apply/received", Access::everyone, received);
  router.get("/apply/{kind}", Access::everyone, open_form);
  router.post("/apply/{kind}", Access::everyone, save, uploads);
  router.post("/apply/{kind}/remove", Access::everyone, remove_document);
  router.get("/papers/{name}", Access::everyone, paper);
}

}  // namespace metroon::web

// The form of an application (B3, B5). What was typed and sent is kept as a draft; a good one leads
// to the preview.
#include <algorithm>

#include "base/text.hpp"
#include "web/pages.hpp"
#include "web/papers.hpp"
#include "web/person_fields.hpp"

namespace metroon::web {
namespace {

using core::Field;

const core::AffiliationKind* kind_of(const Context& context) {
  const auto kind = context.house.policy.kind_of(context.parameters.at("kind"));
  if (!kind) return nullptr;
  const auto& found = context.house.policy.affiliations[*kind];
  return found.joining == core::Joining::application ? &found : nullptr;
}

core::ApplicationForm typed(const Context& context, const core::AffiliationKind& kind) {
  auto form = typed_person(context);
  form.language = context.language();
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

// What the page shows beside what the policy asks for.
struct Shown {
  core::ApplicationForm form;
  std::vector<core::FieldProblem> problems;
  std::vector<app::UploadRefused> refused;
  std::string problem;  ///< About the whole form.
};

std::string removal_name(const core::DocumentInfo& document) {
  return fmt::format("remove-{}", document.id.value);
}

// A paper that was sent stays where it is, unless its box is ticked: nothing else is lost by that.
FieldView removal_field(const Context& context, const core::DocumentInfo& document) {
  return {.name = removal_name(document),
          .label = context.text("apply.remove", {{"file", document.file_name}}),
          .input = Input::checkbox,
          .hint = evidence_name(context, document.evidence),
          .required = false};
}

FieldView upload_field(const Context& context, const core::Evidence& evidence,
                       const core::Application* draft, const Shown& shown) {
  auto field = paper_field(context, evidence);
  const auto refused =
      std::ranges::find(shown.refused, evidence.key, &app::UploadRefused::evidence);
  if (refused != shown.refused.end()) field.error = context.text(key_of(refused->problem));
  const bool there = draft != nullptr &&
                     std::ranges::find(draft->documents, evidence.key,
                                       &core::DocumentInfo::evidence) != draft->documents.end();
  field.hint =
      file_hint(context) + ". " + context.text(there ? "apply.sent_already" : "apply.or_later");
  return field;
}

std::vector<FieldView> paper_fields(const Context& context, const core::AffiliationKind& kind,
                                    const core::Application* draft, const Shown& shown) {
  std::vector<FieldView> fields;
  for (const auto index : kind.joining_evidence) {
    const auto& evidence = context.house.policy.evidence[index];
    if (!evidence.identity) fields.push_back(upload_field(context, evidence, draft, shown));
  }
  if (draft != nullptr)
    for (const auto& document : draft->documents)
      fields.push_back(removal_field(context, document));
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

// A file under a name that no field has: nobody typed that on our page.
std::string problem_of(const Context& context, const core::AffiliationKind& kind,
                       const Shown& shown) {
  const auto has_field = [&](const app::UploadRefused& refused) {
    return std::ranges::any_of(kind.joining_evidence, [&](core::EvidenceIndex index) {
      const auto& evidence = context.house.policy.evidence[index];
      return !evidence.identity && evidence.key == refused.evidence;
    });
  };
  const auto stray = std::ranges::find_if_not(shown.refused, has_field);
  return stray == shown.refused.end() ? shown.problem : context.text(key_of(stray->problem));
}

Response show(Context& context, const core::AffiliationKind& kind, const Shown& shown,
              const core::Application* draft) {
  FormView form{.action = "/apply/" + kind.key,
                .submit = context.text("apply.continue"),
                .problem = problem_of(context, kind, shown)};
  form.fields = person_fields(context, shown.form, shown.problems);
  form.fields.front().heading = context.text("apply.person");
  std::ranges::move(capacity_fields(context, kind, shown.form, shown.problems),
                    std::back_inserter(form.fields));
  std::ranges::move(paper_fields(context, kind, draft, shown), std::back_inserter(form.fields));
  View page;
  page.set("KIND", context.words(kind.name));
  put_papers(page, context, kind);
  put_form(page, "FORM", form, context.token());
  const bool wrong = !shown.problems.empty() || !form.problem.empty();
  return context.page("apply_form", page, context.text("apply.form_title"), wrong ? 422 : 200);
}

std::optional<core::Application> draft_of(Context& context) {
  return app::find_draft(context.house, context.call, context.cookie("draft"));
}

// Who has chosen another capacity meanwhile need not type their name again.
Response open_form(Context& context) {
  const auto* kind = kind_of(context);
  if (kind == nullptr) return context.problem(404, "not_found");
  const auto draft = draft_of(context);
  if (!draft) return show(context, *kind, {}, nullptr);
  Shown shown;
  if (!draft->names.last.empty()) shown.form = core::to_form(*draft);
  return show(context, *kind, shown, &*draft);
}

std::vector<app::Upload> uploads_of(const Context& context) {
  std::vector<app::Upload> uploads;
  for (const auto& file : context.request.files)
    uploads.push_back({file.field, file.name, file.media_type,
                       base::Bytes{file.bytes.begin(), file.bytes.end()}});
  return uploads;
}

void remove_ticked(Context& context) {
  const auto draft = draft_of(context);
  if (!draft) return;
  for (const auto& document : draft->documents)
    if (context.form(removal_name(document)) == "on")
      app::remove_draft_document(context.house, context.call, context.cookie("draft"), document.id);
}

Response save(Context& context) {
  const auto* kind = kind_of(context);
  if (kind == nullptr) return context.problem(404, "not_found");
  remove_ticked(context);
  const auto form = typed(context, *kind);
  const auto saved = app::save_draft(context.house, context.call, context.cookie("draft"), form,
                                     uploads_of(context));
  if (saved.wait) {
    return show(context, *kind, {form, {}, {}, context.wait_text(*saved.wait, "apply.wait")},
                nullptr);
  }
  context.set_cookie("draft", saved.token,
                     std::chrono::hours{context.house.policy.applications.draft_hours});
  if (saved.problems.empty()) return context.redirect("/apply/preview");
  return show(context, *kind, {form, saved.problems, saved.refused, {}}, &saved.draft);
}

}  // namespace

void register_apply_form(Router& router, const core::ApplicationRules& rules) {
  const std::size_t uploads =
      (std::size_t{rules.document_megabytes} * rules.documents_most + 1) * 1024 * 1024;
  router.get("/apply/{kind}", Access::everyone, open_form);
  router.post("/apply/{kind}", Access::everyone, save, uploads);
}

}  // namespace metroon::web

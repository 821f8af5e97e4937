#include <algorithm>

#include "app/acts.hpp"
#include "app/apply.hpp"
#include "app/documents.hpp"

namespace metroon::app {
namespace {

using core::Application;
using core::Field;

// More drafts than this from one address within an hour is no crowd of applicants any more.
constexpr unsigned most_drafts_an_hour = 200;

std::optional<Application> draft_behind(Ports& ports, const Call& call, const base::Secret& token) {
  if (token.empty()) return {};
  const auto found = ports.tokens.find(TokenPurpose::draft, token);
  if (!found || found->used || found->expires < call.now.instant) return {};
  auto application = ports.applications.find({found->subject});
  if (application && application->stage != core::Stage::draft) return {};
  return application;
}

Application begin_draft(Ports& ports, House& house, const Call& call, std::string_view kind,
                        const base::Secret& token) {
  Application draft;
  draft.id = {house.random.next_id(call.now.instant)};
  draft.kind = kind;
  draft.contact.language = call.language;
  draft.created = draft.changed = call.now.instant;
  ports.applications.insert(draft);
  ports.tokens.insert(token, {.purpose = TokenPurpose::draft,
                              .subject = draft.id.value,
                              .expires = call.now.instant +
                                         std::chrono::hours{house.policy.applications.draft_hours},
                              .used = {}});
  return draft;
}

void take_fields(Application& draft, const Application& checked) {
  const Application before = draft;
  draft = checked;
  draft.id = before.id;
  draft.documents = before.documents;
  draft.created = before.created;
  draft.version = before.version;
}

}  // namespace

DraftSaved save_draft(House& house, const Call& call, const base::Secret& token,
                      const core::ApplicationForm& form, const std::vector<Upload>& uploads) {
  const auto checked = core::check_form(house.policy, form, call.now.day);
  const auto fresh_token = mint_token(house.random);
  return house.store.write([&](Ports& ports) {
    DraftSaved saved;
    if (!checked) saved.problems = checked.error();
    const bool kind_unknown = !house.policy.kind_of(form.kind);
    auto draft = draft_behind(ports, call, token);
    saved.token = draft ? token : base::Secret{};
    if (!draft) {
      if (kind_unknown) return saved;
      saved.wait =
          count_in_hour(ports, call, "drafts:" + network_of(call.client), most_drafts_an_hour);
      if (saved.wait) return saved;
      saved.token = fresh_token;
      draft = begin_draft(ports, house, call, form.kind, fresh_token);
    }
    if (checked) take_fields(*draft, *checked);
    // Which papers are asked for says the capacity on the page, even where another field is wrong.
    const auto& kind = checked ? draft->kind : form.kind;
    draft->changed = call.now.instant;
    for (const auto& upload : uploads)
      if (const auto refused = keep_document(ports, house, call, *draft, kind, upload)) {
        const core::FieldProblem problem{Field::documents, problem_of(*refused)};
        saved.refused.push_back({upload.evidence, problem.problem});
        if (std::ranges::find(saved.problems, problem) == saved.problems.end())
          saved.problems.push_back(problem);
      }
    if (ports.applications.update(*draft)) ++draft->version;
    saved.draft = std::move(*draft);
    return saved;
  });
}

std::optional<Application> find_draft(House& house, const Call& call, const base::Secret& token) {
  return house.store.read([&](Ports& ports) { return draft_behind(ports, call, token); });
}

void remove_draft_document(House& house, const Call& call, const base::Secret& token,
                           core::DocumentId document) {
  house.store.write([&](Ports& ports) {
    if (const auto draft = draft_behind(ports, call, token))
      ports.documents.remove(draft->id, document);
  });
}

}  // namespace metroon::app

#include "web/claim_view.hpp"

#include "web/papers.hpp"

namespace metroon::web {

using app::ClaimProblem;

std::string claim_path(core::ClaimId id) {
  return fmt::format("/account/claim/{}", id.value);
}

std::string office_claim_path(core::ClaimId id) {
  return fmt::format("/office/claims/{}", id.value);
}

std::string ending_text(const Context& context, const core::NextEnding& ending) {
  if (ending.waits) return context.text("claim.waits");
  return context.text("claim.ends", {{"day", context.texts.day(context.language(), ending.last)}});
}

void put_claim_stage(View& view, const Context& context, core::ClaimStage stage) {
  using enum core::ClaimStage;
  view.set("STAGE", context.text(key_of(stage)));
  view.show("STAGE_GOOD", stage == approved);
  view.show("STAGE_WARN", stage == needs_more);
  view.show("STAGE_WRONG", stage == refused || stage == withdrawn);
}

void put_claim_facts(View& view, const Context& context, const core::Claim& claim) {
  put_fact(view, context.text("claim.kind"), kind_name(context, claim.kind));
  put_fact(view, context.text(key_of(core::Field::unit)), unit_name(context, claim.unit));
  if (claim.until)
    put_fact(view, context.text("claim.until"),
             context.texts.day(context.language(), *claim.until));
  put_fact(view, context.text("claim.made"), context.texts.time(context.language(), claim.created));
  put_fact(view, context.text("claim.text"), claim.text);
}

void put_missing_alternatives(View& page, const Context& context, const app::ClaimView& view) {
  if (core::is_complete(view.missing) || !core::is_open(view.claim.stage)) return;
  auto section = page.add("MISSING");
  section.show("SEVERAL", view.missing.size() > 1);
  for (const auto& alternative : view.missing) {
    auto list = section.add("ALTERNATIVE");
    for (const auto index : alternative) {
      const auto& evidence = context.house.policy.evidence[index];
      auto row = list.add("PAPER");
      row.set("NAME", context.words(evidence.name)).set("ABOUT", context.words(evidence.hint));
      if (evidence.form) row.add("BLANK").set("HREF", fmt::format("/papers/{}.pdf", evidence.key));
    }
  }
}

FormView paper_form(const Context& context, const core::Claim& claim, std::string action, bool any,
                    std::optional<ClaimProblem> problem) {
  const auto& policy = context.house.policy;
  FieldView which{.name = "evidence",
                  .label = context.text("track.which"),
                  .input = Input::select,
                  .value = std::string{context.form("evidence")}};
  for (core::EvidenceIndex index = 0; index < policy.evidence.size(); ++index) {
    const auto& evidence = policy.evidence[index];
    if (evidence.identity || (!any && !core::asked_for_renewal(policy, claim.kind, index)))
      continue;
    which.options.push_back({.value = evidence.key, .label = context.words(evidence.name)});
  }
  FieldView file{.name = "file",
                 .label = context.text("track.file"),
                 .input = Input::file,
                 .hint = file_hint(context),
                 .accept = std::string{allowed_files}};
  if (problem)
    (*problem == ClaimProblem::unknown_evidence ? which : file).error =
        problem_text(context, *problem);
  return {.action = std::move(action),
          .submit = context.text("track.send"),
          .fields = {std::move(which), std::move(file)}};
}

app::Upload upload_of(const Context& context) {
  app::Upload upload;
  upload.evidence = context.form("evidence");
  if (context.request.files.empty()) return upload;
  const auto& file = context.request.files.front();
  upload.file_name = file.name;
  upload.media_type = file.media_type;
  upload.bytes = file.bytes;
  return upload;
}

std::string problem_text(const Context& context, ClaimProblem problem) {
  switch (problem) {
    case ClaimProblem::no_such_claim:
    case ClaimProblem::someone_was_first:
    case ClaimProblem::not_now:
      return {};  // Pages of their own.
    case ClaimProblem::text_missing:
      return context.text("decide.text_missing");
    case ClaimProblem::documents_missing:
      return context.text("claim.documents_missing");
    case ClaimProblem::until_missing:
      return context.text("problem_of.missing");
    case ClaimProblem::until_wrong:
      return context.text("claim.until_wrong");
    case ClaimProblem::not_a_document:
      return context.text("problem_of.not_a_document");
    case ClaimProblem::too_large:
      return context.text("problem_of.too_large");
    case ClaimProblem::too_many:
      return context.text("problem_of.too_many");
    case ClaimProblem::unknown_evidence:
      return context.text("problem_of.unknown_choice");
  }
  return {};
}

std::optional<Response> problem_page(Context& context, ClaimProblem problem) {
  if (problem == ClaimProblem::no_such_claim) return context.problem(404, "no_such_claim");
  if (problem == ClaimProblem::someone_was_first) return context.problem(409, "someone_was_first");
  if (problem == ClaimProblem::not_now) return context.problem(409, "not_now");
  return {};
}

}  // namespace metroon::web

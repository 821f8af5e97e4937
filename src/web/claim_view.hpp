// What the holder's and the office's pages of claims share.
#pragma once

#include "app/claims.hpp"
#include "web/office.hpp"

namespace metroon::web {

[[nodiscard]] std::string claim_path(core::ClaimId);  ///< The holder's page.
[[nodiscard]] std::string office_claim_path(core::ClaimId);

/// What the holder is told of the ending that a claim may be made about.
[[nodiscard]] std::string ending_text(const Context&, const core::NextEnding&);

/// For `_stage.html`.
void put_claim_stage(View&, const Context&, core::ClaimStage);
/// Capacity, unit, last day, the holder's words.
void put_claim_facts(View&, const Context&, const core::Claim&);
/// Sections ALTERNATIVE with PAPER each, under MISSING; nothing if nothing is missing.
void put_missing_alternatives(View&, const Context&, const app::ClaimView&);
/// Which paper, and its file; `any` paper of the policy or what the capacity asks for.
[[nodiscard]] FormView paper_form(const Context&, const core::Claim&, std::string action, bool any,
                                  std::optional<app::ClaimProblem>);
[[nodiscard]] app::Upload upload_of(const Context&);
[[nodiscard]] std::string problem_text(const Context&, app::ClaimProblem);
/// Is a page of its own rather than words beside a field.
[[nodiscard]] std::optional<Response> problem_page(Context&, app::ClaimProblem);

}  // namespace metroon::web

// What the rules' words are called on pages: the keys of translations/words.*.po.
#pragma once

#include <fmt/format.h>

#include "core/words.hpp"
#include "web/context.hpp"

namespace metroon::web {

constexpr std::string_view key_prefix(core::Stage) {
  return "stage";
}
constexpr std::string_view key_prefix(core::DeliveryVerdict) {
  return "verdict";
}
constexpr std::string_view key_prefix(core::ClaimStage) {
  return "claim_stage";
}
constexpr std::string_view key_prefix(core::CampaignStage) {
  return "campaign_stage";
}
constexpr std::string_view key_prefix(core::MemberState) {
  return "member_state";
}
constexpr std::string_view key_prefix(core::Certificate) {
  return "certificate";
}
constexpr std::string_view key_prefix(core::SignatureCheck) {
  return "signature";
}
constexpr std::string_view key_prefix(core::AccountState) {
  return "state";
}
constexpr std::string_view key_prefix(core::Gate) {
  return "gate";
}
constexpr std::string_view key_prefix(core::Why) {
  return "why";
}
constexpr std::string_view key_prefix(core::Field) {
  return "field";
}
constexpr std::string_view key_prefix(core::Problem) {
  return "problem_of";
}
constexpr std::string_view key_prefix(core::PasswordProblem) {
  return "password";
}
constexpr std::string_view key_prefix(core::Match) {
  return "match";
}
constexpr std::string_view key_prefix(core::IdentityDocument) {
  return "document";
}
constexpr std::string_view key_prefix(core::TimelineEvent::What) {
  return "event";
}

/// `stage.submitted`, `field.first_name` …
template <core::Worded E>
[[nodiscard]] std::string key_of(E value) {
  return fmt::format("{}.{}", key_prefix(value), core::to_word(value));
}

/// One sentence: by which capacity the service is there.
[[nodiscard]] std::string why_text(const Context&, const core::Dossier&,
                                   const core::ServiceStanding&);
/// The same for a right that is not the longest one.
[[nodiscard]] std::string why_text(const Context&, const core::Affiliation&, core::Why);

/// Until when the service is really open, for the office.
[[nodiscard]] std::string until_text(const Context&, const core::ServiceStanding&);

/// Their names, with commas between.
[[nodiscard]] std::string services_text(const Context&, const std::vector<core::ServiceIndex>&);

/// What is wrong with a new password, one sentence each.
[[nodiscard]] std::string password_text(const Context&, const std::vector<core::PasswordProblem>&);

/// The policy's name for a capacity, a unit or a paper by its key; the key itself if the policy
/// has none any more.
[[nodiscard]] std::string kind_name(const Context&, std::string_view key);
[[nodiscard]] std::string unit_name(const Context&, std::string_view key);
[[nodiscard]] std::string evidence_name(const Context&, std::string_view key);

}  // namespace metroon::web

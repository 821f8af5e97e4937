// The holder says "I am still a member", and what is ending is held.
#include <algorithm>

#include "app/acts.hpp"
#include "app/claiming.hpp"
#include "base/text.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using core::Claim;
using core::Field;
using core::FieldProblem;
using core::Problem;

// What is wrong with the form, in the order of the page; fills in the claim.
std::vector<FieldProblem> read_form(const core::Policy& policy, const ClaimForm& form, Day today,
                                    Claim& claim) {
  std::vector<FieldProblem> problems;
  const auto wrong = [&](Field field, Problem problem) { problems.push_back({field, problem}); };
  const auto kind = policy.kind_of(form.kind);
  if (!kind) wrong(Field::kind, form.kind.empty() ? Problem::missing : Problem::unknown_choice);
  claim.kind = form.kind;
  if (!form.unit.empty() && policy.unit(form.unit) == nullptr)
    wrong(Field::unit, Problem::unknown_choice);
  claim.unit = form.unit;
  const auto typed = base::squeeze(form.until);
  claim.until = base::parse_typed_day(typed);
  if (!typed.empty() && !claim.until) wrong(Field::period_until, Problem::not_a_date);
  if (claim.until && *claim.until < today) wrong(Field::period_until, Problem::already_over);
  if (form.text.size() > longest_claim_text) wrong(Field::documents, Problem::too_long);
  claim.text = form.text;
  return problems;
}

void place_hold(Ports& ports, House& house, const Call& call, const core::Dossier& dossier,
                const std::vector<Claim>& earlier, const Claim& claim) {
  const auto& rules = house.policy.claims;
  const auto first = core::first_unsuccessful(rules, earlier, call.now.day, house.civil_day);
  const auto until = core::claim_hold_until(rules, dossier, first, call.now.day);
  if (!until) return;
  ports.people.add_hold(claim.person, {.from = call.now.day,
                                       .until = until,
                                       .affiliation = {},
                                       .reason = "claim " + claim.number,
                                       .by = core::placed_by(claim)});
  audit(ports, house, call, "hold_placed", subject("person", claim.person), base::to_iso(*until));
}

std::expected<Claim, StartClaimRefused> start(Ports& ports, House& house, const Call& call,
                                              const HolderSession& holder, Claim claim) {
  using enum StartClaimProblem;
  const auto dossier = dossier_of(ports, holder.person);
  const auto standing = core::decide(house.policy, dossier, call.now.day);
  const auto earlier = ports.claims.of_person(holder.person);
  if (std::ranges::any_of(earlier, [](const Claim& one) { return core::is_open(one.stage); }))
    return std::unexpected{StartClaimRefused{claimed_already, {}}};
  if (!core::claimable_ending(house.policy, standing, call.now.day))
    return std::unexpected{StartClaimRefused{nothing_ends, {}}};
  claim.id = {house.random.next_id(call.now.instant)};
  claim.number = mint_code(house.random, 10);
  claim.person = holder.person;
  claim.created = claim.changed = call.now.instant;
  ports.claims.insert(claim);
  audit(ports, house, call, "claim_made", subject("claim", claim.id), claim.kind);
  audit(ports, house, call, "claim_made", subject("person", claim.person), claim.number);
  place_hold(ports, house, call, dossier, earlier, claim);
  reconsider(ports, house, call, claim.person);
  tell_claimant(ports, house, call, claim, "mail.claim_received");
  return claim;
}

}  // namespace

std::expected<Claim, StartClaimRefused> start_claim(House& house, const Call& call,
                                                    const HolderSession& holder,
                                                    const ClaimForm& form) {
  Claim claim;
  auto problems = read_form(house.policy, form, call.now.day, claim);
  if (!problems.empty())
    return std::unexpected{StartClaimRefused{StartClaimProblem::fields, std::move(problems)}};
  return house.store.write([&](Ports& ports) { return start(ports, house, call, holder, claim); });
}

ClaimsOfHolder claims_of(House& house, const Call& call, const HolderSession& holder) {
  return house.store.read([&](Ports& ports) {
    const auto standing =
        core::decide(house.policy, dossier_of(ports, holder.person), call.now.day);
    ClaimsOfHolder found{.ending = {}, .claims = ports.claims.of_person(holder.person)};
    const bool open = std::ranges::any_of(
        found.claims, [](const Claim& one) { return core::is_open(one.stage); });
    if (!open) found.ending = core::claimable_ending(house.policy, standing, call.now.day);
    return found;
  });
}

}  // namespace metroon::app

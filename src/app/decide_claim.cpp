// The office asks for more, refuses, or approves.
#include "app/acts.hpp"
#include "app/affiliation_detail.hpp"
#include "app/claiming.hpp"
#include "app/realms.hpp"
#include "base/text.hpp"
#include "core/decide.hpp"
#include "core/lifetime.hpp"

namespace metroon::app {
namespace {

using core::Claim;
using core::ClaimStage;
using core::ClaimStep;
using Problem = ClaimProblem;
using Result = std::expected<Claim, Problem>;

Result claim_to_decide(Ports& ports, core::ClaimId id, std::int64_t version, ClaimStep step) {
  auto claim = ports.claims.find(id);
  if (!claim) return std::unexpected{Problem::no_such_claim};
  if (claim->version != version) return std::unexpected{Problem::someone_was_first};
  if (!core::allows(claim->stage, step)) return std::unexpected{Problem::not_now};
  return std::move(*claim);
}

// Until when the account goes on, as the refusal says it.
std::string last_day_text(Ports& ports, const House& house, const Call& call, const Claim& claim) {
  const auto person = ports.people.find(claim.person).value();
  const auto standing = core::decide(house.policy, dossier_of(ports, claim.person), call.now.day);
  const auto next = core::next_ending(house.policy.notices, standing, call.now.day);
  return next ? house.texts.day(person.contact.language, next->last) : std::string{"–"};
}

// The last day that the approval gives; empty if the capacity has none.
std::expected<std::optional<Day>, Problem> last_day(const core::Policy& policy, const Claim& claim,
                                                    std::string_view typed, Day today) {
  if (!core::takes_last_day(policy, claim.kind)) return std::nullopt;
  const auto text = base::squeeze(typed);
  const auto until = text.empty() ? claim.until : base::parse_typed_day(text);
  if (!text.empty() && !until) return std::unexpected{Problem::until_wrong};
  if (until && *until < today) return std::unexpected{Problem::until_wrong};
  const auto kind = policy.kind_of(claim.kind);
  const bool needed = kind && policy.affiliations[*kind].needs_period &&
                      policy.affiliations[*kind].term.kind == core::Term::Kind::while_active;
  if (!until && needed) return std::unexpected{Problem::until_missing};
  return until;
}

void give_affiliation(Ports& ports, House& house, const Call& call, const Claim& claim) {
  auto affiliation = core::affiliation_of(house.policy, claim, call.now.day);
  affiliation.id = {house.random.next_id(call.now.instant)};
  if (affiliation.ends)
    affiliation.ends = core::recorded_end(house.policy, dossier_of(ports, claim.person), nullptr,
                                          *affiliation.ends, call.now.day);
  ports.people.add_affiliation(claim.person, affiliation);
  audit(ports, house, call, "affiliation_added", subject("person", claim.person),
        detail_of(house.policy, affiliation));
  if (const auto account = ports.accounts.of_person(claim.person))
    add_address(ports, house, call, *account,
                realm_with(ports, house, call, claim.person, affiliation));
}

Result approve(Ports& ports, House& house, const Call& call, core::ClaimId id, std::int64_t version,
               std::string_view typed) {
  auto claim = claim_to_decide(ports, id, version, ClaimStep::approve);
  if (!claim) return claim;
  if (!house.policy.kind_of(claim->kind)) return std::unexpected{Problem::not_now};
  const auto missing = core::missing_alternatives(
      house.policy, claim->kind, evidence_of(house, *claim, mails_of(ports, house, id)));
  if (!core::is_complete(missing)) return std::unexpected{Problem::documents_missing};
  const auto until = last_day(house.policy, *claim, typed, call.now.day);
  if (!until) return std::unexpected{until.error()};
  claim->until = *until;
  claim->stage = ClaimStage::approved;
  claim->office_message.clear();
  if (!write_claim(ports, house, call, *claim, "claim_approved", claim->kind))
    return std::unexpected{Problem::someone_was_first};
  give_affiliation(ports, house, call, *claim);
  end_hold(ports, house, call, *claim);
  reconsider(ports, house, call, claim->person);
  tell_claimant(ports, house, call, *claim, "mail.claim_approved");
  return claim;
}

}  // namespace

Result ask_claim_for_more(House& house, const Call& call, core::ClaimId id, std::int64_t version,
                          std::string_view message) {
  return house.store.write([&](Ports& ports) -> Result {
    auto claim = claim_to_decide(ports, id, version, ClaimStep::ask_for_more);
    if (!claim) return claim;
    if (base::squeeze(message).empty()) return std::unexpected{Problem::text_missing};
    claim->stage = ClaimStage::needs_more;
    claim->office_message = message;
    if (!write_claim(ports, house, call, *claim, "more_asked_for", std::string{message}))
      return std::unexpected{Problem::someone_was_first};
    tell_claimant(ports, house, call, *claim, "mail.claim_more",
                  {{"message", std::string{message}}});
    return claim;
  });
}

Result refuse_claim(House& house, const Call& call, core::ClaimId id, std::int64_t version,
                    std::string_view reason) {
  return house.store.write([&](Ports& ports) -> Result {
    auto claim = claim_to_decide(ports, id, version, ClaimStep::refuse);
    if (!claim) return claim;
    if (base::squeeze(reason).empty()) return std::unexpected{Problem::text_missing};
    claim->stage = ClaimStage::refused;
    claim->office_message = reason;
    if (!write_claim(ports, house, call, *claim, "claim_refused", std::string{reason}))
      return std::unexpected{Problem::someone_was_first};
    end_hold(ports, house, call, *claim);
    reconsider(ports, house, call, claim->person);
    tell_claimant(
        ports, house, call, *claim, "mail.claim_refused",
        {{"message", std::string{reason}}, {"day", last_day_text(ports, house, call, *claim)}});
    return claim;
  });
}

Result approve_claim(House& house, const Call& call, core::ClaimId id, std::int64_t version,
                     std::string_view until) {
  return house.store.write(
      [&](Ports& ports) { return approve(ports, house, call, id, version, until); });
}

}  // namespace metroon::app

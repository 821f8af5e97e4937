// Papers of a claim, by its holder or at the counter; and withdrawal.
#include "app/acts.hpp"
#include "app/claiming.hpp"

namespace metroon::app {
namespace {

using core::Claim;
using core::ClaimStage;
using core::ClaimStep;
using Result = std::expected<Claim, ClaimProblem>;

// Somebody else's claim is none that the holder could know of.
Result own_claim(Ports& ports, const HolderSession& holder, core::ClaimId id, ClaimStep step) {
  auto claim = ports.claims.find(id);
  if (!claim || claim->person != holder.person) return std::unexpected{ClaimProblem::no_such_claim};
  if (!core::allows(claim->stage, step)) return std::unexpected{ClaimProblem::not_now};
  return std::move(*claim);
}

Result keep(Ports& ports, House& house, const Call& call, Claim claim, const Upload& upload,
            bool any) {
  if (const auto refused = keep_claim_document(ports, house, call, claim, upload, any))
    return std::unexpected{*refused};
  const auto missing = core::missing_alternatives(
      house.policy, claim.kind, evidence_of(house, claim, mails_of(ports, house, claim.id)));
  if (claim.stage == ClaimStage::needs_more && core::is_complete(missing))
    claim.stage = ClaimStage::submitted;
  if (!write_claim(ports, house, call, claim, "document_added", upload.evidence))
    return std::unexpected{ClaimProblem::someone_was_first};
  return claim;
}

}  // namespace

Result add_claim_document(House& house, const Call& call, const HolderSession& holder,
                          core::ClaimId id, const Upload& upload) {
  return house.store.write([&](Ports& ports) -> Result {
    auto claim = own_claim(ports, holder, id, ClaimStep::supply);
    if (!claim) return claim;
    const bool any = claim->stage == ClaimStage::needs_more;
    return keep(ports, house, call, std::move(*claim), upload, any);
  });
}

Result add_office_document(House& house, const Call& call, core::ClaimId id, const Upload& upload) {
  return house.store.write([&](Ports& ports) -> Result {
    auto claim = ports.claims.find(id);
    if (!claim) return std::unexpected{ClaimProblem::no_such_claim};
    if (!core::allows(claim->stage, ClaimStep::supply))
      return std::unexpected{ClaimProblem::not_now};
    return keep(ports, house, call, std::move(*claim), upload, true);
  });
}

Result withdraw_claim(House& house, const Call& call, const HolderSession& holder,
                      core::ClaimId id) {
  return house.store.write([&](Ports& ports) -> Result {
    auto claim = own_claim(ports, holder, id, ClaimStep::withdraw);
    if (!claim) return claim;
    claim->stage = ClaimStage::withdrawn;
    if (!write_claim(ports, house, call, *claim, "claim_withdrawn"))
      return std::unexpected{ClaimProblem::someone_was_first};
    end_hold(ports, house, call, *claim);
    reconsider(ports, house, call, claim->person);
    tell_claimant(ports, house, call, *claim, "mail.claim_withdrawn");
    return claim;
  });
}

}  // namespace metroon::app

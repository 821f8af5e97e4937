// Looking at claims: the holder at their own, the office at all.
#include <algorithm>

#include "app/acts.hpp"
#include "app/claiming.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using core::Claim;

ClaimView view_of(Ports& ports, const House& house, Claim claim) {
  ClaimView view;
  view.mails = mails_of(ports, house, claim.id);
  view.missing =
      core::missing_alternatives(house.policy, claim.kind, evidence_of(house, claim, view.mails));
  if (const auto hold = hold_of(dossier_of(ports, claim.person), claim))
    view.held_until = hold->until;
  view.claim = std::move(claim);
  return view;
}

}  // namespace

std::optional<ClaimView> view_claim(House& house, const Call&, const HolderSession& holder,
                                    core::ClaimId id) {
  return house.store.read([&](Ports& ports) -> std::optional<ClaimView> {
    auto claim = ports.claims.find(id);
    if (!claim || claim->person != holder.person) return {};
    return view_of(ports, house, std::move(*claim));
  });
}

std::optional<ClaimView> open_claim(House& house, const Call& call, core::ClaimId id) {
  return house.store.write([&](Ports& ports) -> std::optional<ClaimView> {
    auto claim = ports.claims.find(id);
    if (!claim) return {};
    auto view = view_of(ports, house, std::move(*claim));
    view.person = ports.people.find(view.claim.person);
    view.standing = core::decide(house.policy, dossier_of(ports, view.claim.person), call.now.day);
    audit(ports, house, call, "claim_read", subject("claim", id));
    view.history = ports.audit.about(subject("claim", id), 200);
    std::erase_if(view.history,
                  [](const AuditEntry& entry) { return entry.action == "claim_read"; });
    return view;
  });
}

std::optional<std::pair<core::DocumentInfo, Bytes>> read_claim_document(House& house,
                                                                        const Call& call,
                                                                        core::ClaimId id,
                                                                        core::DocumentId document) {
  using Result = std::optional<std::pair<core::DocumentInfo, Bytes>>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto claim = ports.claims.find(id);
    if (!claim) return {};
    const auto info = std::ranges::find(claim->documents, document, &core::DocumentInfo::id);
    if (info == claim->documents.end()) return {};
    auto contents = ports.claims.contents(id, document);
    if (!contents) return {};
    audit(ports, house, call, "document_read", subject("claim", id), info->evidence);
    return std::pair{*info, std::move(*contents)};
  });
}

ClaimQueue claim_queue(House& house, const Call&, std::span<const core::ClaimStage> stages,
                       std::size_t limit, std::size_t offset, std::size_t unfiled_offset) {
  std::vector<std::string> ours;
  for (const auto& realm : house.policy.realms) ours.push_back(realm.name);
  return house.store.read([&](Ports& ports) {
    ClaimQueue queue{.rows = ports.claims.queue(stages, limit + 1, offset),
                     .counts = ports.claims.count_by_stage(),
                     .unfiled = {},
                     .unfiled_count = ports.arrived_mails.count_unfiled(),
                     .more = false};
    queue.more = queue.rows.size() > limit;
    if (queue.more) queue.rows.pop_back();
    for (auto& mail : ports.arrived_mails.unfiled(ours, unfiled_page, unfiled_offset)) {
      queue.unfiled.push_back(weigh_mail(ports, house, std::move(mail)));
      queue.unfiled.back().names = claim_named(ports, queue.unfiled.back().mail.subject, false);
    }
    return queue;
  });
}

std::vector<Claim> claims_of_person(House& house, const Call&, core::PersonId person) {
  return house.store.read([&](Ports& ports) { return ports.claims.of_person(person); });
}

}  // namespace metroon::app

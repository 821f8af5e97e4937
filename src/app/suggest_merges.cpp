// Who among the members may be one person, and the two dossiers side by side.
#include <limits>

#include "app/acts.hpp"
#include "app/alike.hpp"
#include "app/merge.hpp"
#include "app/merging.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

// Records looked at in one statement, and statements for one page: a page of a large university
// answers at once, and says where to go on.
constexpr std::size_t window = 2000;
constexpr int most_windows = 50;

std::string username_of(const core::MergeSide& side) {
  return side.dossier.account ? side.dossier.account->username : std::string{};
}

std::optional<AlikePair> alike_pair(Ports& ports, const Call& call, core::PersonId newer_id,
                                    core::PersonId older_id) {
  const auto newer = merge_side(ports, newer_id).value();
  const auto older = merge_side(ports, older_id).value();
  const auto match =
      core::compare(core::likeness_of(newer.person), core::likeness_of(older.person));
  if (match == core::Match::different) return {};
  return AlikePair{.newer = newer.person,
                   .older = older.person,
                   .newer_username = username_of(newer),
                   .older_username = username_of(older),
                   .match = match,
                   .shared_items = shared_items(core::likeness_of(newer.person),
                                                core::likeness_of(older.person)),
                   .newer_should_stay = core::should_stay(newer, older, call.now.day)};
}

MergeSideView side_view(Ports& ports, const House& house, const Call& call, core::MergeSide side) {
  MergeSideView view{.side = std::move(side), .standing = {}, .proof = {}, .owned = {}};
  const auto id = view.side.person.id;
  if (view.side.dossier.account)
    view.standing = core::decide(house.policy, view.side.dossier, call.now.day);
  view.proof = ports.proofs.latest(id);
  for (const auto account : ports.accounts.shared_of(id))
    if (auto record = ports.accounts.find(account)) view.owned.push_back(std::move(*record));
  note_reading(ports, house, call, id);
  return view;
}

}  // namespace

std::optional<MergePreview> preview_merge(House& house, const Call& call, core::PersonId keep_id,
                                          core::PersonId other_id) {
  return house.store.write([&](Ports& ports) -> std::optional<MergePreview> {
    auto keep = merge_side(ports, ports.merges.standing_for(keep_id));
    auto other = merge_side(ports, ports.merges.standing_for(other_id));
    if (!keep || !other) return {};
    MergePreview view{.keep = {}, .other = {}};
    view.keep_should_stay = core::should_stay(*keep, *other, call.now.day);
    view.obstacle = core::merge_obstacle(*keep, *other, call.now.day);
    view.match = core::compare(core::likeness_of(keep->person), core::likeness_of(other->person));
    view.person = core::merged_person(*keep, *other);
    if (!view.obstacle) view.merged = core::merge(house.policy, *keep, *other, call.now.day);
    view.told_apart = ports.merges.told_apart(keep->person.id, other->person.id);
    view.keep = side_view(ports, house, call, std::move(*keep));
    view.other = side_view(ports, house, call, std::move(*other));
    return view;
  });
}

AlikePairs suggest_merges(House& house, const Call& call, core::PersonId before,
                          std::size_t limit) {
  constexpr core::PersonId newest{std::numeric_limits<std::int64_t>::max()};
  return house.store.read([&](Ports& ports) {
    AlikePairs found{.pairs = {}, .next = before ? before : newest};
    for (int windows = 0; found.next && windows < most_windows; ++windows) {
      const auto page = ports.merges.pairs(found.next, window);
      found.next = page.next;
      for (auto at = page.pairs.begin(); at != page.pairs.end(); ++at) {
        // Pairs of one record stay on one page: the next begins below it.
        if (found.pairs.size() >= limit && at->first != found.pairs.back().newer.id) {
          found.next = found.pairs.back().newer.id;
          return found;
        }
        if (auto pair = alike_pair(ports, call, at->first, at->second))
          found.pairs.push_back(std::move(*pair));
      }
    }
    return found;
  });
}

bool tell_apart(House& house, const Call& call, core::PersonId one, core::PersonId other) {
  return house.store.write([&](Ports& ports) {
    if (one == other || !ports.people.find(one) || !ports.people.find(other)) return false;
    ports.merges.tell_apart(one, other, call.actor, call.now.instant);
    for (const auto& [about, beside] : {std::pair{one, other}, std::pair{other, one}})
      audit(ports, house, call, "person_told_apart", subject("person", about),
            subject("person", beside));
    return true;
  });
}

}  // namespace metroon::app

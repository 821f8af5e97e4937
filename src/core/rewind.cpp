#include "core/rewind.hpp"

#include <algorithm>
#include <iterator>

#include "core/campaign.hpp"

namespace metroon::core {
namespace {

using Affiliations = std::vector<Affiliation>;

Affiliations::iterator find(Affiliations& all, const WhichAffiliation& which) {
  if (which.id) return std::ranges::find(all, which.id, &Affiliation::id);
  const auto of_kind = [&](const Affiliation& one) { return one.kind == which.kind; };
  return std::ranges::count_if(all, of_kind) == 1 ? std::ranges::find_if(all, of_kind) : all.end();
}

template <class Value>
void restore(Value& value, const std::optional<Value>& before) {
  if (before) value = *before;
}

// Each undoes one change. @return false if what it speaks of is not there.
struct Undo {
  Dossier& dossier;

  bool operator()(const AffiliationBegan& it) const {
    const auto found = find(dossier.affiliations, it.which);
    if (found == dossier.affiliations.end()) return false;
    dossier.affiliations.erase(found);
    return true;
  }

  bool operator()(const AffiliationBecame& it) const {
    const auto found = find(dossier.affiliations, it.which);
    if (found == dossier.affiliations.end()) return false;
    restore(found->unit, it.unit);
    restore(found->from, it.from);
    restore(found->ends, it.ends);
    restore(found->ending, it.ending);
    restore(found->head_of_unit, it.head_of_unit);
    restore(found->asserted_by, it.asserted_by);
    return true;
  }

  bool operator()(const HoldMoved& it) const {
    bool found = false;
    for (auto& hold : dossier.holds) {
      if (hold.by != it.by) continue;
      hold.until = it.until;
      found = true;
    }
    return found;
  }

  bool operator()(const NoticeGiven& it) const {
    auto& all = dossier.notices;
    const auto is_it = [&](const Notice& one) {
      return one.ending == it.notice.ending && one.days_before == it.notice.days_before &&
             (!it.notice.services || one.services == it.notice.services);
    };
    const auto count = std::ranges::count_if(all, is_it);
    if (count == 0 || (count > 1 && !it.notice.services)) return false;
    all.erase(std::prev(std::find_if(all.rbegin(), all.rend(), is_it).base()));
    return true;
  }

  bool operator()(const NoticesTakenBack& it) const {
    dossier.notices.insert(dossier.notices.end(), it.notices.begin(), it.notices.end());
    return true;
  }

  bool operator()(const ProofMoved& it) const {
    dossier.account->proof = it.before;
    return true;
  }

  bool operator()(const Switched& it) const {
    auto& all = dossier.choices;
    const auto found = std::ranges::find(all, it.service, &Choice::service);
    if (found == all.end()) return false;
    if (it.before)
      found->on = *it.before;
    else
      all.erase(found);
    return true;
  }

  bool operator()(const Resumed& it) const {
    dossier.account->suspended = it.before;
    return true;
  }

  bool operator()(const AddressAdded& it) const {
    return std::erase(dossier.account->addresses, it.address) > 0;
  }

  bool operator()(const FactsKept& it) const {
    const auto person = dossier.person;
    dossier = it.before;
    dossier.person = person;
    return true;
  }
};

bool concerns(const RecordedChange& change, const Dossier& dossier) {
  return !change.account || (dossier.account && dossier.account->id == change.account);
}

void forget_after(std::optional<Day>& fact, Day day) {
  if (fact && *fact > day) fact.reset();
}

// What bears a later day was not known yet.
void forget_later(Dossier& dossier, Day day) {
  if (dossier.account && dossier.account->made && *dossier.account->made > day) {
    dossier.account.reset();
    dossier.choices.clear();
  }
  if (auto& account = dossier.account) {
    forget_after(account->activated, day);
    forget_after(account->closed, day);
    if (account->suspended && account->suspended->from > day) account->suspended.reset();
  }
  std::erase_if(dossier.holds, [day](const Hold& hold) { return hold.from > day; });
  for (auto& hold : dossier.holds)
    if (is_of_campaign(hold)) forget_after(hold.until, day);
  for (auto& notice : dossier.notices) forget_after(notice.accepted, day);
}

}  // namespace

Rewound rewind(Dossier today, std::span<const RecordedChange> changes, Day day) {
  Rewound rewound{.dossier = std::move(today), .not_undone = {}, .unknown_before = {}};
  auto& dossier = rewound.dossier;
  for (std::size_t at = 0; at < changes.size(); ++at)
    if (concerns(changes[at], dossier) && !std::visit(Undo{dossier}, changes[at].what))
      rewound.not_undone.push_back(at);
  forget_later(dossier, day);
  if (dossier.account && dossier.account->proof && *dossier.account->proof > day) {
    rewound.unknown_before = std::exchange(dossier.account->proof, std::nullopt);
  }
  return rewound;
}

}  // namespace metroon::core

#include "core/right.hpp"

#include <algorithm>
#include <utility>

#include "core/lifetime.hpp"

namespace metroon::core {
namespace {

Why why_of(Term::Kind kind) {
  switch (kind) {
    case Term::Kind::for_life:
      return Why::for_life;
    case Term::Kind::while_active:
      return Why::while_active;
    case Term::Kind::from_activation:
      return Why::from_activation;
  }
  std::unreachable();
}

// What the affiliation gives by one row on `day`, if holds leave it `until`. What opens by the end
// of an affiliation does so by its term: a hold that comes while the ending waits for its notice
// must not shut it again.
std::optional<Right> right_of(const Policy& policy, const Begun& begun, const Until& until,
                              const Entitlement& entitlement, Day day) {
  const auto& affiliation = begun.affiliation;
  const bool kept = outlives(entitlement, affiliation);
  if (kept && (entitlement.opens || !stands(begun.by_term, day)))
    return Right{
        Until::for_ever(),
        entitlement.keep == Keep::after_any_end ? Why::kept_after_end : Why::kept_after_graduation,
        entitlement.level};
  if (kept || !entitlement.opens) return {};
  return Right{until, why_of(policy.affiliations[affiliation.kind].term.kind), entitlement.level};
}

// What earlier rules gave counts where those of today give nothing, and ends on its day: a hold
// that comes later reaches it no more, and none carries it further. What was switched on by it
// stays so under any right.
void add_withdrawn(const Policy& policy, const Begun& begun, const Reach& reach,
                   ServiceIndex service, Day day, std::optional<Found>& found) {
  const bool given = found.has_value();
  for (const auto& one : policy.withdrawals) {
    if (one.service != service || !was_given(one, begun.affiliation, begun.by_term)) continue;
    const auto until = reach.until_before(one.ends, begun.index, service, begun.by_term);
    auto right = right_of(policy, begun, until, one.former, day);
    if (!right || !stands(right->until, one.given)) continue;
    const auto last = Until::on(one.ends - std::chrono::days{1});
    if (right->until > last) right->until = last, right->why = Why::withdrawn;
    if (!found) found = Found{*right};
    if (!given) found->right = std::ranges::max(found->right, *right, {}, &Right::until);
    found->on = found->on || one.former.on;
  }
}

}  // namespace

std::optional<Found> find_right(const Policy& policy, const Begun& begun, const Reach& reach,
                                ServiceIndex service, Day day) {
  const auto kind = begun.affiliation.kind;
  const auto& entitlement = policy.entitlement(kind, service);
  const auto until = reach.until(begun.index, service, begun.by_term);
  std::optional<Found> found;
  const auto right = right_of(policy, begun, until, entitlement, day);
  // What had ended when rules began to give it does not open by them.
  if (right && stands(right->until, policy.given_since(kind, service)))
    found = Found{*right, entitlement.on};
  add_withdrawn(policy, begun, reach, service, day, found);
  if (found) found->right.affiliation = static_cast<std::uint16_t>(begun.index);
  return found;
}

}  // namespace metroon::core

#include "app/hold.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "app/dossier_detail.hpp"
#include "base/text.hpp"
#include "core/lifetime.hpp"

namespace metroon::app {
namespace {

using Problem = HoldProblem;
using Result = std::expected<void, Problem>;

constexpr std::string_view by_office = "office:";
constexpr std::chrono::days longest{731};

}  // namespace

const core::Hold* office_hold(const core::Dossier& dossier, Day day) {
  const auto found = std::ranges::find_if(dossier.holds, [day](const core::Hold& hold) {
    return hold.by.starts_with(by_office) && hold.from <= day && (!hold.until || *hold.until > day);
  });
  return found == dossier.holds.end() ? nullptr : &*found;
}

Result place_hold(House& house, const Call& call, core::PersonId asked, std::string_view reason,
                  std::string_view last_day) {
  const auto why = base::squeeze(reason);
  if (why.empty()) return std::unexpected{Problem::text_missing};
  const auto last = base::parse_typed_day(base::squeeze(last_day));
  if (!last || *last < call.now.day || *last > call.now.day + longest)
    return std::unexpected{Problem::day_wrong};
  // Each has a name of its own: lifting one must not move another that is over.
  const auto by = std::string{by_office} + std::to_string(house.random.next_id(call.now.instant));
  return house.store.write([&](Ports& ports) -> Result {
    const auto person = ports.merges.standing_for(asked);
    if (!ports.people.find(person)) return std::unexpected{Problem::no_such_person};
    if (office_hold(dossier_of(ports, person), call.now.day) != nullptr)
      return std::unexpected{Problem::held_already};
    ports.people.add_hold(person, {.from = call.now.day,
                                   .until = *last + std::chrono::days{1},
                                   .affiliation = {},
                                   .reason = why,
                                   .by = by});
    audit(ports, house, call, "hold_placed", subject("person", person),
          base::to_iso(*last) + ", " + why);
    reconsider(ports, house, call, person);
    return {};
  });
}

Result lift_hold(House& house, const Call& call, core::PersonId asked, std::string_view reason) {
  const auto why = base::squeeze(reason);
  if (why.empty()) return std::unexpected{Problem::text_missing};
  return house.store.write([&](Ports& ports) -> Result {
    const auto person = ports.merges.standing_for(asked);
    if (!ports.people.find(person)) return std::unexpected{Problem::no_such_person};
    const auto dossier = dossier_of(ports, person);
    const auto* hold = office_hold(dossier, call.now.day);
    if (hold == nullptr) return std::unexpected{Problem::not_held};
    const Day until = core::until_when_lifted(dossier, *hold, call.now.day);
    ports.people.end_hold(person, hold->by, until);
    audit(ports, house, call, "hold_lifted", subject("person", person),
          hold_moved_detail(*hold, until, why));
    reconsider(ports, house, call, person);
    return {};
  });
}

}  // namespace metroon::app

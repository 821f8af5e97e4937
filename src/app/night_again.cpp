// A notice that did not arrive is given again.
#include "app/acts.hpp"
#include "app/dossier_detail.hpp"
#include "app/night.hpp"

namespace metroon::app {
namespace {

constexpr std::size_t at_once = 200;

}  // namespace

bool take_back_refused_notices(Ports& ports, const House& house, const Call& call,
                               core::PersonId person) {
  const auto taken_back = ports.nights.give_again(person);
  if (taken_back.empty()) return false;
  audit(ports, house, call, "notice_given_again", subject("person", person),
        detail_of(house.policy, taken_back));
  reconsider(ports, house, call, person);
  return true;
}

void give_bounced_again(House& house, const Call& call) {
  for (std::size_t given = at_once; given == at_once;)
    given = house.store.write([&](Ports& ports) {
      const auto people = ports.nights.corrected(at_once);
      for (const auto person : people) (void)take_back_refused_notices(ports, house, call, person);
      return people.size();
    });
}

bool give_notice_again(House& house, const Call& call, core::PersonId person) {
  return house.store.write(
      [&](Ports& ports) { return take_back_refused_notices(ports, house, call, person); });
}

}  // namespace metroon::app

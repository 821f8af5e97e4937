// The senate decides anew: some of it gives, some of it takes. It likes to do so while the endings
// of a graduation are under way.
#include <algorithm>

#include "core/earlier_rules.hpp"
#include "scenario/university.hpp"

namespace metroon::scenario {

// The oracle's table says the same of these capacities.
// Later they decide as before; whoever was promised more meanwhile is told.
void University::change_rules() {
  const auto before = core::on_record(rules_);
  if (rules_.hash == app::patras().hash)
    decide_otherwise();
  else
    rules_ = app::patras();
  core::follow(rules_, before, world_.today());
}

void University::decide_otherwise() {
  const auto entitlement = [&](std::string_view kind, std::string_view service) -> auto& {
    return rules_.entitlements[app::kind(kind) * rules_.services.size() + app::service(service)];
  };
  rules_.hash = "the senate's second";
  rules_.notices.days_before = {90, 45, 14, 3};
  rules_.affiliations[app::kind("researcher")].term.length = std::chrono::months{12};
  entitlement("permanent-staff", "email").keep = core::Keep::after_any_end;
  entitlement("postgraduate", "email").keep = core::Keep::never;
  entitlement("undergraduate", "wifi") = entitlement("faculty", "vpn") = {};
  entitlement("contractor", "lists") = entitlement("phd-candidate", "alumni") = {};
  entitlement("contractor", "eclass") = {.opens = true, .on = true};
}

std::size_t University::accounts_in_use() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(papers_, [](const Papers& it) { return it.activated.has_value(); }));
}

}  // namespace metroon::scenario

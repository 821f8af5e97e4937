#include <algorithm>

#include "app/acts.hpp"
#include "app/sign_in.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

std::string listed(const std::vector<std::string>& units) {
  std::string text;
  for (const auto& unit : units) text += (text.empty() ? "" : ", ") + unit;
  return text;
}

}  // namespace

std::expected<Staff, SetUnitsProblem> set_staff_units(House& house, const Call& call,
                                                      std::string_view typed,
                                                      std::vector<std::string> units) {
  using Why = SetUnitsProblem;
  using Result = std::expected<Staff, SetUnitsProblem>;
  if (units.empty()) return std::unexpected{Why::no_units};
  for (const auto& unit : units)
    if (house.policy.unit(unit) == nullptr) return std::unexpected{Why::unknown_unit};
  std::ranges::sort(units);
  units.erase(std::ranges::unique(units).begin(), units.end());
  const auto login = base::to_lower(base::squeeze(typed));
  return house.store.write([&](Ports& ports) -> Result {
    auto staff = ports.staff.by_login(login);
    if (!staff) return std::unexpected{Why::no_such_login};
    if (staff->role != Role::secretary) return std::unexpected{Why::not_a_secretary};
    const auto before = listed(staff->units);
    ports.staff.set_units(staff->id, units);
    staff->units = units;
    audit(ports, house, call, "staff_units_set", subject("staff", staff->id),
          before + " → " + listed(units));
    return *std::move(staff);
  });
}

}  // namespace metroon::app

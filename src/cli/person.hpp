// `metroon person …`, `metroon check`, `metroon user …`, `metroon software …`
#pragma once

#include "app/check.hpp"
#include "app/office.hpp"
#include "app/sign_in.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

/// A username, a person's id, or words of a name that fit one person only.
[[nodiscard]] std::optional<core::PersonId> find_person(app::House&, const app::Call&,
                                                        std::string_view who);
[[nodiscard]] Output no_such_person(std::string_view who);
/// @param who As find_person.
[[nodiscard]] Output person_show(app::House&, const app::Call&, std::string_view who, Format);
[[nodiscard]] Output check(app::House&, const app::Call&, Format);
[[nodiscard]] Output add_staff(app::House&, const app::Call&, std::string_view login,
                               std::string_view name, std::string_view role,
                               const base::Secret& password,
                               const std::vector<std::string>& units = {});
[[nodiscard]] Output set_staff_units(app::House&, const app::Call&, std::string_view login,
                                     const std::vector<std::string>& units);
[[nodiscard]] Output reset_staff_password(app::House&, const app::Call&, std::string_view login,
                                          const base::Secret& password);
/// @param lines One licence key a line.
[[nodiscard]] Output add_licence_keys(app::House&, const app::Call&, std::string_view service,
                                      std::string_view lines);

}  // namespace metroon::cli

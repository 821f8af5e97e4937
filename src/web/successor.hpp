// What the pages about successors of owners show alike.
#pragma once

#include "app/succession.hpp"
#include "web/context.hpp"
#include "web/form_view.hpp"

namespace metroon::web {

/// `since 1 September 2026`.
[[nodiscard]] std::string without_owner(const Context&, const core::Succession&);
/// @param problem Of what was typed.
[[nodiscard]] FormView successor_form(const Context&, std::string action,
                                      std::optional<app::SuccessorProblem> problem);
/// Fills `section` of `_successions.html`, unless there is none to show.
/// @param base Where each account's page is, up to its id; empty: there is none.
void put_successions(View&, std::string_view section, const Context&,
                     const std::vector<app::SuccessionView>&, std::string_view base);

}  // namespace metroon::web

// A table of expectations that a registrar can read and write, held against what the rules make of
// it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/policy.hpp"

namespace metroon::policy {

/// Checks every row of a table such as policy/patras.table, whose head explains the columns.
///
/// A row is one member who has one affiliation and nothing else, from the day of activation, or
/// from 2026-01-01 without one. It is asked on the first day without the affiliation where `ends`
/// says one, else on the first day with it.
/// @return one sentence, with the line, for each row that is not so, that cannot be read, or that
/// says again what an earlier one says; and one for each affiliation and service without any row.
/// Empty if the policy does what the table says.
[[nodiscard]] std::vector<std::string> check_table(const core::Policy& policy,
                                                   std::string_view table);

}  // namespace metroon::policy

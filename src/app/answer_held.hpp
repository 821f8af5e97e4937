// The office's answer to a row of a registry that waits, where the row and the member contradict
// each other.
#pragma once

#include "app/registry_doors.hpp"

namespace metroon::app {

/// What both say, and differently, of what stays with a person for life: AFM, AMKA, the father's
/// name, the day of birth. Names that differ in their capitals or accents alone do not.
[[nodiscard]] std::vector<core::Field> contradictions(const HeldRow&, const core::Person&);

enum class AnswerProblem {
  reason_missing,
  no_such_row,
  no_such_person,
  not_held,
  number_of_another
};
/// As decide_held; whoever says that it is this person against what contradicts it says why, and
/// that is on record.
[[nodiscard]] std::expected<void, AnswerProblem> answer_held(House&, const Call&, core::HeldRowId,
                                                             core::PersonId person,
                                                             std::string_view reason);

}  // namespace metroon::app

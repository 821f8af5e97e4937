// What an audit entry says of an affiliation: the facts alone, in words that do not change; and
// what it said, read back.
#pragma once

#include "app/detail.hpp"
#include "core/rewind.hpp"

namespace metroon::app {

/// `undergraduate 12: unit chemistry, from 2026-10-01, ends 2030-09-01, ending lapsed`; what is
/// empty is left out.
[[nodiscard]] Detail affiliation_detail(const core::Policy&, const core::Affiliation&);
[[nodiscard]] std::string detail_of(const core::Policy&, const core::Affiliation&);
/// Empty where it says nothing of the kind. Who asserted it is read from `by`, if that is there.
[[nodiscard]] std::optional<core::Affiliation> read_affiliation(const core::Policy&, const Detail&);
[[nodiscard]] std::optional<core::AffiliationBegan> read_began(const core::Policy&,
                                                               std::string_view);

/// `undergraduate 12: unit chemistry → physics, ends – → 2030-09-01`: what differs of two of one
/// kind. @param by What made it so, if that is not who acts.
[[nodiscard]] std::string detail_of(const core::Policy&, const core::Affiliation& before,
                                    const core::Affiliation& after, std::string_view by = {});
[[nodiscard]] std::optional<core::AffiliationBecame> read_became(const core::Policy&,
                                                                 std::string_view);

}  // namespace metroon::app

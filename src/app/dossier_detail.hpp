// What an audit entry says of notices, holds, suspensions and switches, and of a whole dossier, so
// that what was before can be read from it.
#pragma once

#include <span>

#include "app/detail.hpp"
#include "core/rewind.hpp"

namespace metroon::app {

using base::Day;

/// `2026-05-01, 30 days before: services email vpn`; several with semicolons between. Services that
/// the policy no longer has are left out.
[[nodiscard]] std::string detail_of(const core::Policy&, const core::Notice&);
[[nodiscard]] std::string detail_of(const core::Policy&, std::span<const core::Notice>);
[[nodiscard]] std::optional<core::NoticeGiven> read_notice(const core::Policy&, std::string_view);
[[nodiscard]] std::optional<core::NoticesTakenBack> read_notices(const core::Policy&,
                                                                 std::string_view);

/// `office:12: until 2026-05-02 → 2026-03-05, why he came back`. @param why May be empty.
[[nodiscard]] std::string hold_moved_detail(const core::Hold& before, Day until,
                                            std::string_view why);
[[nodiscard]] std::optional<core::HoldMoved> read_hold_moved(const core::Policy&, std::string_view);

/// `email: choice – → off`
[[nodiscard]] std::string switched_detail(const core::Policy&, const core::Dossier& before,
                                          core::ServiceIndex, bool on);
[[nodiscard]] std::optional<core::Switched> read_switched(const core::Policy&, std::string_view);

/// `suspended 2026-03-02: reason stolen, why he came back`
[[nodiscard]] std::string resumed_detail(const core::Suspension&, std::string_view why);
[[nodiscard]] std::optional<core::Resumed> read_resumed(const core::Policy&, std::string_view);

/// `proof – → 2026-03-02`
[[nodiscard]] std::string proof_detail(const std::optional<Day>& before, Day after);
[[nodiscard]] std::optional<core::ProofMoved> read_proof(const core::Policy&, std::string_view);

/// `papadopoulos@upatras.gr`
[[nodiscard]] std::string detail_of(const core::Policy&, const core::Address&);
[[nodiscard]] std::optional<core::AddressAdded> read_address(const core::Policy&, std::string_view);

/// All of it but whose it is.
[[nodiscard]] std::string detail_of(const core::Policy&, const core::Dossier&);
[[nodiscard]] std::optional<core::FactsKept> read_facts(const core::Policy&, std::string_view);

}  // namespace metroon::app

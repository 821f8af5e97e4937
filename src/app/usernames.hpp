// Names for accounts that nobody ever had.
#pragma once

#include "app/house.hpp"
#include "core/username.hpp"

namespace metroon::app {

/// The first `count` of the policy's proposals that were never given to anybody (invariant 2).
[[nodiscard]] std::vector<std::string> free_usernames(Ports&, const House&, const core::Names&,
                                                      std::size_t count);
[[nodiscard]] bool is_taken(Ports&, const std::string& username);

}  // namespace metroon::app

// Opening and finding sessions.
#pragma once

#include "app/sign_in.hpp"

namespace metroon::app {

[[nodiscard]] base::Secret open_session(Ports&, House&, const Call&, SessionOf,
                                        std::int64_t subject);

/// NFKC, as every password is before it is hashed or compared. Text that is no UTF-8 gives an empty
/// one.
[[nodiscard]] base::Secret normalised(const base::Secret& password);

/// What is wrong with a new password of this holder. @param password normalised.
[[nodiscard]] std::vector<core::PasswordProblem> unfit(const House&, const base::Secret& password,
                                                       const core::Person*,
                                                       std::string_view username);

}  // namespace metroon::app

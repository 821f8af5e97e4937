// `metroon person suspend|resume|close`, `metroon user close|reopen`
#pragma once

#include "app/suspension.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

/// @param who As in person_show.
[[nodiscard]] Output person_suspend(app::House&, const app::Call&, std::string_view who,
                                    std::string_view reason);
[[nodiscard]] Output person_resume(app::House&, const app::Call&, std::string_view who,
                                   std::string_view reason);
[[nodiscard]] Output person_close(app::House&, const app::Call&, std::string_view who,
                                  std::string_view reason);
[[nodiscard]] Output user_close(app::House&, const app::Call&, std::string_view login);
[[nodiscard]] Output user_reopen(app::House&, const app::Call&, std::string_view login);

}  // namespace metroon::cli

// `metroon application …`
#pragma once

#include "app/office.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

/// @param stage A Stage's word, or empty for all that wait for somebody.
[[nodiscard]] Output application_list(app::House&, const app::Call&, std::string_view stage,
                                      std::string_view text, Format);
[[nodiscard]] Output application_show(app::House&, const app::Call&, std::string_view number,
                                      Format);

struct ApprovalArguments {
  std::string username;
  std::string same_as;  ///< A person's id.
  bool nobody_alike{false};
};
[[nodiscard]] Output application_approve(app::House&, const app::Call&, std::string_view number,
                                         const ApprovalArguments&);
[[nodiscard]] Output application_reject(app::House&, const app::Call&, std::string_view number,
                                        std::string_view reason);
[[nodiscard]] Output application_ask(app::House&, const app::Call&, std::string_view number,
                                     std::string_view message);

}  // namespace metroon::cli

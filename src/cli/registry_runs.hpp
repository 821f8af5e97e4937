// `metroon registry preview|run|confirm|history|decide`
#pragma once

#include "app/foresee_delivery.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

[[nodiscard]] Output registry_preview(app::House&, const core::Registry&, const app::OpenDelivery&,
                                      Format);
struct ForeseenFormat {
  bool csv{false};      ///< A line for each act.
  std::size_t most{0};  ///< At most so many people in the text; the others are counted.
};
/// The same, and what would happen to whom.
/// @param copy As of foresee_delivery.
[[nodiscard]] Output registry_foresee(app::House& copy, const app::Call&, const core::Registry&,
                                      const app::OpenDelivery&, const ForeseenFormat&, Format);
/// Exit code 1 where the guard stopped it.
[[nodiscard]] Output registry_run(app::House&, const app::Call&, const core::Registry&,
                                  const app::OpenDelivery&, Format);
[[nodiscard]] Output registry_confirm(app::House&, const app::Call&, const core::Registry&,
                                      const app::OpenDelivery&, std::int64_t run, Format);
/// @param registry Empty: all.
[[nodiscard]] Output registry_history(app::House&, std::string_view registry, Format);
/// @param person A person's id, or empty for somebody new.
/// @param reason Why it is that person against what contradicts it.
[[nodiscard]] Output registry_decide(app::House&, const app::Call&, std::string_view registry,
                                     std::string_view row_key, std::string_view person,
                                     std::string_view reason);

}  // namespace metroon::cli

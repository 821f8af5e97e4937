// `metroon audit …`
#pragma once

#include <functional>

#include "app/auditing.hpp"
#include "cli/output.hpp"

namespace metroon::cli {

/// @param kept_elsewhere Lines of `metroon audit checkpoint`; may be empty.
[[nodiscard]] Output audit_verify(app::House&, std::string_view kept_elsewhere, Format);
/// One JSON line: to be kept where who can write the database cannot.
[[nodiscard]] Output audit_checkpoint(app::House&, const app::Call&);

struct AuditExport {
  std::string from, to;  ///< Days of the institution, both inclusive; may be empty.
  std::string subject, actor;
};
/// JSON Lines to `write`, in pieces.
[[nodiscard]] Output audit_export(app::House&, const app::Call&, const AuditExport&,
                                  const std::function<void(std::string_view)>& write);

/// The line of a checkpoint, with a line feed.
[[nodiscard]] std::string checkpoint_line(const app::Checkpoint&);

}  // namespace metroon::cli

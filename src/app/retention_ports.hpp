// What erasing needs from a store.
#pragma once

#include <span>

#include "app/records.hpp"

namespace metroon::app {

class Erasures {
 public:
  virtual ~Erasures() = default;
  /// Those of `ids` of whom something is undecided, or who answer for a non-personal account that
  /// is not closed.
  [[nodiscard]] virtual std::vector<core::PersonId> kept(std::span<const core::PersonId> ids) = 0;
  /// Everything about them, and about the records merged into theirs; usernames and addresses stay
  /// reserved. @return what they were called in the audit.
  [[nodiscard]] virtual std::vector<std::string> erase(std::span<const core::PersonId> ids,
                                                       Instant) = 0;
  /// Applications that came to nothing before then, with their papers.
  /// @return what they were called in the audit.
  [[nodiscard]] virtual std::vector<std::string> erase_applications(Instant before,
                                                                    std::size_t limit) = 0;
  /// Papers of applications and claims that were decided before then; our own letters and the
  /// unusable rows of registries from before then.
  /// @return of how many applications and claims.
  [[nodiscard]] virtual std::size_t erase_papers(Instant before, std::size_t limit) = 0;
  /// Mails to us of claims that were decided before then; those that arrived before then and belong
  /// to no claim, set aside or not.
  /// @return what they were called in the audit.
  [[nodiscard]] virtual std::vector<std::string> erase_mails_to_us(Instant before,
                                                                   std::size_t limit) = 0;
  /// People after `after` who have no account, by id.
  [[nodiscard]] virtual std::vector<core::PersonId> without_account(core::PersonId after,
                                                                    std::size_t limit) = 0;
  /// Who was erased and of whom something is still there, and what; at most 100.
  [[nodiscard]] virtual std::vector<std::pair<core::PersonId, std::string>> remains() = 0;
};

}  // namespace metroon::app

// What holds reach, service by service: inside the decision.
#pragma once

#include <span>
#include <vector>

#include "core/dossier.hpp"
#include "core/standing.hpp"

namespace metroon::core {

/// Until when each affiliation gives a service, as holds leave it. What a notice has ended no hold
/// reaches, and it has ended only what it named. Nor does a hold open what nobody could use on the
/// day before it, because the last of all ends was announced and had come: not even by an
/// affiliation whose own end nobody announced, since another one carried the service on. What
/// begins later is reached.
class Reach {
 public:
  /// Policy and dossier must live as long.
  /// @param day Facts dated later are not yet facts.
  Reach(const Policy& policy, const Dossier& dossier, Day day);

  /// @param affiliation Index into the dossier; it has begun.
  /// @param by_term Its last day whatever holds say.
  [[nodiscard]] Until until(std::size_t affiliation, ServiceIndex service,
                            const Until& by_term) const {
    return holds_.empty() ? by_term : reached_[service][affiliation];
  }
  /// The same without the holds that begin on `end` or later.
  [[nodiscard]] Until until_before(Day end, std::size_t affiliation, ServiceIndex service,
                                   const Until& by_term) const {
    return holds_.empty() ? by_term : walk(by_term_, service, end)[affiliation];
  }

 private:
  [[nodiscard]] std::vector<Until> walk(std::vector<Until> untils, ServiceIndex service,
                                        Day end = Day::max()) const;
  [[nodiscard]] bool was_over(std::span<const Until> untils, ServiceIndex service,
                              Day before) const;
  [[nodiscard]] std::optional<Day> shut(const Affiliation&, Day last, ServiceIndex) const;
  [[nodiscard]] std::optional<Until> given(std::size_t affiliation, const Until&,
                                           ServiceIndex) const;
  // It had ended when rules began to give the service, and they had by then.
  [[nodiscard]] bool never_gave(const Affiliation&, const Until&, ServiceIndex, Day by) const;

  const Policy& policy_;
  const Dossier& dossier_;
  Day day_;
  std::vector<const Hold*> holds_;
  std::vector<Until> by_term_;               ///< By affiliation.
  std::vector<std::vector<Until>> reached_;  ///< By service and affiliation; empty without a hold.
};

}  // namespace metroon::core

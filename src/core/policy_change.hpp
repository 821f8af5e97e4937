// What another policy would make of the same facts.
#pragma once

#include "core/decide.hpp"

namespace metroon::core {

/// Reads a dossier, whose indexes are one policy's, under another: by keys.
class PolicyMap {
 public:
  PolicyMap(const Policy& from, const Policy& to);
  /// Affiliations, choices and addresses that the other policy has no key for are left out.
  [[nodiscard]] Dossier operator()(const Dossier&) const;
  [[nodiscard]] std::optional<ServiceIndex> service(ServiceIndex of_from) const {
    return services_[of_from];
  }

 private:
  std::vector<std::optional<KindIndex>> kinds_;
  std::vector<std::optional<ServiceIndex>> services_;
  std::vector<std::optional<RealmIndex>> realms_;
};

/// The gravest first.
enum class PolicyEffect : std::uint8_t {
  for_ever_lost,  ///< It was promised for ever, and would not be any more.
  shuts,
  sooner,  ///< Stays open, but not so long.
  opens,
  later,
};
struct PolicyDifference {
  PolicyEffect effect{PolicyEffect::opens};
  std::string kind;     ///< Key of the affiliation behind it: the one before, else the one after.
  std::string service;  ///< Key.
  bool operator==(const PolicyDifference&) const = default;
};

/// One dossier and its standing under one policy.
struct Judged {
  const Policy& policy;
  const Dossier& dossier;
  const Standing& standing;
};
/// By service, in the order of the policy before, then those that only the other one has. What a
/// service says about choices, levels and realm is not compared.
[[nodiscard]] std::vector<PolicyDifference> compare(const Judged& before, const Judged& after);

}  // namespace metroon::core

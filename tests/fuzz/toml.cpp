// Whatever stands in a policy file, the loader answers: with a policy that holds together, or with
// one line that says where to look.
#include <cstdint>
#include <cstdlib>

#include "policy/load_policy.hpp"
#include "policy/show.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

void check_policy(const metroon::core::Policy& policy) {
  demand(!policy.realms.empty() && policy.services.size() <= metroon::core::max_services);
  demand(policy.entitlements.size() == policy.affiliations.size() * policy.services.size());
  for (const auto& kind : policy.affiliations) demand(kind.realm < policy.realms.size());
  demand(!metroon::policy::show_text(policy, metroon::core::Language::el).empty());
  demand(!metroon::policy::show_json(policy).empty());
}

void check_error(const metroon::policy::PolicyError& error) {
  demand(error.line >= 1);
  demand(metroon::policy::to_text(error).find('\n') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto policy = metroon::policy::load_policy(text, "fuzz.toml");
  if (policy)
    check_policy(*policy);
  else
    check_error(policy.error());
  return 0;
}

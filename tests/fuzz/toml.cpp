// Whatever stands in a policy file, the loader answers: with a policy that holds together, or with
// one line that says where to look.
#include "must.hpp"
#include "policy/load_policy.hpp"
#include "policy/show.hpp"

namespace {

using metroon::fuzz::must;

void check_policy(const metroon::core::Policy& policy) {
  must(!policy.realms.empty() && policy.services.size() <= metroon::core::max_services);
  must(policy.entitlements.size() == policy.affiliations.size() * policy.services.size());
  for (const auto& kind : policy.affiliations) must(kind.realm < policy.realms.size());
  must(!metroon::policy::show_text(policy, metroon::core::Language::el).empty());
  must(!metroon::policy::show_json(policy).empty());
}

void check_error(const metroon::policy::PolicyError& error) {
  must(error.line >= 1);
  must(metroon::policy::to_text(error).find('\n') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto policy = metroon::policy::load_policy(metroon::fuzz::text_of(data, size), "fuzz.toml");
  if (policy)
    check_policy(*policy);
  else
    check_error(policy.error());
  return 0;
}

#include "app/usernames.hpp"

#include <algorithm>

namespace metroon::app {

std::vector<std::string> free_usernames(Ports& ports, const House& house, const core::Names& names,
                                        std::size_t count) {
  // A name that a few hundred namesakes exhaust is sought further on.
  for (std::size_t tried = 64;; tried *= 4) {
    auto candidates = core::propose_usernames(house.policy.usernames, names, tried);
    const auto taken = ports.accounts.taken(candidates);
    std::erase_if(candidates, [&](const std::string& name) {
      return std::ranges::find(taken, name) != taken.end();
    });
    if (candidates.size() < count && tried < 100'000) continue;
    if (candidates.size() > count) candidates.resize(count);
    return candidates;
  }
}

bool is_taken(Ports& ports, const std::string& username) {
  const std::array names{username};
  return !ports.accounts.taken(names).empty();
}

}  // namespace metroon::app

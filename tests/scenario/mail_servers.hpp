// The world's mail servers, with a memory of their own of what they took.
#pragma once

#include <map>
#include <set>

#include "app/house_fixture.hpp"
#include "app/suspension.hpp"
#include "mail/worker.hpp"
#include "scenario/truth.hpp"
#include "support/failing_store.hpp"

namespace metroon::scenario {

/// What somebody was told about an ending.
struct Letter {
  Day taken{};
  Day promised{};        ///< The last day, as the letter said it.
  std::string services;  ///< As the letter named them.
};

class MailServers final : public mail::Transport {
 public:
  explicit MailServers(std::uint64_t seed) : dice_{seed} {}

  /// Outages begin and end; processes die at the post.
  void begin_day(Day today) {
    today_ = today;
    if (down_ > 0) --down_;
    if (down_ == 0 && dice_.chance(0.03)) down_ = dice_.between(1, 9);
  }
  /// An address that nobody reads any more, or again.
  void bounce(const std::string& address, bool dead) {
    dead ? (void)gone_.insert(address) : (void)gone_.erase(address);
  }

  /// From now on nobody should write there. While the servers are down letters wait that are no
  /// notices; those go out all the same.
  void mourn(const std::string& address) { mourning_[address] = down_ == 0; }
  void forget(const std::string& address) { mourning_.erase(address); }

  mail::Delivery deliver(const mail::Letter& letter) override;

  /// By address; only letters that announce an ending.
  std::map<std::string, std::vector<Letter>> letters;
  std::vector<std::string> taken_now;  ///< Addresses of such letters since somebody emptied it.
  std::vector<std::pair<std::string, std::string>> to_the_dead;  ///< Address and subject.
  int taken{0}, refused{0}, postponed{0}, died{0};

 private:
  Dice dice_;
  Day today_{};
  int down_{0};
  std::set<std::string> gone_;
  std::map<std::string, bool> mourning_;  ///< Whether no letter at all should come.
};

}  // namespace metroon::scenario

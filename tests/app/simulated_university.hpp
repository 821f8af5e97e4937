// A university that lives by itself, from a seed: people apply, are approved, come, activate,
// choose, change capacity, lapse. Every evening it says what is not as it should be.
#pragma once

#include <map>
#include <random>

#include "app/house_fixture.hpp"

namespace metroon::app {

class SimulatedUniversity {
 public:
  explicit SimulatedUniversity(std::uint64_t seed) : random_{seed} {}

  /// One day, from nine in the morning to the check in the evening.
  void live_a_day();
  /// The last evening: the whole history is followed too.
  void end();

  [[nodiscard]] World& world() { return world_; }
  [[nodiscard]] const std::vector<std::string>& wrong() const { return wrong_; }

  /// What happened so far: a life without endings or returners would prove little.
  struct Counts {
    int people{0}, approved{0}, activated{0}, returned{0}, ended{0}, waited{0}, suspended{0};
  };
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  struct Human {
    unsigned n{0};
    core::PersonId person;
    Member member;
    std::optional<core::Application> application;  ///< Waits for the office.
    std::optional<Secret> code;                    ///< Not used yet.
    bool active{false};
    bool suspended{false};
    bool touched{true};        ///< Facts moved today.
    bool shut_by_hand{false};  ///< The holder or the office shut something today.
    core::Standing standing;   ///< As of the last look.
  };

  bool chance(double probability) { return std::bernoulli_distribution{probability}(random_); }
  int between(int least, int most) { return std::uniform_int_distribution{least, most}(random_); }

  void arrive();
  void apply(Human&);
  void step(Human&);
  void decide_on(Human&);
  void collect(Human&);
  void activate(Human&);
  void live(Human&);
  void choose(Human&);
  void suspend(Human&);
  void return_as_something_else(Human&);
  void notify(Human&);

  void check_evening();
  void check(House&);
  void look_at(Human&);
  void compare(const Human&, const core::Standing& after, const core::Dossier&);
  void check_addresses(const Human&, const core::Account&);
  void tell(const Human&, const std::string& what);
  /// Runs an act that must leave an entry in the audit (invariant 7).
  template <class Act>
  void act(const Human&, const char* name, Act&&);

  std::mt19937_64 random_;
  World world_;
  std::vector<Human> humans_;
  std::map<std::string, unsigned> holders_;  ///< Of each username and address, for ever.
  std::vector<std::string> wrong_;
  Counts counts_;
};

}  // namespace metroon::app

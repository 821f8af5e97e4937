// How many standings a core works out in a second, and how that compares with merely reading or
// copying the same dossiers on the same machine.
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "bench/measure.hpp"
#include "core/decide.hpp"
#include "core/policy_for_tests.hpp"

namespace {

using namespace metroon;
using namespace metroon::core;
using namespace metroon::core::testing;

constexpr std::size_t people = 1'000'000;
constexpr int rounds = 3;  // The best is printed: other programs can only make a round slower.
const Day today = day(2026, 11, 23);

// The test university has six services; a real one has about twelve.
Policy full_university() {
  auto policy = university();
  const auto small = policy;
  const auto before = small.services.size();
  for (const auto* key : {"vpn", "eclass", "library", "msdnaa", "federation", "e-secretariat"})
    policy.services.push_back({.key = key});
  policy.entitlements.clear();
  for (KindIndex kind = 0; kind < policy.affiliations.size(); ++kind) {
    for (ServiceIndex service = 0; service < policy.services.size(); ++service)
      policy.entitlements.push_back(
          small.entitlement(kind, service < before ? service : ServiceIndex{wifi}));
  }
  return policy;
}

// A seed of its own, so that every run asks the same questions.
class University {
 public:
  explicit University(const Policy& policy) : policy_{policy} {}

  Dossier person(std::int64_t number) {
    Dossier dossier{.person = {number}, .account = account(number)};
    const int affiliations = in(100) < 75 ? 1 : in(100) < 80 ? 2 : 3;
    for (int left = affiliations; left > 0; --left)
      dossier.affiliations.push_back(affiliation(number * 4 + left));
    if (in(100) < 30) dossier.choices.push_back({web, in(2) == 0});
    if (in(100) < 20) dossier.choices.push_back({spss, true});
    if (in(100) < 3) dossier.holds.push_back({.from = today - days{in(30)}, .reason = "claim"});
    add_notices(dossier);
    return dossier;
  }

 private:
  int in(int end) { return std::uniform_int_distribution{0, end - 1}(random_); }

  Account account(std::int64_t number) {
    Account made{.id = {number}, .username = "holder" + std::to_string(number)};
    const Day handed_over = today - days{in(2500)};
    if (in(100) < 97) made.proof = handed_over;
    if (in(100) < 95) made.activated = handed_over + days{in(5)};
    if (in(1000) < 2) made.suspended = Suspension{.from = today - days{in(20)}, .reason = "stolen"};
    made.addresses = {{made.username, made.realm}};
    return made;
  }

  Affiliation affiliation(std::int64_t number) {
    const auto kinds = static_cast<int>(policy_.affiliations.size());
    const int kind = in(100) < 70 ? in(3) : in(kinds);  // Most are students.
    Affiliation made{.id = {number},
                     .kind = static_cast<KindIndex>(kind),
                     .unit = "computer-engineering",
                     .from = today - days{in(2500)}};
    if (in(100) < 40) made.ends = today + days{in(1500) - 1000};
    if (in(100) < 70) made.ending = Ending::graduation;
    made.asserted_by = "registry students";
    return made;
  }

  void add_notices(Dossier& dossier) {
    for (const auto& affiliation : dossier.affiliations) {
      if (!affiliation.ends || *affiliation.ends > today + days{60}) continue;
      for (const int step : policy_.notices.days_before)
        dossier.notices.push_back(
            told(*affiliation.ends - days{1}, step, *affiliation.ends - days{step}));
    }
  }

  const Policy& policy_;
  std::mt19937 random_{20261123};
};

// Each run's answer is added up and shown to the compiler, or it would not work it out.
template <class Work>
double best_per_second(const std::vector<Dossier>& dossiers, Work work) {
  double best = 0;
  volatile std::size_t seen = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    std::size_t sum = 0;
    for (const auto& dossier : dossiers) sum += work(dossier);
    seen = seen + sum;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::max(best, static_cast<double>(dossiers.size()) / took.count());
  }
  return best;
}

// Every fact that decide looks at, and nothing made of it.
std::size_t read(const Dossier& dossier) {
  std::size_t sum = dossier.account ? dossier.account->realm : 0U;
  const auto add = [&sum](Day day) {
    sum += static_cast<std::size_t>(day.time_since_epoch().count());
  };
  for (const auto& affiliation : dossier.affiliations) {
    add(affiliation.from);
    if (affiliation.ends) add(*affiliation.ends);
    sum += affiliation.kind;
  }
  for (const auto& choice : dossier.choices) sum += choice.service;
  for (const auto& hold : dossier.holds) add(hold.from);
  for (const auto& notice : dossier.notices) add(notice.ending);
  return sum;
}

}  // namespace

int main() {
  const auto policy = full_university();
  University university{policy};
  std::vector<Dossier> dossiers;
  dossiers.reserve(people);
  for (std::size_t number = 1; number <= people; ++number)
    dossiers.push_back(university.person(static_cast<std::int64_t>(number)));

  const double decided = best_per_second(dossiers, [&](const Dossier& dossier) {
    return decide(policy, dossier, today).services.size();
  });
  const double only_read = best_per_second(dossiers, read);
  const double copied = best_per_second(dossiers, [](const Dossier& dossier) {
    const Dossier copy = dossier;
    return copy.notices.size() + copy.affiliations.size();
  });
  bench::print("decide", decided);
  bench::print_limit("copying the dossier", copied, decided);
  bench::print_limit("reading the dossier", only_read, decided);
}

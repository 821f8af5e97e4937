#include "core/retention.hpp"

#include <algorithm>

#include "core/decide.hpp"
#include "core/lifetime.hpp"

namespace metroon::core {
namespace {

using std::chrono::days;

// The latest day that anything was over; empty once something is not.
class LastDay {
 public:
  void over(std::optional<Day> day) {
    if (!day)
      open_ = true;
    else
      last_ = last_ ? std::max(*last_, *day) : *day;
  }
  [[nodiscard]] std::optional<Day> get() const { return open_ ? std::nullopt : last_; }

 private:
  bool open_{false};
  std::optional<Day> last_;
};

// First day without the service; empty while there is none.
std::optional<Day> day_without(const ServiceStanding& service) {
  if (service.waits_for_notice || service.until.kind != Until::Kind::day) return {};
  return std::max(service.until.last + days{1}, service.shuts.value_or(Day{}));
}

// First day without it by its term, whether or not anybody said that it ends.
std::optional<Day> day_without(const Policy& policy, const Dossier& dossier,
                               const Affiliation& affiliation) {
  const auto until = last_day(policy, affiliation, activation(dossier.account));
  return until.kind == Until::Kind::day ? std::optional{until.last + days{1}} : std::nullopt;
}

void put_account(const Account& account, const Standing& standing, LastDay& last) {
  if (account.suspended) return last.over({});
  for (const auto& service : standing.services) last.over(day_without(service));
  for (const auto used : {account.proof, account.activated})
    if (used) last.over(used);
}

Day years_after(Day day, int years) {
  const auto to = std::chrono::year_month_day{day} + std::chrono::years{years};
  return std::chrono::local_days{to.ok() ? to : to.year() / std::chrono::March / 1};
}

}  // namespace

std::optional<Day> data_go(const Policy& policy, const Dossier& dossier, Day today) {
  return data_go(policy, dossier, dossier.account ? decide(policy, dossier, today) : Standing{});
}

std::optional<Day> data_go(const Policy& policy, const Dossier& dossier, const Standing& today) {
  if (!policy.retention) return {};
  LastDay last;
  const bool closed = dossier.account && dossier.account->closed;
  if (closed) last.over(dossier.account->closed);
  for (const auto& one : dossier.affiliations)
    if (!closed) last.over(day_without(policy, dossier, one));
  for (const auto& one : dossier.holds) last.over(one.until);
  if (dossier.account && !closed) put_account(*dossier.account, today, last);
  const auto day = last.get();
  return day ? std::optional{years_after(*day, policy.retention->person_years)} : std::nullopt;
}

}  // namespace metroon::core

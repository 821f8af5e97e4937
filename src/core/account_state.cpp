#include "core/account_state.hpp"

#include <utility>

namespace metroon::core {
namespace {

bool come(const std::optional<Day>& fact, Day day) {
  return fact && *fact <= day;
}

}  // namespace

AccountState account_state(const Account& account, Day day) {
  if (come(account.closed, day)) return AccountState::closed;
  if (!come(account.proof, day)) return AccountState::not_handed_over;
  if (!come(account.activated, day)) return AccountState::not_activated;
  if (account.suspended && account.suspended->from <= day) return AccountState::suspended;
  return AccountState::active;
}

Gate gate_of(AccountState state) {
  switch (state) {
    case AccountState::closed:
    case AccountState::not_collected:
      return Gate::account_closed;
    case AccountState::no_account:
    case AccountState::not_handed_over:
      return Gate::no_proof;
    case AccountState::not_activated:
      return Gate::not_activated;
    case AccountState::suspended:
      return Gate::suspended;
    case AccountState::active:
    case AccountState::ended:
      return Gate::open;
  }
  std::unreachable();
}

bool may_be_written_to(const std::optional<Account>& account) {
  return !account || !account->closed;
}

}  // namespace metroon::core

#include "core/collection.hpp"

#include <algorithm>

namespace metroon::core {

using std::chrono::days;

bool waits_for_holder(AccountState state) {
  return state == AccountState::not_handed_over || state == AccountState::not_activated;
}

std::optional<Day> collect_before(const CollectionRules& rules, const Account& account, Day day) {
  auto since = account.made;
  if (account.proof && *account.proof <= day && (!since || *account.proof > *since))
    since = account.proof;
  if (!since) return {};
  return *since + days{rules.close_after};
}

std::optional<NoticeDue> reminder_due(const CollectionRules& rules, Day closing,
                                      std::span<const Notice> notices, Day day) {
  std::optional<NoticeDue> reached;
  for (const int reminder : rules.reminders) {
    const int before = rules.close_after - reminder;
    if (closing - days{before} <= day) reached = {closing - days{1}, before};
  }
  const bool told =
      reached && std::ranges::any_of(notices, [&](const Notice& notice) {
        return notice.ending == reached->ending && notice.days_before <= reached->days_before;
      });
  return told ? std::nullopt : reached;
}

}  // namespace metroon::core

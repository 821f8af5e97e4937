#include "cli/suspension.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/person.hpp"

namespace metroon::cli {
namespace {

using app::StopProblem;

Output told(StopProblem problem) {
  switch (problem) {
    case StopProblem::no_such_account:
      return refusal("P03", "the person has no account", "see `metroon person show`");
    case StopProblem::closed:
      return refusal("P04", "the account was closed for good",
                     "nothing can be done with it; the person may apply anew at the office");
    case StopProblem::text_missing:
      return refusal("P05", "there is no reason", "give one with --reason");
    case StopProblem::suspended_already:
      return refusal("P06", "the account is suspended already", "see `metroon person show`");
    case StopProblem::not_suspended:
      return refusal("P07", "the account is not suspended", "see `metroon person show`");
  }
  std::unreachable();
}

using Act = std::expected<void, StopProblem> (*)(app::House&, const app::Call&, core::AccountId,
                                                 std::string_view);

Output act_on(app::House& house, const app::Call& call, std::string_view who,
              std::string_view reason, Act act, std::string_view done_to) {
  const auto person = find_person(house, call, who);
  if (!person)
    return refusal("P01", fmt::format("\"{}\" is no one person", who),
                   "give a username or a person's id");
  const auto account =
      house.store.read([&](app::Ports& ports) { return ports.accounts.of_person(*person); });
  if (!account) return told(StopProblem::no_such_account);
  const auto done = act(house, call, account->account.id, reason);
  if (!done) return told(done.error());
  return {fmt::format("{} {}\n", account->account.username, done_to), 0};
}

Output told(const std::expected<void, app::StaffLoginProblem>& done, std::string_view login,
            std::string_view done_to) {
  if (done) return {fmt::format("{} {}\n", login, done_to), 0};
  switch (done.error()) {
    case app::StaffLoginProblem::no_such_login:
      return refusal("U04", "there is no such login", "make it with `metroon user add-staff`");
    case app::StaffLoginProblem::already_so:
      return refusal("U05", "it is so already", "nothing has to be done");
  }
  std::unreachable();
}

}  // namespace

Output person_suspend(app::House& house, const app::Call& call, std::string_view who,
                      std::string_view reason) {
  return act_on(house, call, who, reason, app::suspend_account, "is suspended");
}

Output person_resume(app::House& house, const app::Call& call, std::string_view who,
                     std::string_view reason) {
  return act_on(house, call, who, reason, app::resume_account, "works again");
}

Output person_close(app::House& house, const app::Call& call, std::string_view who,
                    std::string_view reason) {
  return act_on(house, call, who, reason, app::close_account, "is closed for good");
}

Output user_close(app::House& house, const app::Call& call, std::string_view login) {
  return told(app::close_login(house, call, login), login, "may not sign in any more");
}

Output user_reopen(app::House& house, const app::Call& call, std::string_view login) {
  return told(app::reopen_login(house, call, login), login, "may sign in again");
}

}  // namespace metroon::cli

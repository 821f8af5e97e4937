#include "app/suspension.hpp"

#include "app/acts.hpp"
#include "app/dossier_detail.hpp"
#include "app/night.hpp"
#include "base/text.hpp"
#include "core/account_state.hpp"

namespace metroon::app {
namespace {

using Problem = StopProblem;
using Result = std::expected<void, StopProblem>;
using Done = std::expected<std::string, StopProblem>;

// Who hears of it: the holder, or the owners.
std::vector<core::Person> readers(Ports& ports, const AccountRecord& record) {
  std::vector<core::PersonId> ids;
  if (record.person) ids.push_back(record.person);
  if (const auto shared = ports.accounts.shared_dossier(record.account.id))
    for (const auto& owner : shared->owners)
      if (core::may_be_written_to(owner.account)) ids.push_back(owner.person);
  std::vector<core::Person> people;
  for (const auto id : ids) people.push_back(ports.people.find(id).value());
  return people;
}

void tell(Ports& ports, const House& house, const Call& call, const AccountRecord& record,
          std::string_view key) {
  for (const auto& person : readers(ports, record))
    post(ports, house, call, {person.contact.email, person.contact.language}, key,
         {{"name", full_name(person.names, person.contact.language)},
          {"username", record.account.username},
          {"link", house.base_url + "/account"},
          {"office", house.policy.office.email},
          {"hours", house.texts.office_hours(person.contact.language, house.policy.office.hours)},
          {"place", house.policy.office.place.in(person.contact.language)}},
         house.policy.office.email);
}

void end_what_is_open(Ports& ports, core::AccountId id) {
  ports.sessions.remove_all(SessionOf::holder, id.value);
  ports.tokens.remove(TokenPurpose::activate, id.value);
  ports.tokens.remove(TokenPurpose::holder_browser, id.value);
}

// Looks the account up, lets `work` change it, and leaves on record what it says.
template <class Work>
Result change(House& house, const Call& call, core::AccountId id, std::string_view reason,
              std::string_view action, Work work) {
  return house.store.write([&](Ports& ports) -> Result {
    const auto record = ports.accounts.find(id);
    if (!record) return std::unexpected{Problem::no_such_account};
    if (record->account.closed) return std::unexpected{Problem::closed};
    const auto why = base::squeeze(reason);
    if (why.empty()) return std::unexpected{Problem::text_missing};
    const Done done = work(ports, *record, why);
    if (!done) return std::unexpected{done.error()};
    audit(ports, house, call, action, subject("account", id), *done);
    if (record->person) reconsider(ports, house, call, record->person);
    return {};
  });
}

std::expected<void, StaffLoginProblem> set_login(House& house, const Call& call,
                                                 std::string_view typed, bool active) {
  using Set = std::expected<void, StaffLoginProblem>;
  return house.store.write([&](Ports& ports) -> Set {
    const auto staff = ports.staff.by_login(base::to_lower(base::squeeze(typed)));
    if (!staff) return std::unexpected{StaffLoginProblem::no_such_login};
    if (staff->active == active) return std::unexpected{StaffLoginProblem::already_so};
    ports.staff.set_active(staff->id, active);
    ports.sessions.remove_all(SessionOf::staff, staff->id.value);
    ports.tokens.remove(TokenPurpose::staff_browser, staff->id.value);
    audit(ports, house, call, active ? "staff_login_reopened" : "staff_login_closed",
          subject("staff", staff->id), staff->login);
    return {};
  });
}

}  // namespace

Result suspend_account(House& house, const Call& call, core::AccountId id,
                       std::string_view reason) {
  const auto work = [&](Ports& ports, const AccountRecord& record, const std::string& why) -> Done {
    if (record.account.suspended) return std::unexpected{Problem::suspended_already};
    ports.accounts.set_suspended(id, core::Suspension{call.now.day, why});
    end_what_is_open(ports, id);
    tell(ports, house, call, record, "mail.suspended");
    return why;
  };
  return change(house, call, id, reason, "account_suspended", work);
}

Result resume_account(House& house, const Call& call, core::AccountId id, std::string_view reason) {
  const auto work = [&](Ports& ports, const AccountRecord& record, const std::string& why) -> Done {
    if (!record.account.suspended) return std::unexpected{Problem::not_suspended};
    ports.accounts.set_suspended(id, {});
    tell(ports, house, call, record, "mail.resumed");
    return resumed_detail(*record.account.suspended, why);
  };
  return change(house, call, id, reason, "account_resumed", work);
}

Result close_account(House& house, const Call& call, core::AccountId id, std::string_view reason) {
  const auto work = [&](Ports& ports, const AccountRecord& record, const std::string& why) -> Done {
    ports.accounts.set_closed(id, call.now.day);
    if (record.person) {
      ports.nights.recall(record.person, call.now.instant);
      // Nobody has to reach the family, either.
      (void)take_back_refused_notices(ports, house, call, record.person);
    }
    ports.credentials.remove_password(id);
    end_what_is_open(ports, id);
    return why;
  };
  return change(house, call, id, reason, "account_closed", work);
}

std::expected<void, StaffLoginProblem> close_login(House& house, const Call& call,
                                                   std::string_view login) {
  return set_login(house, call, login, false);
}

std::expected<void, StaffLoginProblem> reopen_login(House& house, const Call& call,
                                                    std::string_view login) {
  return set_login(house, call, login, true);
}

}  // namespace metroon::app

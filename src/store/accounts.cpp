#include "store/accounts.hpp"

#include <map>

#include "store/dossiers.hpp"
#include "store/lists.hpp"

namespace metroon::store {

// Two statements that are looked up by the same value, in one round trip.
std::optional<app::AccountRecord> Accounts::read(std::string_view account,
                                                 std::string_view addresses, const Parameter& by) {
  auto rows = context_.database.exec_all({account, addresses}, {by});
  if (rows[0].empty()) return {};
  Row row = rows[0].first();
  app::AccountRecord read;
  read.account = read_account(context_, row);
  read.person = row.id<core::PersonId>();
  read.title = row.text();
  read.next_change = row.maybe_day();
  read.account.addresses = rows[1].map([this](Row one) { return read_address(context_, one); });
  return read;
}

std::optional<app::AccountRecord> Accounts::find(core::AccountId id) {
  return read("account_find", "account_addresses", id);
}

std::optional<app::AccountRecord> Accounts::by_username(std::string_view username) {
  return read("account_by_username", "account_addresses_by_username", username);
}

std::optional<app::AccountRecord> Accounts::by_address(const core::Address& it) {
  const auto id = context_.database.exec("address_owner", {it.local, context_.realm_name(it.realm)})
                      .map_first([](Row row) { return row.id<core::AccountId>(); });
  return id ? find(*id) : std::nullopt;
}

std::optional<app::AccountRecord> Accounts::of_person(core::PersonId id) {
  return read("account_of_person", "account_addresses_of_person", id);
}

void Accounts::insert(std::span<const app::AccountRecord> records) {
  std::vector<Parameter> names;
  std::vector<Parameter> accounts;
  std::vector<Parameter> addresses;
  for (const auto& record : records) {
    const auto& it = record.account;
    const auto suspended = it.suspended ? Parameter{it.suspended->from} : std::nullopt;
    const auto reason = it.suspended ? Parameter{it.suspended->reason} : std::nullopt;
    names.insert(names.end(), {it.username, it.id});
    accounts.insert(
        accounts.end(),
        {it.id, it.sort, record.person, it.username, context_.realm_name(it.realm), record.title,
         it.made, it.proof, it.activated, suspended, reason, it.closed, record.next_change});
    std::size_t number = 0;
    for (const auto& address : it.addresses)
      addresses.insert(addresses.end(),
                       {address.local, context_.realm_name(address.realm), it.id, ++number});
  }
  context_.database.post_all("account_reserve_name", 2, names);
  context_.database.post_all("account_insert", 13, accounts);
  context_.database.post_all("account_first_address", 4, addresses);
}

std::vector<std::string> Accounts::taken(std::span<const std::string> usernames) {
  return context_.database.exec("account_taken", {json_list(usernames)}).map([](Row row) {
    return row.text();
  });
}

void Accounts::add_address(core::AccountId id, const core::Address& it) {
  context_.database.post("account_add_address", {it.local, context_.realm_name(it.realm), id});
}

void Accounts::set_proof(core::AccountId id, app::Day day) {
  context_.database.post("account_set_proof", {id, day}, Touches::one);
}

void Accounts::set_activated(core::AccountId id, app::Day day) {
  context_.database.post("account_set_activated", {id, day}, Touches::one);
}

void Accounts::set_suspended(core::AccountId id, const std::optional<core::Suspension>& it) {
  const auto from = it ? std::optional{it->from} : std::nullopt;
  const auto reason = it ? std::optional{it->reason} : std::nullopt;
  context_.database.post("account_set_suspended", {id, from, reason}, Touches::one);
}

void Accounts::set_closed(core::AccountId id, app::Day day) {
  context_.database.post("account_set_closed", {id, day}, Touches::one);
}

void Accounts::set_choice(core::AccountId id, core::ServiceIndex service, bool on) {
  context_.database.post("account_set_choice", {id, context_.service_key(service), on});
}

// Many share their day: a term's end, a day of graduation.
void Accounts::set_next_changes(std::span<const app::NextChange> changes) {
  std::map<std::optional<app::Day>, std::vector<core::AccountId>> by_day;
  for (const auto& one : changes) by_day[one.day].push_back(one.account);
  for (const auto& [day, ids] : by_day)
    context_.database.post("account_set_next_change",
                           {json_list(std::span<const core::AccountId>{ids}), day},
                           touches(ids.size()));
}

std::vector<core::AccountId> Accounts::shared_of(core::PersonId owner) {
  return context_.database.exec("account_shared_of", {owner}).map([](Row row) {
    return row.id<core::AccountId>();
  });
}

std::optional<core::SharedDossier> Accounts::shared_dossier(core::AccountId id) {
  auto record = find(id);
  if (!record || record->account.sort != core::AccountSort::shared) return {};
  auto rows = context_.database.exec_all({"account_choices", "account_owners"}, {id});
  core::SharedDossier read{.account = std::move(record->account), .choices{}, .owners{}};
  read.choices = rows[0].map([this](Row row) { return read_choice(context_, row); });
  read.owners =
      load_dossiers(context_, rows[1].map([](Row row) { return row.id<core::PersonId>(); }));
  return read;
}

void Accounts::add_owner(core::AccountId id, core::PersonId owner) {
  context_.database.post("account_add_owner", {id, owner});
}

void Accounts::remove_owner(core::AccountId id, core::PersonId owner) {
  context_.database.post("account_remove_owner", {id, owner});
}

std::vector<core::AccountId> Accounts::all_shared() {
  return context_.database.exec("account_all_shared", {}).map([](Row row) {
    return row.id<core::AccountId>();
  });
}

}  // namespace metroon::store

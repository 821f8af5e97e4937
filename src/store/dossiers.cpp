#include "store/dossiers.hpp"

#include <ranges>
#include <unordered_map>

#include "store/lists.hpp"

namespace metroon::store {
namespace {

using core::Dossier;
using ByPerson = std::unordered_map<core::PersonId, Dossier>;

// Gives each row, its person's id taken off, to `add` with that person's dossier.
template <class F>
void deal(Rows& rows, ByPerson& into, F&& add) {
  for (std::size_t index = 0; index < rows.size(); ++index) {
    Row row = rows[index];
    Dossier& dossier = into.at(row.id<core::PersonId>());
    add(dossier, row);
  }
}

core::Affiliation read_affiliation(const Context& context, Row& row) {
  return {.id = row.id<core::AffiliationId>(),
          .kind = context.kind(row.text()),
          .unit = row.text(),
          .from = row.day(),
          .ends = row.maybe_day(),
          .ending = row.one_of<core::Ending>(),
          .head_of_unit = row.boolean(),
          .asserted_by = row.text()};
}

core::Hold read_hold(Row& row) {
  return {.from = row.day(),
          .until = row.maybe_day(),
          .affiliation = row.id<core::AffiliationId>(),
          .reason = row.text(),
          .by = row.text()};
}

// A service that the policy no longer has was announced, and does not matter any more.
std::optional<core::ServiceSet> read_services(const Context& context,
                                              const std::optional<std::string>& keys) {
  if (!keys) return {};
  core::ServiceSet services;
  for (const auto key : std::views::split(*keys, ' '))
    if (const auto service = context.policy.service_of({key.begin(), key.end()}))
      services.set(*service);
  return services;
}

// Accounts, addresses, affiliations, choices, holds and notices of people who are in `into`.
void fill(const Context& context, std::span<Rows, 6> rows, ByPerson& into) {
  deal(rows[0], into, [&](Dossier& it, Row& row) { it.account = read_account(context, row); });
  deal(rows[1], into, [&](Dossier& it, Row& row) {
    it.account.value().addresses.push_back(read_address(context, row));
  });
  deal(rows[2], into,
       [&](Dossier& it, Row& row) { it.affiliations.push_back(read_affiliation(context, row)); });
  deal(rows[3], into,
       [&](Dossier& it, Row& row) { it.choices.push_back(read_choice(context, row)); });
  deal(rows[4], into, [](Dossier& it, Row& row) { it.holds.push_back(read_hold(row)); });
  deal(rows[5], into,
       [&](Dossier& it, Row& row) { it.notices.push_back(read_notice(context, row)); });
}

void begin_dossiers(std::span<const core::PersonId> ids, ByPerson& into) {
  for (const auto id : ids) into[id].person = id;
}

std::vector<Dossier> in_order(std::span<const core::PersonId> ids, const ByPerson& by_person) {
  std::vector<Dossier> all;
  all.reserve(ids.size());
  for (const auto id : ids) {
    const auto found = by_person.find(id);
    if (found == by_person.end())
      throw DatabaseError{"there is no person " + std::to_string(id.value)};
    all.push_back(found->second);
  }
  return all;
}

}  // namespace

void add_notice(const Context& context, core::PersonId person, const core::Notice& it) {
  std::optional<std::string> keys;
  if (it.services) {
    keys.emplace();
    for (core::ServiceIndex service = 0; service < context.policy.services.size(); ++service)
      if (it.services->test(service))
        *keys += (keys->empty() ? "" : " ") + context.service_key(service);
  }
  context.database.post("notice_insert", {person, it.ending, it.days_before, it.accepted, keys});
}

core::Notice read_notice(const Context& context, Row& row) {
  return {.ending = row.day(),
          .days_before = static_cast<int>(row.integer()),
          .accepted = row.maybe_day(),
          .services = read_services(context, row.maybe_text())};
}

core::Account read_account(const Context& context, Row& row) {
  core::Account read;
  read.id = row.id<core::AccountId>();
  read.sort = row.one_of<core::AccountSort>();
  read.username = row.text();
  read.realm = context.realm(row.text());
  read.made = row.maybe_day();
  read.proof = row.maybe_day();
  read.activated = row.maybe_day();
  const auto suspended = row.maybe_day();
  auto reason = row.maybe_text();
  if (suspended) read.suspended = {*suspended, std::move(reason).value_or("")};
  read.closed = row.maybe_day();
  return read;
}

core::Address read_address(const Context& context, Row& row) {
  return {.local = row.text(), .realm = context.realm(row.text())};
}

core::Choice read_choice(const Context& context, Row& row) {
  return {.service = context.service(row.text()), .on = row.boolean()};
}

std::vector<Dossier> load_dossiers(const Context& context, std::span<const core::PersonId> ids) {
  if (ids.empty()) return {};
  auto rows = context.database.exec_all(
      {"dossier_people", "dossier_accounts", "dossier_addresses", "dossier_affiliations",
       "dossier_choices", "dossier_holds", "dossier_notices"},
      {json_list(ids)});
  ByPerson by_person;
  begin_dossiers(rows[0].map([](Row row) { return row.id<core::PersonId>(); }), by_person);
  fill(context, std::span{rows}.subspan<1, 6>(), by_person);
  return in_order(ids, by_person);
}

std::vector<Dossier> load_dossiers_after(const Context& context, core::PersonId after,
                                         std::size_t limit) {
  const auto ids = context.database.exec("person_after", {after.value, limit}).map([](Row row) {
    return row.id<core::PersonId>();
  });
  if (ids.empty()) return {};
  auto rows = context.database.exec_all(
      {"dossiers_between_accounts", "dossiers_between_addresses", "dossiers_between_affiliations",
       "dossiers_between_choices", "dossiers_between_holds", "dossiers_between_notices"},
      {after.value, ids.back()});
  ByPerson by_person;
  begin_dossiers(ids, by_person);
  fill(context, std::span<Rows, 6>{rows}, by_person);
  std::vector<Dossier> all;
  all.reserve(ids.size());
  for (const auto id : ids) all.push_back(std::move(by_person.at(id)));
  return all;
}

}  // namespace metroon::store

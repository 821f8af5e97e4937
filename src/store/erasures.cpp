#include "store/erasures.hpp"

#include "store/lists.hpp"

namespace metroon::store {
namespace {

using Ids = std::vector<core::PersonId>;  // Of whatever: only the numbers matter here.

Ids ids_of(Rows rows) {
  return rows.map([](Row row) { return row.id<core::PersonId>(); });
}

std::string list(const Ids& ids) {
  return json_list(std::span<const core::PersonId>{ids});
}

void name(std::vector<std::string>& subjects, std::string_view kind, const Ids& ids) {
  for (const auto id : ids) subjects.push_back(std::string{kind} + ":" + std::to_string(id.value));
}

// All that belongs to some people.
struct Scope {
  Ids people, accounts, applications, claims, affiliations, arrived, letters;
};

Scope scope_of(Connection& database, std::span<const core::PersonId> ids) {
  const auto find = [&](std::string_view what, const std::string& of) {
    return ids_of(database.exec(what, {of}));
  };
  Scope scope;
  scope.people = find("erase_find_people", json_list(ids));
  const auto people = list(scope.people);
  scope.accounts = find("erase_find_accounts", people);
  scope.applications = find("erase_find_applications", people);
  scope.claims = find("erase_find_claims", people);
  scope.affiliations = find("erase_find_affiliations", people);
  scope.arrived = find("erase_find_arrived", list(scope.claims));
  const auto addresses =
      database.exec("erase_addresses_of", {people}).map([](Row row) { return row.text(); });
  scope.letters = ids_of(database.exec("erase_find_letters", {people, json_list(addresses)}));
  return scope;
}

// In the order in which one refers to another.
void remove(Connection& database, const Scope& scope) {
  const auto each = [&](std::initializer_list<std::string_view> statements, const Ids& of) {
    const auto ids = list(of);
    for (const auto statement : statements) database.post(statement, {ids});
  };
  each({"erase_notice_mail"}, scope.people);
  each({"erase_claim_letter"}, scope.claims);
  each({"erase_mail"}, scope.letters);
  each({"erase_notice", "erase_hold", "erase_registry_held", "erase_registry_row"}, scope.people);
  each({"erase_campaign_member", "erase_affiliation"}, scope.affiliations);
  each({"erase_proof", "erase_told_apart", "erase_merge_row", "erase_person_merge"}, scope.people);
  each({"erase_arrived_attachment", "erase_arrived_mail"}, scope.arrived);
  each({"erase_claim_document", "erase_claim"}, scope.claims);
  each({"erase_document", "erase_application_word", "erase_application", "erase_token"},
       scope.applications);
  each({"erase_shared_request", "erase_account_owner"}, scope.people);
  each({"erase_account_look", "erase_account_choice", "erase_account_password", "erase_licence",
        "erase_session", "erase_token", "erase_account"},
       scope.accounts);
  each({"erase_token", "erase_name_word", "erase_person"}, scope.people);
}

}  // namespace

std::vector<core::PersonId> Erasures::kept(std::span<const core::PersonId> ids) {
  return ids_of(context_.database.exec("erase_find_kept", {json_list(ids)}));
}

std::vector<std::string> Erasures::erase(std::span<const core::PersonId> ids, app::Instant now) {
  const auto scope = scope_of(context_.database, ids);
  remove(context_.database, scope);
  context_.database.post("erase_note", {list(scope.people), now});
  std::vector<std::string> subjects;
  name(subjects, "person", scope.people);
  name(subjects, "account", scope.accounts);
  name(subjects, "application", scope.applications);
  name(subjects, "claim", scope.claims);
  name(subjects, "mail", scope.arrived);
  return subjects;
}

std::vector<std::string> Erasures::erase_applications(app::Instant before, std::size_t limit) {
  auto& database = context_.database;
  const auto ids = ids_of(database.exec("erase_stale_applications", {before, limit}));
  const auto ids_list = list(ids);
  for (const auto* statement :
       {"erase_document", "erase_application_word", "erase_application", "erase_token"})
    database.post(statement, {ids_list});
  std::vector<std::string> subjects;
  name(subjects, "application", ids);
  return subjects;
}

std::size_t Erasures::erase_papers(app::Instant before, std::size_t limit) {
  auto& database = context_.database;
  const auto applications = ids_of(database.exec("erase_decided_applications", {before, limit}));
  database.post("erase_document", {list(applications)});
  const auto claims = ids_of(database.exec("erase_decided_claims", {before, limit}));
  database.post("erase_claim_document", {list(claims)});
  database.post("erase_old_mail", {before});
  database.post("erase_old_bad_rows", {before});
  return applications.size() + claims.size();
}

std::vector<std::string> Erasures::erase_mails_to_us(app::Instant before, std::size_t limit) {
  auto& database = context_.database;
  const auto ids = ids_of(database.exec("erase_mails_to_us", {before, limit}));
  const auto ids_list = list(ids);
  for (const auto* statement : {"erase_arrived_attachment", "erase_arrived_mail"})
    database.post(statement, {ids_list});
  std::vector<std::string> subjects;
  name(subjects, "mail", ids);
  return subjects;
}

std::vector<core::PersonId> Erasures::without_account(core::PersonId after, std::size_t limit) {
  return ids_of(context_.database.exec("erase_without_account", {after.value, limit}));
}

std::vector<std::pair<core::PersonId, std::string>> Erasures::remains() {
  return context_.database.exec("erased_remains", {}).map([](Row row) {
    const auto id = row.id<core::PersonId>();
    return std::pair{id, row.text()};
  });
}

}  // namespace metroon::store

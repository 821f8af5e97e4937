#include "cli/person.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json.hpp>
#include <charconv>
#include <utility>

#include "app/account.hpp"
#include "base/text.hpp"
#include "cli/words.hpp"

namespace metroon::cli {
namespace {

namespace json = boost::json;

json::object affiliation_json(const core::Policy& policy, const core::Affiliation& affiliation) {
  json::object object{{"kind", policy.affiliations[affiliation.kind].key},
                      {"unit", affiliation.unit},
                      {"from", base::to_iso(affiliation.from)},
                      {"asserted_by", affiliation.asserted_by}};
  object["ends"] = affiliation.ends ? json::value(base::to_iso(*affiliation.ends)) : json::value{};
  return object;
}

json::object service_json(const core::Policy& policy, const core::Dossier& dossier,
                          const core::ServiceStanding& service, base::Day today) {
  const auto& affiliation = dossier.affiliations[service.because];
  return {{"service", policy.services[service.service].key},
          {"gate", to_word(service.gate)},
          {"until", to_word(service.until)},
          {"open_until", to_word(core::open_until(policy.notices, service, today))},
          {"waits_for_notice", service.waits_for_notice},
          {"why", to_word(service.why)},
          {"because", policy.affiliations[affiliation.kind].key}};
}

json::object to_json(const core::Policy& policy, const app::PersonView& view, base::Day today) {
  json::array affiliations;
  for (const auto& one : view.dossier.affiliations)
    affiliations.push_back(affiliation_json(policy, one));
  json::object object{
      {"id", view.person.id.value},         {"first", view.person.names.first},
      {"last", view.person.names.last},     {"birth", base::to_iso(view.person.birth)},
      {"email", view.person.contact.email}, {"affiliations", affiliations}};
  if (!view.standing) return object;
  json::array services;
  for (const auto& one : view.standing->services)
    services.push_back(service_json(policy, view.dossier, one, today));
  object["username"] = view.dossier.account->username;
  object["realm"] = policy.realms[view.standing->realm].name;
  object["state"] = to_word(view.standing->state);
  object["next_change"] = view.standing->next_change
                              ? json::value(base::to_iso(*view.standing->next_change))
                              : json::value{};
  object["services"] = services;
  return object;
}

std::string to_text(const core::Policy& policy, const app::PersonView& view, base::Day today) {
  std::string text =
      fmt::format("{} {}  (person {}, born {})\n", view.person.names.first, view.person.names.last,
                  view.person.id.value, base::to_iso(view.person.birth));
  for (const auto& one : view.dossier.affiliations)
    text += fmt::format("  {:<28}{:<24}from {}{}\n", policy.affiliations[one.kind].key, one.unit,
                        base::to_iso(one.from),
                        one.ends ? ", without it from " + base::to_iso(*one.ends) : "");
  if (!view.standing) return text + "  no account\n";
  const auto& standing = *view.standing;
  text += fmt::format(
      "account {}@{}: {}{}\n", view.dossier.account->username, policy.realms[standing.realm].name,
      to_word(standing.state),
      standing.next_change ? ", changes next on " + base::to_iso(*standing.next_change) : "");
  for (const auto& one : standing.services)
    text += fmt::format("  {:<16}{:<16}until {:<12}{} as {}\n", policy.services[one.service].key,
                        to_word(one.gate), until_text(policy.notices, one, today), to_word(one.why),
                        policy.affiliations[view.dossier.affiliations[one.because].kind].key);
  return text;
}

app::Role role_of(std::string_view role) {
  if (role == "desk") return app::Role::desk;
  if (role == "secretary") return app::Role::secretary;
  return role == "auditor" ? app::Role::auditor : app::Role::office;
}

Output unknown_unit() {
  return refusal("G02", "the policy has no such unit", "see the units in `metroon policy show`");
}

}  // namespace

std::optional<core::PersonId> find_person(app::House& house, const app::Call& call,
                                          std::string_view who) {
  core::PersonId id;
  const auto [end, error] = std::from_chars(who.data(), who.data() + who.size(), id.value);
  if (error == std::errc{} && end == who.data() + who.size()) return id;
  const auto account = house.store.read(
      [&](app::Ports& ports) { return ports.accounts.by_username(base::to_lower(who)); });
  if (account && account->person) return account->person;
  const auto found = app::find_people(house, call, who);
  return found.size() == 1 ? std::optional{found.front().id} : std::nullopt;
}

Output no_such_person(std::string_view who) {
  return refusal("P01", fmt::format("\"{}\" is no one person", who),
                 "give a username or a person's id");
}

Output person_show(app::House& house, const app::Call& call, std::string_view who, Format format) {
  const auto id = find_person(house, call, who);
  const auto view = id ? app::open_person(house, call, *id) : std::nullopt;
  if (!view) return no_such_person(who);
  return {format == Format::json
              ? json::serialize(to_json(house.policy, *view, call.now.day)) + "\n"
              : to_text(house.policy, *view, call.now.day),
          0};
}

Output check(app::House& house, const app::Call& call, Format format) {
  const auto checked = app::check_invariants(house, call);
  const int exit_code = checked.violations.empty() ? 0 : 1;
  if (format == Format::json) {
    json::array violations;
    for (const auto& one : checked.violations)
      violations.push_back(json::object{{"id", "METROON-" + std::string{one.id}},
                                        {"invariant", one.invariant},
                                        {"subject", one.subject},
                                        {"what", one.what}});
    const json::object object{{"people", checked.people},
                              {"accounts", checked.accounts},
                              {"audit_entries", checked.audit_entries},
                              {"violations", violations}};
    return {json::serialize(object) + "\n", exit_code};
  }
  std::string text;
  for (const auto& one : checked.violations)
    text += fmt::format("METROON-{} invariant {}: {}: {}\n", one.id, one.invariant, one.subject,
                        one.what);
  text += fmt::format("{} people, {} accounts, {} audit entries: {}\n", checked.people,
                      checked.accounts, checked.audit_entries,
                      checked.violations.empty() ? "all invariants hold" : "violations found");
  return {text, exit_code};
}

Output add_staff(app::House& house, const app::Call& call, std::string_view login,
                 std::string_view name, std::string_view role, const base::Secret& password,
                 const std::vector<std::string>& units) {
  const auto added = app::add_staff(house, call, login, name, role_of(role), password, units);
  if (added) return {fmt::format("{} may sign in as {}\n", added->login, role), 0};
  switch (added.error()) {
    case app::AddStaffProblem::login_taken:
      return refusal("U01", "the login is taken", "choose another");
    case app::AddStaffProblem::login_malformed:
      return refusal("U02", "the login breaks the rules",
                     "use 2 to 40 lower-case letters, digits, dots and hyphens");
    case app::AddStaffProblem::password_unfit:
      return refusal("U03", "the password is too short or too common",
                     "give a passphrase of at least 15 characters");
    case app::AddStaffProblem::units_missing:
      return refusal("G01", "a secretary has units, and nobody else has",
                     "give --unit with --role secretary, once for each unit");
    case app::AddStaffProblem::unknown_unit:
      return unknown_unit();
  }
  std::unreachable();
}

Output set_staff_units(app::House& house, const app::Call& call, std::string_view login,
                       const std::vector<std::string>& units) {
  const auto done = app::set_staff_units(house, call, login, units);
  if (done) return {fmt::format("{} is of {}\n", done->login, fmt::join(done->units, ", ")), 0};
  switch (done.error()) {
    case app::SetUnitsProblem::no_such_login:
      return refusal("U04", "there is no such login", "make it with `metroon user add-staff`");
    case app::SetUnitsProblem::not_a_secretary:
    case app::SetUnitsProblem::no_units:
      return refusal("G03", "only a secretary has units, and at least one",
                     "name a secretary's login and the units");
    case app::SetUnitsProblem::unknown_unit:
      return unknown_unit();
  }
  std::unreachable();
}

Output reset_staff_password(app::House& house, const app::Call& call, std::string_view login,
                            const base::Secret& password) {
  const auto done = app::reset_staff_password(house, call, login, password);
  if (done) return {fmt::format("{} has a new password\n", login), 0};
  switch (done.error()) {
    case app::ResetStaffProblem::no_such_login:
      return refusal("U04", "there is no such login", "make it with `metroon user add-staff`");
    case app::ResetStaffProblem::password_unfit:
      return refusal("U03", "the password is too short or too common",
                     "give a passphrase of at least 15 characters");
  }
  std::unreachable();
}

Output add_licence_keys(app::House& house, const app::Call& call, std::string_view service,
                        std::string_view lines) {
  const auto index = house.policy.service_of(service);
  if (!index) return refusal("S01", "the policy has no such service", "see `metroon policy show`");
  std::vector<std::string> keys;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    if (auto key = base::squeeze(lines.substr(0, end)); !key.empty())
      keys.push_back(std::move(key));
    lines = end == lines.npos ? std::string_view{} : lines.substr(end + 1);
  }
  const auto added = app::add_licence_keys(house, call, *index, keys);
  if (!added)
    return refusal("S02", "this service is not delivered by licence keys",
                   "see `software` in `metroon policy show`");
  return {fmt::format("{} keys read\n", *added), 0};
}

}  // namespace metroon::cli

#include "app/house_fixture.hpp"

#include "app/affiliation_detail.hpp"
#include "app/dossier_detail.hpp"
#include "policy/embedded.hpp"
#include "policy/load_policy.hpp"
#include "support/made_up_people.hpp"

namespace metroon::app {
namespace {

// Summer or winter, the tests' institution is two hours ahead.
Day two_hours_ahead(Instant instant) {
  return Day{std::chrono::floor<days>(instant + 2h).time_since_epoch()};
}

// Steps on the way to what a test is about must succeed.
template <class Result>
auto must(Result&& result, const char* step) {
  if (!result) throw std::logic_error{std::string{"refused: "} + step};
  return *std::forward<Result>(result);
}

std::unique_ptr<Store> open(const std::string& database, const core::Policy& rules,
                            Sealer& sealer) {
  return database.starts_with("host=") ? store::open_postgresql(database, rules, sealer)
                                       : store::open_sqlite(database, rules, sealer);
}

std::string last_four(const std::string& number) {
  const auto folded = base::normalise_code(number);
  return folded.substr(folded.size() - 4);
}

}  // namespace

const core::Policy& patras() {
  static const core::Policy policy = must(
      policy::load_policy(policy::embedded_file("patras.toml").value(), "patras.toml"), "policy");
  return policy;
}

core::ServiceIndex service(std::string_view key) {
  return patras().service_of(key).value();
}

core::KindIndex kind(std::string_view key) {
  return patras().kind_of(key).value();
}

Day day(int year, unsigned month, unsigned day_of_month) {
  return Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day_of_month)};
}

World::World(const std::string& database, const core::Policy& rules)
    : store{open(database, rules, sealer)},
      house{.policy = rules,
            .store = *store,
            .random = random,
            .passwords = passwords,
            .printer = printer,
            .texts = texts,
            .civil_day = two_hours_ahead,
            .base_url = "https://id.example.edu",
            .vpn_certificate = "CERTIFICATE"} {
  go_to(day(2026, 3, 2));
  officer = must(add_staff(house, call("operator"), "maria", "Μαρία Κανελλοπούλου", Role::office,
                           Secret{std::string{good_password}}),
                 "staff");
}

Call World::call(std::string actor) const {
  return {.now = {now, today()},
          .actor = std::move(actor),
          .client = "10.0.0.1",
          .language = core::Language::el};
}

void World::go_to(Day day) {
  now = Instant{day.time_since_epoch()} + 7h;
}

core::ApplicationForm World::form(std::string_view kind_key, unsigned n) const {
  auto typed = support::personal_form(n);
  typed.kind = kind_key;
  typed.unit = "chemistry";
  const auto& asked = patras().affiliations[kind(kind_key)];
  if (asked.needs_period) {
    typed.period_from = base::to_iso(today());
    typed.period_until = base::to_iso(today() + days{364});
  }
  if (asked.needs_supervisor) {
    typed.supervisor_name = "Αλέξανδρος Καλλέργης";
    typed.supervisor_email = "kallergis@upatras.gr";
  }
  return typed;
}

Upload World::paper(std::string_view evidence, std::string_view contents) {
  return {std::string{evidence}, std::string{evidence} + ".pdf", "application/pdf",
          Bytes{contents}};
}

std::vector<Upload> World::papers(std::string_view kind_key) {
  std::vector<Upload> uploads;
  for (const auto index : patras().affiliations[kind(kind_key)].joining_evidence)
    if (!patras().evidence[index].identity) uploads.push_back(paper(patras().evidence[index].key));
  return uploads;
}

core::Application World::submit(const core::ApplicationForm& typed,
                                const std::vector<Upload>& uploads) {
  const auto saved = save_draft(house, call(), {}, typed, uploads);
  if (!saved.problems.empty())
    throw std::logic_error{"refused: draft, field " +
                           std::to_string(std::to_underlying(saved.problems.front().field))};
  return must(submit_application(house, call(), saved.token), "submit");
}

core::Application World::apply(const core::ApplicationForm& typed,
                               const std::vector<Upload>& uploads) {
  (void)submit(typed, uploads);
  return must(confirm_email(house, call(), confirmation_link()), "confirm");
}

core::Application World::approve(const core::Application& application, core::PersonId same_as) {
  return must(approve_application(house, office(), application.id,
                                  {.version = application.version,
                                   .username = {},
                                   .same_as = same_as,
                                   .nobody_alike = !same_as}),
              "approve");
}

Proof World::prove(core::PersonId person) {
  const auto identifiers =
      store->read([&](Ports& ports) { return ports.people.find(person).value().identifiers; });
  return must(record_proof(house, office(), officer.id, person, identifiers.document,
                           last_four(identifiers.document_number), ""),
              "prove");
}

Secret World::hand_over(core::AccountId account) {
  (void)must(app::hand_over(house, office(), officer, account), "hand over");
  return printer.last_sheet->code;
}

Secret World::activate(const Secret& code, std::string_view password) {
  const Secret chosen{std::string{password}};
  return must(activate_account(house, call(), code, chosen, chosen), "activate");
}

Member World::settle(core::PersonId person, core::AccountId id) {
  (void)prove(person);
  auto session = activate(hand_over(id));
  return {person, id, account(id).account.username, std::move(session)};
}

Member World::member(std::string_view kind_key, unsigned n) {
  const auto approved = approve(apply(kind_key, n));
  return settle(approved.person, approved.account);
}

std::pair<core::PersonId, core::AccountId> World::enrol(std::string_view kind_key, unsigned n,
                                                        std::optional<Day> ends,
                                                        core::Ending ending,
                                                        std::string_view unit) {
  const auto checked =
      must(core::check_person(patras(), support::personal_form(n), today()), "enrol");
  const core::Person person{.id = {random.next_id(now)},
                            .names = checked.names,
                            .birth = checked.birth,
                            .contact = checked.contact,
                            .identifiers = checked.identifiers,
                            .created = now};
  core::Account account;
  account.id = {random.next_id(now)};
  account.made = today();
  account.username = "up" + std::to_string(1'000'000 + n);
  account.realm = patras().affiliations[kind(kind_key)].realm;
  account.addresses.push_back({account.username, account.realm});
  store->write([&](Ports& ports) {
    ports.people.insert(person);
    ports.accounts.insert({.account = account, .person = person.id, .title = {}});
    audit(ports, house, call("system"), "member_entered", subject("person", person.id));
  });
  affiliate(person.id, kind_key, today(), ends, ending, unit);
  return {person.id, account.id};
}

Staff World::secretary(std::string_view login, std::vector<std::string> units) {
  return must(add_staff(house, call("operator"), login, "Γραμματέας", Role::secretary,
                        Secret{std::string{good_password}}, std::move(units)),
              "secretary");
}

void World::affiliate(core::PersonId person, std::string_view kind_key, Day from,
                      std::optional<Day> ends, core::Ending ending, std::string_view unit) {
  store->write([&](Ports& ports) {
    const core::Affiliation one{.id = {random.next_id(now)},
                                .kind = kind(kind_key),
                                .unit = std::string{unit},
                                .from = from,
                                .ends = ends,
                                .ending = ending,
                                .asserted_by = "registry"};
    ports.people.add_affiliation(person, one);
    audit(ports, house, call("system"), "affiliation_added", subject("person", person),
          detail_of(house.policy, one));
    reconsider(ports, house, call("system"), person);
  });
}

void World::send_notices(core::PersonId person, bool accepted) {
  const auto now_standing = standing(person);
  const auto& due = now_standing.notices;
  if (due.empty()) return;
  store->write([&](Ports& ports) {
    for (const auto& one : due) {
      const core::Notice given{.ending = one.ending,
                               .days_before = one.days_before,
                               .accepted = accepted ? std::optional{today()} : std::nullopt,
                               .services = core::ending_on(now_standing, one.ending, today())};
      ports.people.add_notice(person, given);
      audit(ports, house, call("system"), "notice_sent", subject("person", person),
            detail_of(house.policy, given));
    }
    reconsider(ports, house, call("system"), person);
  });
}

void World::live_until(core::PersonId person, Day last, bool notices_accepted) {
  for (Day next = today() + days{1}; next <= last; next += days{1}) {
    go_to(next);
    send_notices(person, notices_accepted);
  }
}

}  // namespace metroon::app

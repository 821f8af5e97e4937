#include "main/sample_university.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "app/account.hpp"
#include "app/acts.hpp"
#include "app/apply.hpp"
#include "app/desk.hpp"
#include "app/merge.hpp"
#include "app/office.hpp"
#include "core/names.hpp"
#include "main/sample_campaign.hpp"
#include "main/sample_people.hpp"
#include "main/sample_ports.hpp"

namespace metroon::main {
namespace {

using std::chrono::days;

constexpr std::string_view office_password = "to grafeio anoigei stis ennea";

class University {
 public:
  University(app::House& house, const base::Now& now)
      : random_{house.random},
        passwords_{house.passwords},
        house_{house.policy, house.store,     random_,        passwords_,           house.printer,
               house.texts,  house.civil_day, house.base_url, house.vpn_certificate},
        now_{now} {}

  std::vector<SampleLogin> make() {
    staff();
    for (core::KindIndex kind = 0; kind < policy().affiliations.size(); ++kind) member(kind);
    applications();
    special_lives();
    secretariat();
    make_sample_campaign(house_, now_);
    return std::move(logins_);
  }

 private:
  [[nodiscard]] const core::Policy& policy() const { return house_.policy; }

  app::Call at(int days_ago, std::string actor) const {
    const auto instant = now_.instant - days{days_ago};
    return {.now = {instant, house_.civil_day(instant)},
            .actor = std::move(actor),
            .client = "sample",
            .language = core::Language::el};
  }

  void staff() {
    const std::array people{std::tuple{"maria", "Μαρία Κανελλοπούλου", app::Role::office},
                            std::tuple{"nikos", "Νίκος Ασημακόπουλος", app::Role::office},
                            std::tuple{"eleni", "Ελένη Ράπτη", app::Role::desk},
                            std::tuple{"vaso", "Βάσω Μητροπούλου", app::Role::secretary},
                            std::tuple{"dimitra", "Δήμητρα Παππά", app::Role::auditor}};
    for (const auto& [login, name, role] : people) {
      const std::vector<std::string> units(role == app::Role::secretary ? 1 : 0,
                                           policy().units.front().key);
      const auto added = app::add_staff(house_, at(900, "operator"), login, name, role,
                                        base::Secret{std::string{office_password}}, units);
      if (!added) throw std::logic_error{"sample university: a member of staff was refused"};
      if (role == app::Role::office && !officer_.id) officer_ = *added;
      logins_.push_back({"/office/sign-in", login, std::string{office_password}, name});
    }
  }

  void secretariat() {
    for (int n = 0; collecting_student() && n < 8; ++n) {
      auto typed = form(*collecting_student());
      typed.unit = policy().units.front().key;
      (void)enrol(policy().kind_of(typed.kind).value(), typed, n % 3, {}, core::Ending::lapsed);
    }
  }

  core::ApplicationForm form(const core::AffiliationKind& kind) {
    const unsigned n = ++made_;
    const auto& name = sample_names[n % sample_names.size()];
    const auto birth = core::Day{std::chrono::year{1960 + static_cast<int>(n * 7 % 44)} /
                                 static_cast<int>(1 + n % 12) / static_cast<int>(1 + n % 28)};
    const auto& unit = policy().units[n % policy().units.size()];
    core::ApplicationForm form{
        .kind = kind.key,
        .first_name = std::string{name.first},
        .last_name = std::string{name.last},
        .father_name = std::string{name.father},
        .first_latin = {},
        .last_latin = {},
        .birth = base::to_iso(birth),
        .email = fmt::format("{}.{}@example.org", core::ascii_letters(name.first), n),
        .phone = fmt::format("69{:08}", 40'000'000 + n * 1237),
        .document = "identity-card",
        .document_number = sample_identity_card(n),
        .afm = sample_afm(n),
        .amka = sample_amka(birth, n),
        .unit = unit.key};
    if (kind.needs_period) {
      form.period_from = base::to_iso(now_.day - days{60});
      form.period_until = base::to_iso(now_.day + days{400});
    }
    if (kind.needs_supervisor) {
      form.supervisor_name = "Αλέξανδρος Καλλέργης";
      form.supervisor_email = "kallergis@" + policy().realms.front().name;
    }
    return form;
  }

  std::vector<app::Upload> papers(const core::AffiliationKind& kind) {
    std::vector<app::Upload> uploads;
    for (const auto index : kind.joining_evidence) {
      const auto& evidence = policy().evidence[index];
      if (evidence.identity) continue;
      uploads.push_back({evidence.key, evidence.key + ".pdf", "application/pdf", paper()});
    }
    return uploads;
  }

  // Any page will do for a paper nobody reads.
  app::Bytes paper() {
    if (paper_.empty())
      paper_ = house_.printer.receipt(policy(), {.number = "SAMPL-E0000",
                                                 .applicant = "Δείγμα",
                                                 .kind = "Δείγμα εγγράφου",
                                                 .track_url = house_.base_url,
                                                 .submitted = now_.day});
    return paper_;
  }

  core::Application submit(const core::ApplicationForm& form,
                           const std::vector<app::Upload>& uploads, int days_ago) {
    const auto call = at(days_ago, "applicant");
    const auto saved = app::save_draft(house_, call, {}, form, uploads);
    if (!saved.problems.empty())
      throw std::logic_error{fmt::format("sample university: field {} of a {} has problem {}",
                                         static_cast<int>(saved.problems.front().field), form.kind,
                                         static_cast<int>(saved.problems.front().problem))};
    auto submitted = app::submit_application(house_, call, saved.token);
    if (!submitted) throw std::logic_error{"sample university: a draft was refused"};
    return std::move(*submitted);
  }

  core::Application confirmed(const core::ApplicationForm& form,
                              const std::vector<app::Upload>& uploads, int days_ago) {
    (void)submit(form, uploads, days_ago);
    auto application = app::confirm_email(house_, at(days_ago, "applicant"), random_.last_token());
    if (!application) throw std::logic_error{"sample university: a confirmation was refused"};
    return std::move(*application);
  }

  core::Application approved(const core::Application& application, int days_ago,
                             core::PersonId same_as = {}) {
    auto done = app::approve_application(house_, at(days_ago, "staff:maria"), application.id,
                                         {.version = application.version,
                                          .username = {},
                                          .same_as = same_as,
                                          .nobody_alike = !same_as});
    if (!done)
      throw std::logic_error{fmt::format("sample university: approval of a {} was refused ({})",
                                         application.kind, static_cast<int>(done.error()))};
    return std::move(*done);
  }

  void hand_over(core::PersonId person, core::AccountId account, std::string_view document_number,
                 int days_ago) {
    const auto call = at(days_ago, "staff:maria");
    const auto folded = base::normalise_code(document_number);
    if (!app::record_proof(house_, call, officer_.id, person, core::IdentityDocument::identity_card,
                           folded.substr(folded.size() - 4), {}))
      throw std::logic_error{"sample university: a proof was refused"};
    if (!app::hand_over(house_, call, officer_, account))
      throw std::logic_error{"sample university: a hand-over was refused"};
  }

  void activate(int days_ago) {
    const base::Secret password{std::string{sample_password}};
    if (!app::activate_account(house_, at(days_ago, "holder"), random_.last_activation_code(),
                               password, password))
      throw std::logic_error{"sample university: an activation was refused"};
  }

  struct Member {
    core::PersonId person;
    core::AccountId account;
    std::string username;
  };

  Member named(core::AccountId account, core::PersonId person) {
    return {person, account, house_.store.read([&](app::Ports& ports) {
              return ports.accounts.find(account)->account.username;
            })};
  }

  void tell_login(const Member& member, std::string who) {
    logins_.push_back({"/sign-in", member.username, std::string{sample_password}, std::move(who)});
  }

  // Those who apply go through the application; the others are entered as a registry would.
  Member join(core::KindIndex index, int days_ago, std::optional<core::Day> ends = {},
              core::Ending ending = core::Ending::lapsed) {
    const auto& kind = policy().affiliations[index];
    const auto typed = form(kind);
    Member member;
    if (kind.joining == core::Joining::application) {
      const auto application =
          approved(confirmed(typed, papers(kind), days_ago + 12), days_ago + 6);
      member = named(application.account, application.person);
    } else {
      member = enrol(index, typed, days_ago + 6, ends, ending);
    }
    hand_over(member.person, member.account, typed.document_number, days_ago);
    activate(days_ago);
    return member;
  }

  Member enrol(core::KindIndex index, const core::ApplicationForm& typed, int days_ago,
               std::optional<core::Day> ends, core::Ending ending) {
    const auto call = at(days_ago, "system");
    const auto checked = core::check_person(policy(), typed, call.now.day);
    if (!checked) throw std::logic_error{"sample university: a member's data were refused"};
    const core::Person person{.id = {random_.next_id(call.now.instant)},
                              .names = checked->names,
                              .birth = checked->birth,
                              .contact = checked->contact,
                              .identifiers = checked->identifiers,
                              .created = call.now.instant};
    core::Account account;
    account.id = {random_.next_id(call.now.instant)};
    account.username = fmt::format("up{}", 1'080'000 + made_);
    account.realm = policy().affiliations[index].realm;
    account.addresses.push_back({account.username, account.realm});
    const core::Affiliation affiliation{.id = {random_.next_id(call.now.instant)},
                                        .kind = index,
                                        .unit = typed.unit,
                                        .from = call.now.day,
                                        .ends = ends,
                                        .ending = ending,
                                        .asserted_by = "sample registry"};
    house_.store.write([&](app::Ports& ports) {
      ports.people.insert(person);
      ports.people.add_affiliation(person.id, affiliation);
      ports.accounts.insert({.account = account, .person = person.id, .title = {}});
      app::audit(ports, house_, call, "member_entered", app::subject("person", person.id),
                 "sample registry");
    });
    return {person.id, account.id, account.username};
  }

  void member(core::KindIndex kind) {
    tell_login(join(kind, 90 + static_cast<int>(kind) * 20), policy().affiliations[kind].name.el);
  }

  const core::AffiliationKind* kind_that(bool (*fits)(const core::AffiliationKind&)) const {
    for (const auto& kind : policy().affiliations)
      if (fits(kind)) return &kind;
    return nullptr;
  }

  const core::AffiliationKind* collecting_student() const {
    return kind_that([](const core::AffiliationKind& kind) {
      return kind.student && kind.joining == core::Joining::secretariat;
    });
  }

  // One application at every stage, for the kind that asks for most papers.
  void applications() {
    const core::AffiliationKind* most = nullptr;
    for (const auto& kind : policy().affiliations)
      if (kind.joining == core::Joining::application &&
          (!most || kind.joining_evidence.size() > most->joining_evidence.size()))
        most = &kind;
    if (!most) return;
    (void)submit(form(*most), papers(*most), 1);
    if (papers(*most).size() > 1) (void)confirmed(form(*most), {papers(*most).front()}, 3);
    for (const int days_ago : {2, 4, 9}) (void)confirmed(form(*most), papers(*most), days_ago);
    const auto office = at(1, "staff:maria");
    const auto asked = confirmed(form(*most), papers(*most), 5);
    if (!app::ask_for_more(house_, office, asked.id, asked.version,
                           "Η βεβαίωση δεν έχει ημερομηνία. Παρακαλούμε, στείλτε νέα."))
      throw std::logic_error{"sample university: a question was refused"};
    const auto refused = confirmed(form(*most), papers(*most), 8);
    if (!app::reject_application(house_, office, refused.id, refused.version,
                                 "Η σύμβαση έληξε πριν από την αίτηση."))
      throw std::logic_error{"sample university: a rejection was refused"};
    (void)approved(confirmed(form(*most), papers(*most), 6), 1);
    const auto typed = form(*most);
    const auto handed = approved(confirmed(typed, papers(*most), 7), 2);
    hand_over(handed.person, handed.account, typed.document_number, 1);
    twin(*most);
    for (int pairs = 0; pairs < 2; ++pairs) (void)duplicate(*most);
    const auto [first, second] = duplicate(*most);
    merge(first, second);
  }

  // greek_and_latin_spelling_is_one_person: a member applies again, in Latin letters.
  void twin(const core::AffiliationKind& kind) {
    auto typed = form(kind);
    const auto first = approved(confirmed(typed, papers(kind), 40), 35);
    hand_over(first.person, first.account, typed.document_number, 30);
    activate(30);
    typed.first_name = core::elot743(typed.first_name);
    typed.last_name = core::elot743(typed.last_name);
    typed.father_name.clear();
    typed.afm.clear();
    typed.amka.clear();
    typed.email = "again@example.org";
    (void)confirmed(typed, papers(kind), 1);
  }

  // duplicate_found_later: a member applied again and was taken for somebody else.
  std::pair<core::PersonId, core::PersonId> duplicate(const core::AffiliationKind& kind) {
    auto typed = form(kind);
    const auto first = approved(confirmed(typed, papers(kind), 320), 315);
    hand_over(first.person, first.account, typed.document_number, 310);
    activate(310);
    typed.first_name = core::elot743(typed.first_name);
    typed.last_name = core::elot743(typed.last_name);
    typed.document_number = sample_identity_card(made_ + 500);
    typed.afm.clear();
    typed.amka.clear();
    typed.email = fmt::format("second.{}@example.org", made_);
    const auto second = approved(confirmed(typed, papers(kind), 50), 45);
    hand_over(second.person, second.account, typed.document_number, 40);
    activate(40);
    return {first.person, second.person};
  }

  void merge(core::PersonId keep, core::PersonId other) {
    const auto version = [&](core::PersonId id) {
      return house_.store.read([&](app::Ports& ports) { return ports.people.find(id)->version; });
    };
    if (!app::merge_people(house_, at(20, "staff:maria"),
                           {.keep = keep,
                            .keep_version = version(keep),
                            .other = other,
                            .other_version = version(other),
                            .reason = "Έδειξε και τις δύο ταυτότητές του, παλιά και νέα."}))
      throw std::logic_error{"sample university: a merge was refused"};
  }

  void special_lives() {
    if (const auto* student = collecting_student()) {
      const auto index = policy().kind_of(student->key).value();
      tell_login(join(index, 700, now_.day - days{40}, core::Ending::graduation), "απόφοιτος");
      const auto suspended = join(index, 300);
      const auto call = at(3, "staff:maria");
      house_.store.write([&](app::Ports& ports) {
        ports.accounts.set_suspended(
            suspended.account,
            core::Suspension{call.now.day, "Αποστολή ανεπιθύμητης αλληλογραφίας"});
        ports.sessions.remove_all(app::SessionOf::holder, suspended.account.value);
        app::audit(ports, house_, call, "account_suspended",
                   app::subject("account", suspended.account),
                   "Αποστολή ανεπιθύμητης αλληλογραφίας");
      });
      tell_login(suspended, "σε αναστολή ασφαλείας");
    }
    shared_account();
  }

  void shared_account() {
    const auto* owner_kind =
        kind_that([](const core::AffiliationKind& kind) { return kind.owns_shared; });
    if (!owner_kind) return;
    const auto owner = join(policy().kind_of(owner_kind->key).value(), 400);
    const app::HolderSession session{owner.account, owner.person, owner.username};
    const auto asked = app::request_shared(
        house_, at(50, "holder:" + owner.username), session, "physics-lab", "Εργαστήριο Φυσικής",
        "Αλληλογραφία του εργαστηρίου με φοιτητές και προμηθευτές.");
    if (!asked || !app::approve_shared(house_, at(48, "staff:maria"), asked->id, asked->version))
      throw std::logic_error{"sample university: a non-personal account was refused"};
    if (!app::request_shared(house_, at(2, "holder:" + owner.username), session, "summer-school",
                             "Θερινό Σχολείο", "Εγγραφές και ερωτήσεις."))
      throw std::logic_error{"sample university: a request for a non-personal account was refused"};
    tell_login(owner, owner_kind->name.el + ", με μη προσωπικό λογαριασμό");
  }

  RememberingRandom random_;
  OnePassword passwords_;
  app::House house_;
  base::Now now_;
  app::Staff officer_;
  std::vector<SampleLogin> logins_;
  unsigned made_{0};
  app::Bytes paper_;
};

}  // namespace

std::vector<SampleLogin> make_sample_university(app::House& house, const base::Now& now) {
  return University{house, now}.make();
}

}  // namespace metroon::main

#include "main/sample_campaign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "app/acts.hpp"
#include "app/campaign.hpp"
#include "app/claims.hpp"
#include "app/night.hpp"
#include "core/names.hpp"
#include "main/sample_people.hpp"

namespace metroon::main {
namespace {

using std::chrono::days;

constexpr int graduates = 24;
constexpr int others = 16;
constexpr int started_days_ago = 40;
constexpr int left_days_ahead = 20;
constexpr std::size_t letters_looked_at = 2000;

class Graduation {
 public:
  Graduation(app::House& house, const base::Now& now, core::KindIndex kind)
      : house_{house}, now_{now}, kind_{kind} {}

  void make() {
    house_.store.write([&](app::Ports& ports) {
      people_.clear();
      for (int n = 0; n < graduates; ++n) people_.push_back(enrol(ports, n, known_end(n)));
      for (int n = 0; n < others; ++n)
        (void)enrol(ports, graduates + n, now_.day + days{5 + n * 11});
      start_another_life(ports);
    });
    campaign();
    night(started_days_ago - 1);
    claim();
    certificate_arrives();
    night(1);
  }

 private:
  struct Graduate {
    core::PersonId person;
    core::AccountId account;
    std::string username, email;
  };

  [[nodiscard]] app::Call at(int days_ago, std::string actor) const {
    const auto instant = now_.instant - days{days_ago};
    return {.now = {instant, house_.civil_day(instant)},
            .actor = std::move(actor),
            .client = "sample",
            .language = core::Language::el};
  }

  // A few had left before the ceremony.
  [[nodiscard]] std::optional<core::Day> known_end(int n) const {
    return n < 4 ? std::optional{now_.day - days{4}} : std::nullopt;
  }

  Graduate enrol(app::Ports& ports, int n, std::optional<core::Day> ends) {
    const auto call = at(1500, "system");
    const auto& name = sample_names[static_cast<std::size_t>(n * 5 + 3) % sample_names.size()];
    const core::Names names{std::string{name.first}, std::string{name.last},
                            std::string{name.father}, core::elot743(name.first),
                            core::elot743(name.last)};
    const Graduate one{.person = {house_.random.next_id(call.now.instant)},
                       .account = {house_.random.next_id(call.now.instant)},
                       .username = fmt::format("up{}", 1'070'000 + n),
                       .email = fmt::format("graduate{}@example.org", n)};
    ports.people.insert({.id = one.person,
                         .names = names,
                         .birth = core::Day{std::chrono::year{2002} / 1 / 1} + days{n * 31},
                         .contact = {one.email, "", core::Language::el},
                         .identifiers = {},
                         .created = call.now.instant});
    const auto realm = house_.policy.affiliations[kind_].realm;
    core::Account account{.id = one.account, .username = one.username, .realm = realm};
    account.addresses.push_back({one.username, realm});
    ports.accounts.insert({.account = account, .person = one.person, .title = {}});
    app::write_proof(ports, house_, call,
                     {.id = {house_.random.next_id(call.now.instant)},
                      .person = one.person,
                      .by = ports.staff.by_login("maria").value().id,
                      .at = call.now.instant});
    ports.accounts.set_activated(one.account, call.now.day);
    app::audit(ports, house_, call, "account_activated", app::subject("account", one.account));
    affiliate(ports, one.person, kind_, call.now.day, ends);
    app::audit(ports, house_, call, "member_entered", app::subject("person", one.person),
               "sample registry");
    app::reconsider(ports, house_, at(started_days_ago, "system"), one.person);
    return one;
  }

  void affiliate(app::Ports& ports, core::PersonId person, core::KindIndex kind, core::Day from,
                 std::optional<core::Day> ends) {
    ports.people.add_affiliation(person, {.id = {house_.random.next_id(now_.instant)},
                                          .kind = kind,
                                          .unit = house_.policy.units.front().key,
                                          .from = from,
                                          .ends = ends,
                                          .asserted_by = "sample registry"});
  }

  // Two go on as students of another kind, and lose nothing or little.
  void start_another_life(app::Ports& ports) {
    for (core::KindIndex kind = 0; kind < house_.policy.affiliations.size(); ++kind)
      if (house_.policy.affiliations[kind].student && kind != kind_) {
        for (const auto at_place : {6U, 7U})
          affiliate(ports, people_[at_place].person, kind, now_.day - days{60}, {});
        return;
      }
  }

  void campaign() {
    std::string lines;
    for (const auto& one : people_) lines += one.username + "\n";
    const auto call = at(started_days_ago, "staff:maria");
    const auto listed =
        app::list_campaign(house_, call,
                           {.name = "Ορκωμοσία: " + house_.policy.units.front().name.el,
                            .lines = lines,
                            .kinds = {house_.policy.affiliations[kind_].key},
                            .unit = {},
                            .ended_from = {},
                            .ends_by = {},
                            .last_day = base::to_iso(now_.day + days{left_days_ahead})});
    if (!listed || !app::start_campaign(house_, call, listed->campaign.id))
      throw std::logic_error{"sample university: a campaign was refused"};
    app::carry_on_campaigns(house_, at(started_days_ago, "system"));
  }

  void night(int days_ago) {
    (void)app::run_night(house_, at(days_ago, "system"));
    house_.store.write([&](app::Ports& ports) { answer_letters(ports, days_ago); });
  }

  // Of those who left before, one was never reached; of the others two.
  void answer_letters(app::Ports& ports, int days_ago) {
    const auto sent = at(days_ago, "system").now;
    for (const auto& letter : ports.outbox.recent(letters_looked_at)) {
      const auto one = std::ranges::find(people_, letter.mail.to, &Graduate::email);
      if (one == people_.end()) continue;
      const auto n = one - people_.begin();
      if (n == 3 || n == 10 || n == 11) {
        ports.outbox.refused(letter.mail.id, sent.instant,
                             "550 5.1.1 The email account does not exist");
      } else if (n < 3) {
        ports.outbox.accepted(letter.mail.id, sent.instant);
        ports.nights.notice_accepted(letter.mail.id, sent.day);
      }
    }
  }

  // Refused where the policy's claims come later: then nobody has claimed yet.
  void claim() {
    const auto& one = people_[12];
    (void)app::start_claim(house_, at(2, "holder:" + one.username),
                           {one.account, one.person, one.username},
                           {.kind = house_.policy.affiliations[kind_].key,
                            .unit = house_.policy.units.front().key,
                            .until = {},
                            .text = "Συνεχίζω για δεύτερο πτυχίο."});
  }

  // Its subject names no claim: it waits until the office says where it belongs.
  void certificate_arrives() {
    const auto call = at(1, "system");
    const auto paper = house_.printer.receipt(house_.policy, {.number = "SAMPL-E0001",
                                                              .applicant = "Δείγμα",
                                                              .kind = "Δείγμα βεβαίωσης",
                                                              .track_url = house_.base_url,
                                                              .submitted = call.now.day});
    app::ArrivedMail mail;
    mail.mailbox = "imaps://mail.example.org/INBOX";
    mail.uid_validity = 1;
    mail.uid = 1;
    mail.sender = "registrar@example.org";
    mail.subject = "Βεβαίωση σπουδών";
    mail.arrived = call.now.instant;
    mail.text = "Σας στέλνω τη βεβαίωση που ζητήσατε.";
    mail.attachments = {{.file_name = "βεβαίωση.pdf",
                         .media_type = "application/pdf",
                         .size = static_cast<std::int64_t>(paper.size()),
                         .signature = core::SignatureCheck::none,
                         .signer = {}}};
    (void)app::take_in_mail(house_, call, mail, {&paper, 1}, {});
  }

  app::House& house_;
  base::Now now_;
  core::KindIndex kind_;
  std::vector<Graduate> people_;
};

}  // namespace

void make_sample_campaign(app::House& house, const base::Now& now) {
  const auto& kinds = house.policy.affiliations;
  const auto found = std::ranges::find_if(kinds, [](const core::AffiliationKind& kind) {
    return kind.student && kind.joining == core::Joining::secretariat;
  });
  if (found == kinds.end()) return;
  Graduation{house, now, static_cast<core::KindIndex>(found - kinds.begin())}.make();
}

}  // namespace metroon::main

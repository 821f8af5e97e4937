#include "app/check.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include "app/acts.hpp"
#include "app/everybody.hpp"
#include "core/decide.hpp"

namespace metroon::app {
namespace {

using std::chrono::days;

constexpr std::size_t batch = 1000;
constexpr std::size_t most_told = 100;
// What is for ever is looked at this much later, too.
constexpr days far_ahead{36'525};
// A night that was missed once is caught up with the next day.
constexpr days nights_missed{2};

struct LawText {
  Law law{};
  int invariant{0};
  std::string_view id, what;
};
constexpr std::array laws{
    LawText{Law::two_accounts, 1, "Y01", "has more than one personal account"},
    LawText{Law::name_of_another, 2, "Y03", "its username is not reserved for it"},
    LawText{Law::address_of_another, 2, "Y04", "has an address with a name given to another"},
    LawText{Law::notice_without_letter, 3, "Y06",
            "a notice counts, but no mail server has taken its letter"},
    LawText{Law::proof_not_on_record, 5, "Y11", "was proved, but no proof is on record"},
    LawText{Law::code_without_proof, 5, "Y12", "a code is out without a proof on record"},
    LawText{Law::session_of_stopped, 5, "Y13", "is suspended or closed, and somebody is signed in"},
    LawText{Law::password_of_closed, 5, "Y14", "is closed for good and has a password"},
    LawText{Law::person_without_entry, 7, "Y18", "nothing is on record about this person"},
    LawText{Law::account_without_entry, 7, "Y19", "works, and nothing is on record about it"},
    LawText{Law::affiliation_of_another, 3, "Y24",
            "a hold or a registry's row of theirs is about an affiliation of somebody else"},
};

bool stays(const core::ServiceStanding& one) {
  return one.until.kind == core::Until::Kind::for_ever;
}

bool ends(const core::ServiceStanding& one, const core::Standing& later) {
  const auto* then = later.find(one.service);
  return then == nullptr || !stays(*then);
}

// Since the last night; the next one knows of it. That somebody heads a unit no more has no day of
// its own.
bool is_news(Ports& ports, const House& house, const core::SharedDossier& dossier,
             const std::optional<NightDone>& last) {
  return last && std::ranges::any_of(dossier.owners, [&](const core::Dossier& owner) {
           const auto newest = ports.audit.search(
               {.subject = subject("person", owner.person), .actor = {}, .action = {}},
               std::numeric_limits<std::int64_t>::max(), 1);
           return !newest.empty() && house.civil_day(newest.front().entry.at) >= last->day;
         });
}

class Check {
 public:
  Check(const House& house, const Call& call, const std::optional<NightDone>& last)
      : house_{house},
        call_{call},
        night_knows_policy_{last && last->policy_hash == house.policy.hash} {}

  /// @param look Null without an account that is looked at.
  void person(const core::Dossier& dossier, const DueAccount* look) {
    ++checked_.people;
    if (!dossier.account) return;
    account(*dossier.account);
    Standings standings{.today = core::decide(house_.policy, dossier, call_.now.day),
                        .again = core::decide(house_.policy, dossier, call_.now.day),
                        .far_on = {}};
    if (std::ranges::any_of(standings.today.services, stays))
      standings.far_on = core::decide(house_.policy, dossier, call_.now.day + far_ahead);
    tell(judge(dossier, standings));
    looked_at(*dossier.account, standings.today,
              look == nullptr ? std::nullopt : look->next_change);
  }

  /// @param news Whether something was learnt of an owner that no night knows yet.
  void shared(const core::SharedDossier& dossier, const std::optional<Day>& asked, bool news) {
    const auto id = subject("account", dossier.account.id);
    account(dossier.account);
    tell(judge(house_.policy, dossier));
    const auto succession = core::succession(house_.policy, dossier, call_.now.day);
    if (!asked && !news && !dossier.account.closed && succession.needed && succession.from &&
        *succession.from + nights_missed < call_.now.day)
      tell(6, "Y17", id, "its last owner has left, and nobody was asked who follows");
  }

  void night(const std::optional<NightDone>& last, bool somebody_is_due) {
    if (last && last->day + nights_missed < call_.now.day && somebody_is_due)
      tell(3, "Y08", "night:" + base::to_iso(last->day),
           "no night has run since, and notices are due");
  }

  void stubs(const std::vector<std::pair<core::PersonId, std::string>>& broken) {
    for (const auto& [id, what] : broken) tell(1, "Y02", subject("person", id), what);
  }

  void broken(const LawText& law, std::vector<std::string> subjects) {
    for (auto& one : subjects) tell(law.invariant, law.id, std::move(one), std::string{law.what});
  }

  void erased(const std::vector<std::pair<core::PersonId, std::string>>& remains) {
    for (const auto& [id, what] : remains)
      tell(10, "Y23", subject("person", id), "was erased, and something is still there: " + what);
  }

  void chain(std::int64_t entries, const std::optional<std::int64_t>& broken) {
    checked_.audit_entries = entries;
    if (broken)
      tell(7, "Y20", "audit:" + std::to_string(*broken),
           *broken < 1 ? "the entry was added: none has a number below 1"
                       : "the entry does not follow from the one before it");
  }

  [[nodiscard]] Checked result() { return std::move(checked_); }

 private:
  // Looked at too late, a notice would go out too late. Until the first night under another policy
  // the days are those of the one before.
  void looked_at(const core::Account& account, const core::Standing& standing,
                 const std::optional<Day>& next_look) {
    const auto wanted = standing.notices.empty() ? standing.next_change : call_.now.day;
    if (night_knows_policy_ && !account.closed && wanted && (!next_look || *next_look > *wanted))
      tell(3, "Y07", subject("account", account.id),
           "no night will look at it before its next change");
  }

  void account(const core::Account& account) {
    ++checked_.accounts;
    if (account.activated && (!account.proof || *account.proof > *account.activated))
      tell(5, "Y22", subject("account", account.id),
           "activated without an earlier proof of identity");
    for (const auto& address : account.addresses) {
      const auto text = address.local + "@" + house_.policy.realms[address.realm].name;
      const auto [known, fresh] = holders_.emplace(text, account.id);
      if (!fresh && known->second != account.id)
        tell(2, "Y05", subject("account", account.id), text + " belongs to two accounts");
    }
  }

  void tell(Violation one) {
    if (checked_.violations.size() < most_told) checked_.violations.push_back(std::move(one));
  }
  void tell(std::vector<Violation> several) {
    for (auto& one : several) tell(std::move(one));
  }
  void tell(int invariant, std::string_view id, std::string subject, std::string what) {
    tell(Violation{id, invariant, std::move(subject), std::move(what)});
  }

  const House& house_;
  const Call& call_;
  bool night_knows_policy_;
  Checked checked_;
  std::unordered_map<std::string, core::AccountId> holders_;
};

}  // namespace

std::vector<Violation> judge(const core::Dossier& dossier, const Standings& standings) {
  std::vector<Violation> found;
  const auto& account = *dossier.account;
  const auto& services = standings.today.services;
  if (standings.today != standings.again)
    found.push_back(
        {"Y21", 9, subject("person", dossier.person), "the same facts gave two standings"});
  const bool may = account.proof && account.activated && !account.suspended;
  if (!may && std::ranges::any_of(services, &core::ServiceStanding::open))
    found.push_back({"Y10", 5, subject("account", account.id),
                     "a service is open before proof and activation, or while suspended"});
  if (standings.far_on && std::ranges::any_of(services, [&](const auto& one) {
        return stays(one) && ends(one, *standings.far_on);
      }))
    found.push_back(
        {"Y09", 4, subject("account", account.id), "what is kept for ever would end by time"});
  return found;
}

std::vector<Violation> judge(const core::Policy& policy, const core::SharedDossier& dossier) {
  std::vector<Violation> found;
  const auto& account = dossier.account;
  if (dossier.owners.empty() && !account.closed)
    found.push_back(
        {"Y15", 6, subject("account", account.id), "a non-personal account has no owner"});
  if (std::ranges::any_of(dossier.choices, [&](const core::Choice& one) {
        return one.on && !policy.services[one.service].shared;
      }))
    found.push_back({"Y16", 6, subject("account", account.id),
                     "a non-personal account has a personal service switched on"});
  return found;
}

Checked check_invariants(House& house, const Call& call) {
  return house.store.read([&](Ports& ports) {
    const auto last_night = ports.nights.last();
    Check check{house, call, last_night};
    each_page_of_everybody(ports, batch, [&](const auto& page) {
      const auto looks = ports.nights.between(page.front().person, page.back().person);
      for (const auto& dossier : page) check.person(dossier, look_of(looks, dossier.person));
    });
    for (const auto id : ports.accounts.all_shared())
      if (const auto dossier = ports.accounts.shared_dossier(id))
        check.shared(*dossier, ports.nights.successor_asked(id),
                     is_news(ports, house, *dossier, last_night));
    for (const auto& law : laws)
      check.broken(law, ports.checks.breaking(law.law, call.now, most_told));
    check.stubs(ports.merges.broken());
    check.erased(ports.erasures.remains());
    check.night(last_night, !ports.nights.due(call.now.day - nights_missed, {}, 1).empty());
    check.chain(ports.audit.count(), ports.audit.first_broken());
    return check.result();
  });
}

}  // namespace metroon::app

// Random lives through the use cases, each evening remembered: whatever is told of a past day later
// is what was true then, bit for bit. METROON_SEED repeats a life that failed.
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

#include "app/campaign.hpp"
#include "app/claims.hpp"
#include "app/dossier_detail.hpp"
#include "app/hold.hpp"
#include "app/merge.hpp"
#include "app/night.hpp"
#include "app/past.hpp"
#include "app/registry_fixture.hpp"
#include "app/suspension.hpp"
#include "mail/worker.hpp"

namespace metroon::app {
namespace {

constexpr unsigned first_students = 6;
constexpr int evenings_of_a_life = 70;

struct Evening {
  Day day{};
  core::Dossier dossier;
  core::Standing standing;
  bool given_up{false};
};

class RandomServer final : public mail::Transport {
 public:
  explicit RandomServer(std::mt19937_64& dice) : dice_{dice} {}
  mail::Delivery deliver(const mail::Letter&) override {
    const bool taken = std::bernoulli_distribution{0.7}(dice_);
    return {taken ? mail::Outcome::accepted : mail::Outcome::refused, "550 no such user"};
  }

 private:
  std::mt19937_64& dice_;
};

core::Dossier in_order(core::Dossier dossier) {
  const auto key = [](const core::Notice& one) {
    return std::tuple{one.ending, one.days_before, one.accepted,
                      one.services ? one.services->to_string() : std::string{}};
  };
  std::ranges::sort(dossier.notices, {}, key);
  return dossier;
}

class PastLives : public ARegistry {
 protected:
  PastLives() {
    students.limits.least_rows = 1000;  // Of the few, all may end.
    for (unsigned n = 0; n < first_students; ++n) rows_.push_back(new_student());
  }

  void live(std::uint64_t seed) {
    dice_.seed(seed);
    SCOPED_TRACE("METROON_SEED=" + std::to_string(seed));
    for (int evening = 0; evening < evenings_of_a_life; ++evening) {
      go_to(today() + days{between(1, 9)});
      for (int acts = between(1, 4); acts > 0; --acts) {
        act();
        pass(std::chrono::minutes{between(0, 100)});
      }
      remember();
    }
    go_to(today() + days{1});
    for (const auto& evening : evenings_) compare(evening);
    store->read([&](Ports& ports) {
      for (const auto& one : ports.audit.list({}, 0, 100'000)) actions_.insert(one.entry.action);
    });
  }

  std::set<std::string> actions_;

 private:
  bool chance(double probability) { return std::bernoulli_distribution{probability}(dice_); }
  int between(int least, int most) { return std::uniform_int_distribution{least, most}(dice_); }
  template <class Value>
  const Value& any_of(const std::vector<Value>& all) {
    return all[static_cast<std::size_t>(between(0, static_cast<int>(all.size()) - 1))];
  }

  std::vector<core::Dossier> everybody() {
    return store->read([](Ports& ports) { return ports.people.dossiers_after({}, 1000); });
  }
  bool is_given_up(core::PersonId id) {
    return store->read([&](Ports& ports) { return ports.merges.standing_for(id) != id; });
  }
  core::Dossier somebody() {
    auto all = everybody();
    std::erase_if(all, [&](const core::Dossier& one) { return is_given_up(one.person); });
    return any_of(all);
  }
  std::optional<core::Dossier> holder_of_account() {
    auto all = everybody();
    std::erase_if(all,
                  [](const core::Dossier& one) { return !one.account || one.account->closed; });
    return all.empty() ? std::nullopt : std::optional{any_of(all)};
  }
  static HolderSession session(const core::Dossier& one) {
    return {one.account->id, one.person, one.account->username};
  }

  DeliveredRow new_student() {
    auto made_row = student(students_);
    made_row.observation.identifiers.document_number = "ΑΚ" + std::to_string(100'000 + students_++);
    return made_row;
  }

  void act() {
    if (everybody().empty()) return registry_speaks();
    switch (between(0, 13)) {
      case 0:
      case 1:
        return registry_speaks();
      case 2:
        return night();
      case 3:
      case 4:
        return come();
      case 5:
        return apply_for_something();
      case 6:
        return choose();
      case 7:
        return suspend();
      case 8:
        return hold();
      case 9:
        return claim();
      case 10:
        return run_campaign();
      case 11:
        return merge_or_split();
      case 12:
        return get_an_alias();
      default:
        return rest();
    }
  }

  void registry_speaks() {
    auto& row = rows_[static_cast<std::size_t>(between(0, static_cast<int>(rows_.size()) - 1))];
    auto& said = row.observation;
    switch (between(0, 6)) {
      case 0:
        said.unit = said.unit == "physics" ? "chemistry" : "physics";
        break;
      case 1:
      case 2:
        said.ends = today() + days{between(-20, 120)};
        said.ending = chance(0.3) ? core::Ending::graduation : core::Ending::lapsed;
        break;
      case 3:
        said.ends.reset();
        break;
      case 4:
        said.kind =
            said.kind == kind("undergraduate") ? kind("postgraduate") : kind("undergraduate");
        break;
      case 5:
        if (rows_.size() > 2) rows_.erase(rows_.begin() + (&row - rows_.data()));
        break;
      default:
        rows_.push_back(new_student());
    }
    made = now;
    (void)run_delivery(house, call("operator"), students, [rows = rows_, at = made] {
      return std::make_unique<support::MemoryDelivery>(rows, at, true);
    });
  }

  void night() {
    (void)run_night(house, call("system"));
    RandomServer server{dice_};
    (void)mail::deliver_due(*store, server, {"noreply@example.edu", "X"}, {now, today()});
  }

  void come() {
    const auto one = holder_of_account();
    if (!one) return;
    try {
      (void)prove(one->person);
      if (chance(0.3)) return;
      const auto code = app::World::hand_over(one->account->id);
      if (chance(0.8)) (void)activate(code);
    } catch (const std::logic_error&) {
      // Refused: too many tries, or nothing to be handed over.
    }
  }

  void apply_for_something() {
    const auto kind_key = any_of(std::vector<std::string>{"contractor", "faculty", "postdoc"});
    const auto n = 500 + applicants_++;
    auto typed = form(kind_key, n);
    if (chance(0.4)) {  // Without the numbers that would keep them from being merged.
      typed.document = "passport";
      typed.document_number = "ZZ" + std::to_string(100'000 + n);
      typed.afm.clear();
      typed.amka.clear();
    }
    (void)approve(apply(typed));
  }

  void choose() {
    const auto one = holder_of_account();
    if (!one) return;
    const auto services = core::decide(patras(), *one, today()).services;
    if (services.empty()) return;
    const auto& chosen = any_of(services);
    (void)set_choice(house, call("holder"), session(*one), chosen.service, !chosen.on);
  }

  void suspend() {
    const auto one = holder_of_account();
    if (!one) return;
    if (chance(0.05)) return void(close_account(house, office(), one->account->id, "θάνατος"));
    const auto change = one->account->suspended ? resume_account : suspend_account;
    (void)change(house, office(), one->account->id, "κλοπή: \"κωδικός\", ξανά; \\o/");
  }

  void hold() {
    const auto one = somebody();
    if (office_hold(one, today()) != nullptr && chance(0.7))
      return void(lift_hold(house, office(), one.person, "γύρισε: ναι, τώρα"));
    (void)place_hold(house, office(), one.person, "άδεια; \"λοχεία\"",
                     base::to_iso(today() + days{between(0, 60)}));
  }

  void claim() {
    const auto one = holder_of_account();
    if (!one) return;
    for (const auto& made_claim : claims_of_person(house, office(), one->person)) {
      if (!core::is_open(made_claim.stage)) continue;
      if (chance(0.3))
        return void(refuse_claim(house, office(), made_claim.id, made_claim.version, "όχι"));
      if (chance(0.3))
        return void(withdraw_claim(house, call("holder"), session(*one), made_claim.id));
      const auto seen =
          add_office_document(house, office(), made_claim.id, paper("studies-certificate"));
      if (seen) (void)approve_claim(house, office(), seen->id, seen->version, "");
      return;
    }
    (void)start_claim(house, call("holder"), session(*one),
                      {.kind = "undergraduate", .unit = {}, .until = {}, .text = {}});
  }

  void run_campaign() {
    const auto all = campaigns(house, 100);
    if (all.empty() || chance(0.2)) {
      const auto last = today() + days{between(0, 90)};
      const auto listed = list_campaign(house, office(),
                                        {.name = "Ορκωμοσία",
                                         .lines = rows_.front().key + "\n" + rows_.back().key,
                                         .kinds = {"undergraduate", "postgraduate"},
                                         .unit = {},
                                         .ended_from = {},
                                         .ends_by = {},
                                         .last_day = base::to_iso(last),
                                         .leave_out = true});
      if (listed) (void)start_campaign(house, office(), listed->campaign.id);
    } else if (const auto& one = any_of(all); one.stage == core::CampaignStage::paused) {
      (void)resume_campaign(house, office(), one.id);
    } else {
      (void)pause_campaign(house, office(), one.id);
    }
    (void)carry_on_campaigns(house, call("system"));
  }

  void merge_or_split() {
    const auto done = list_merges(house, office(), {}, 100);
    if (!done.empty() && chance(0.5))
      return void(split_people(house, office(), any_of(done).record.id, "λάθος"));
    const auto version = [&](core::PersonId id) {
      return store->read([&](Ports& ports) { return ports.people.find(id)->version; });
    };
    for (int tries = 0; tries < 10; ++tries) {
      const auto keep = somebody().person;
      const auto other = somebody().person;
      if (merge_people(house, office(),
                       {.keep = keep,
                        .keep_version = version(keep),
                        .other = other,
                        .other_version = version(other),
                        .reason = "ίδιο πρόσωπο"}))
        return;
    }
  }

  void get_an_alias() {
    (void)add_alias(house, office(), somebody().person, "alias" + std::to_string(++aliases_));
  }

  // What did not arrive is given again.
  void rest() {
    for (const auto& one : everybody()) (void)give_notice_again(house, office(), one.person);
  }

  void remember() {
    for (auto& one : everybody()) {
      Evening evening{.day = today(),
                      .dossier = in_order(one),
                      .standing = core::decide(patras(), one, today())};
      evening.given_up = is_given_up(one.person);
      evenings_.push_back(std::move(evening));
    }
  }

  void compare(const Evening& evening) {
    const auto person = evening.dossier.person;
    const auto past = open_past(house, office(), person, evening.day);
    ASSERT_TRUE(past);
    if (evening.given_up) return;  // Whoever asks is led to the record that stayed.
    SCOPED_TRACE("person " + std::to_string(person.value) + " on " + base::to_iso(evening.day));
    EXPECT_TRUE(past->on_record);
    for (const auto& one : past->not_undone)
      ADD_FAILURE() << one.action << " " << base::to_iso(one.at) << " " << one.detail;
    EXPECT_EQ(detail_of(patras(), in_order(past->dossier)), detail_of(patras(), evening.dossier));
    EXPECT_TRUE(in_order(past->dossier) == evening.dossier);
    EXPECT_TRUE(core::decide(patras(), past->dossier, evening.day) == evening.standing);
  }

  std::mt19937_64 dice_;
  std::vector<DeliveredRow> rows_;
  std::vector<Evening> evenings_;
  unsigned students_{0}, applicants_{0};
  int aliases_{0};
};

// Each life in a house of its own.
struct ALife : PastLives {
  void TestBody() override {}
  using PastLives::actions_;
  using PastLives::live;
};

TEST(Past, every_evening_of_random_lives_is_told_later_as_it_was) {
  const char* given = std::getenv("METROON_SEED");
  std::vector<std::uint64_t> seeds{1, 2, 3, 4, 5, 6};
  if (given) seeds = {std::strtoull(given, nullptr, 10)};
  std::set<std::string> met;
  for (const auto seed : seeds) {
    ALife life;
    life.live(seed);
    met.merge(life.actions_);
    if (testing::Test::HasFailure()) break;
  }
  if (given) return;
  // Lives in which these do not happen would prove little.
  for (const auto* action : {"affiliation_added",
                             "affiliation_changed",
                             "affiliation_ended",
                             "hold_placed",
                             "hold_lifted",
                             "hold_ended",
                             "notice_sent",
                             "notice_given_again",
                             "collection_reminded",
                             "account_created",
                             "account_proved",
                             "account_activated",
                             "account_suspended",
                             "account_resumed",
                             "account_closed",
                             "account_not_collected",
                             "account_collected_late",
                             "service_switched_on",
                             "service_switched_off",
                             "address_added",
                             "campaign_paused",
                             "campaign_resumed",
                             "person_merged",
                             "merge_undone",
                             "claim_approved"})
    EXPECT_TRUE(met.contains(action)) << action;
}

}  // namespace
}  // namespace metroon::app

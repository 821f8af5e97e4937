// A university lives day after day: the truth goes on, offices deliver and lie, nights run, mail
// goes out or does not, processes die, people and staff do what they do. Every evening whoever was
// touched is held to the oracle, and once a month everybody.
#pragma once

#include "app/campaign.hpp"
#include "core/certificate.hpp"
#include "scenario/oracle.hpp"
#include "scenario/registrar.hpp"

namespace metroon::scenario {

class University {
 public:
  University(std::uint64_t seed, unsigned size);

  void live_a_day();
  /// The last evening: everybody, the whole audit, and what `metroon check` asks.
  void end();

  [[nodiscard]] const std::vector<std::string>& wrong() const { return wrong_; }
  struct Counts {
    int deliveries{0}, stopped{0}, confirmed{0}, held{0}, died{0}, activated{0}, applied{0},
        chosen{0}, suspended{0}, claimed{0}, merged{0}, checked{0}, campaigns{0}, paused{0},
        held_by_hand{0}, mailboxes{0}, successors{0}, orphaned{0}, corrected{0}, dead{0};
    std::map<Lie, int> lies;
    std::map<core::Certificate, int> certificates;
  };
  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] const Oracle& oracle() const { return oracle_; }
  [[nodiscard]] const MailServers& servers() const { return servers_; }
  [[nodiscard]] std::size_t people() const { return truth_.humans.size(); }
  [[nodiscard]] app::Day today() const { return world_.today(); }

 private:
  // What was said of a key in a registry, and what Metroon is expected to believe.
  struct Believed {
    unsigned human{0};
    RowPointer row;
    RowPointer erased{};  ///< What it said when its human was erased.
  };
  using Beliefs = std::map<std::string, Believed>;
  struct Desk {  // One office's.
    Registrar registrar;
    Beliefs beliefs;
    Instant last_made{};
  };

  struct Campaign {  // As the office remembers it.
    struct Member {
      unsigned human{0};
      std::string said;  ///< Said::by.
    };
    core::CampaignId id;
    std::vector<Member> members{};
    Day ends{};  ///< First day without.
    core::CampaignStage stage{core::CampaignStage::listed};
    bool resumed{false};
  };

  struct AskedMailbox {
    unsigned human{0};
    app::SharedRequest request;
  };
  struct Mailbox {
    core::AccountId id;
    std::string username;
    std::set<unsigned> named{};     ///< Whoever asked for it, and all who were to follow.
    std::set<unsigned> owners{};    ///< As of the last look.
    std::set<unsigned> left{};      ///< Of them, who had left by then.
    std::set<unsigned> fit{};       ///< Of them, whom the next night has to leave it.
    std::optional<bool> any_may{};  ///< Whether any of them might own it then.
    bool activated{false}, suspended{false};
  };

  // registries_fixture.cpp
  void deliver(Desk&);
  [[nodiscard]] core::DeliveryVerdict expected(const Desk&, const File&) const;
  void run(Desk&, const File&);
  void believe(Desk&, const File&);
  void believe_row(Desk&, const File&, const RowPointer&);
  void believe_ended(Desk&, Beliefs::iterator, Day);
  void now_another(unsigned human, Said&);
  void rename(unsigned human, Said&, const std::string& name);
  [[nodiscard]] bool take_over_paper(unsigned human, const Said& now);
  void restate(unsigned human, Said& before, Said now);
  [[nodiscard]] Day begun(const Human&, const app::RegistryRow&, Day before, Day now);
  void note_end(Papers&, std::optional<Day> given = {}) const;
  void decide_held(Desk&, const Row&);
  void belongs_to(unsigned human, core::PersonId);

  // people_fixture.cpp
  void people_act();
  void come_for_account(Human&);
  void at_secretariat(Human&, const std::string& unit);
  void at_desk(Human&);
  [[nodiscard]] std::string document_on_record(const Papers&);
  void activate(Human&);
  [[nodiscard]] core::ApplicationForm form_of(const Human&, std::string_view kind) const;
  void apply(Human&);
  void approve(Human&);
  void choose(Human&);
  void suspend(Human&);
  void merge(unsigned human);
  void claim(Human&);
  void decide_claim(Human&);

  // certificates_fixture.cpp
  [[nodiscard]] const Human* professor(bool still, const Human& claimant);
  bool send_certificate(const Human& claimant, const core::Claim&);
  void file_by_hand(const core::Claim&);
  void hand_in_papers(const Human&, std::string_view kind);
  void add_paper(Papers&, std::string_view evidence);
  [[nodiscard]] bool may_be_certified_by_now(const core::Claim&);
  void certify_on_paper(const Human&);

  // campaigns_fixture.cpp
  void campaigns_go_on();
  void plan_campaigns();
  [[nodiscard]] std::ptrdiff_t times(const Papers&, const std::string& kind);
  void list_graduates(Day conferred);
  void list_by_days(const std::string& kind, Day conferred);
  void list(Campaign, app::CampaignWish);
  void know_members(Campaign&);
  void start(Campaign&);
  void pause(Campaign&);
  void resume(Campaign&);
  void hold_by_hand(Campaign&);
  void each_said(const Campaign&, const std::function<void(const Human&, Papers&, Said&)>&);
  void follow(const Campaign&);

  // shared_fixture.cpp
  [[nodiscard]] std::optional<bool> has_capacity(unsigned human, bool (*fits)(const Said&),
                                                 Day on) const;
  [[nodiscard]] std::optional<bool> may_own(unsigned human, Day on) const;
  [[nodiscard]] std::optional<bool> may_own(unsigned human) const {
    return may_own(human, world_.today());
  }
  [[nodiscard]] std::optional<bool> any_may_own(const std::set<unsigned>& owners) const;
  [[nodiscard]] app::HolderSession signed_in(unsigned human) const;
  [[nodiscard]] std::set<unsigned> owners_of(const core::SharedDossier&);
  [[nodiscard]] core::SharedDossier shared_dossier(const Mailbox&);
  void mailboxes_go_on();
  void ask_for_mailbox();
  bool decide_mailbox(const AskedMailbox&);
  void set_password(Mailbox&);
  void suspend(Mailbox&);
  void name_successors();
  void name_successor(Mailbox&, unsigned successor);
  [[nodiscard]] Human& somebody_to_bury();
  void look_at_mailboxes(const std::set<core::AccountId>& touched, bool all);
  [[nodiscard]] std::string story_of_owners(std::string_view subject);
  void opens_what_it_may(const Mailbox&, const core::SharedDossier&);
  void look_at_owners(Mailbox&, const std::set<unsigned>& owners);

  // corrections_fixture.cpp
  void change_name(Human&);
  void prove(const Human&);
  void correct(const Human&);
  void add_new_address(const Human&);
  void look_at_names();
  void bury(Human&);
  void look_at_mourning();

  // policies_fixture.cpp
  [[nodiscard]] bool rules_change_today() const;
  void change_rules();
  void decide_otherwise();
  [[nodiscard]] std::size_t accounts_in_use() const;

  // university_fixture.cpp
  void hear_news();
  void night();
  void forget_erased();
  void post();
  void evening(bool everybody);
  void look(std::span<const core::PersonId>, const std::set<core::PersonId>& touched);
  [[nodiscard]] std::set<core::PersonId> touched_today(std::set<core::AccountId>& shared);
  void touch_members(core::CampaignId, std::set<core::PersonId>& touched) const;
  void noticed(core::PersonId);
  void erased(core::PersonId);
  void follow_chain();
  void check();
  /// Runs it in a process that may die at any write, and again until it lives.
  void surviving(const std::function<void(House&)>&);
  void tell(const Human&, const std::string&);
  void tell(const std::string&);

  Papers& papers(const Human& human) { return papers_[human.n]; }

  core::Policy rules_{app::patras()};
  app::World world_{":memory:", rules_};
  Truth truth_;
  Dice dice_;
  MailServers servers_;
  Oracle oracle_;
  std::multimap<Day, Truth::News> news_;
  std::deque<Desk> desks_;
  std::map<std::string, app::Staff> secretaries_;  ///< By unit.
  std::deque<Papers> papers_;
  std::map<core::PersonId, unsigned> people_;
  std::map<core::AccountId, core::PersonId> accounts_;
  std::map<std::string, unsigned> addresses_;
  std::set<unsigned> waiting_;  ///< Who has something to do with their account.
  std::set<unsigned> claiming_;
  std::set<unsigned> doubled_;  ///< Who has two records.
  std::int64_t last_mail_{0};
  std::vector<Day> new_rules_;  ///< The days from which they are in force, and are not any more.
  std::deque<Campaign> campaigns_;
  std::multimap<Day, std::function<void()>> ahead_;
  std::vector<AskedMailbox> asked_;
  std::deque<Mailbox> mailboxes_;
  std::int64_t seen_entries_{0};
  base::Bytes chain_hash_;
  std::int64_t chain_end_{0};
  std::vector<std::string> wrong_;
  Counts counts_;
};

}  // namespace metroon::scenario

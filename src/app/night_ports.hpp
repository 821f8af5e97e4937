// What the night needs from a store.
#pragma once

#include <span>

#include "app/records.hpp"
#include "core/earlier_rules.hpp"

namespace metroon::app {

/// What the nightly run asks and remembers.
class Nights {
 public:
  virtual ~Nights() = default;
  /// Personal accounts after `after` whose next change is on `day` or earlier, by that and by id.
  [[nodiscard]] virtual std::vector<DueAccount> due(Day day, const DueAfter& after,
                                                    std::size_t limit) = 0;
  /// The personal accounts, due or not, of people from `first` to `last`, by person.
  [[nodiscard]] virtual std::vector<DueAccount> between(core::PersonId first,
                                                        core::PersonId last) = 0;
  virtual void looked(std::span<const core::AccountId>, Day) = 0;
  /// A notice that counts once the letter was accepted.
  virtual void add_notice(core::PersonId, const core::Notice&, core::MailId) = 0;
  /// Does nothing for a letter that carries no notice. The account is looked at the next day.
  virtual void notice_accepted(core::MailId, Day) = 0;
  /// Those refused for good, the latest ending first, unless another about the same ending was
  /// accepted.
  [[nodiscard]] virtual std::vector<BouncedNotice> bounced(std::size_t limit) = 0;
  /// Whose notices were refused for good at an address that they no longer have, by id.
  [[nodiscard]] virtual std::vector<core::PersonId> corrected(std::size_t limit) = 0;
  /// Who has a notice, of an ending before `day`, that no mail server has taken; by id.
  [[nodiscard]] virtual std::vector<core::PersonId> unheard(Day day, core::PersonId after,
                                                            std::size_t limit) = 0;
  /// The person's refused notices are as if never given: what is due is told anew.
  /// @return them.
  virtual std::vector<core::Notice> give_again(core::PersonId) = 0;
  /// The person's notices that still wait to be sent are not sent any more: they count as refused.
  virtual void recall(core::PersonId, Instant) = 0;
  /// When a successor was last asked for; empty if that was never, or one was found since.
  [[nodiscard]] virtual std::optional<Day> successor_asked(core::AccountId) = 0;
  /// All of which that is so, by id.
  [[nodiscard]] virtual std::vector<core::AccountId> successors_asked() = 0;
  /// @return false if it was asked for on that day or later.
  [[nodiscard]] virtual bool ask_successor(core::AccountId, Day) = 0;
  virtual void successor_found(core::AccountId) = 0;
  /// The night has put on record that nobody collected the account.
  virtual void not_collected(core::AccountId, Day) = 0;
  /// That is so no more. @return false if it was not.
  [[nodiscard]] virtual bool collected(core::AccountId) = 0;
  /// What the policy in force gives; empty before the first was adopted.
  [[nodiscard]] virtual std::optional<core::RulesOnRecord> rules() = 0;
  virtual void adopt(const core::RulesOnRecord&) = 0;
  [[nodiscard]] virtual std::optional<NightDone> last() = 0;  ///< The last finished night.
  virtual void done(const NightDone&) = 0;
};

}  // namespace metroon::app

#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Nights final : public app::Nights {
 public:
  explicit Nights(Context context) : context_{context} {}

  std::vector<app::DueAccount> due(app::Day, const app::DueAfter&, std::size_t limit) override;
  std::vector<app::DueAccount> between(core::PersonId first, core::PersonId last) override;
  void looked(std::span<const core::AccountId>, app::Day) override;
  void add_notice(core::PersonId, const core::Notice&, core::MailId) override;
  void notice_accepted(core::MailId, app::Day) override;
  std::vector<app::BouncedNotice> bounced(std::size_t limit) override;
  std::vector<core::PersonId> corrected(std::size_t limit) override;
  std::vector<core::PersonId> unheard(app::Day, core::PersonId after, std::size_t limit) override;
  std::vector<core::Notice> give_again(core::PersonId) override;
  void recall(core::PersonId, app::Instant) override;
  std::optional<app::Day> successor_asked(core::AccountId) override;
  std::vector<core::AccountId> successors_asked() override;
  bool ask_successor(core::AccountId, app::Day) override;
  void successor_found(core::AccountId) override;
  void not_collected(core::AccountId, app::Day) override;
  [[nodiscard]] bool collected(core::AccountId) override;
  std::optional<core::RulesOnRecord> rules() override;
  void adopt(const core::RulesOnRecord&) override;
  std::optional<app::NightDone> last() override;
  void done(const app::NightDone&) override;

 private:
  Context context_;
};

}  // namespace metroon::store

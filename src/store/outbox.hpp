#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Outbox final : public app::Outbox {
 public:
  explicit Outbox(Context context) : context_{context} {}

  void add(const app::Mail&) override;
  std::vector<app::QueuedMail> claim(app::Instant now, app::Instant died_before,
                                     std::size_t limit) override;
  void accepted(core::MailId, app::Instant) override;
  void try_again(core::MailId, app::Instant next_try, std::string_view error) override;
  void refused(core::MailId, app::Instant, std::string_view error) override;
  std::size_t unsent() override;
  std::vector<app::QueuedMail> recent(std::size_t limit) override;

 private:
  app::QueuedMail read(Row) const;

  Context context_;
};

}  // namespace metroon::store

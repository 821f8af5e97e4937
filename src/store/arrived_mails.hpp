#pragma once

#include "store/context.hpp"

namespace metroon::store {

class ArrivedMails final : public app::ArrivedMails {
 public:
  explicit ArrivedMails(Context context) : context_{context} {}

  std::optional<app::ArrivedMail> find(core::ArrivedMailId) override;
  std::vector<app::ArrivedMail> of_claim(core::ClaimId) override;
  std::vector<app::ArrivedMail> unfiled(std::span<const std::string> ours, std::size_t limit,
                                        std::size_t offset) override;
  std::size_t count_unfiled() override;
  bool insert(const app::ArrivedMail&, std::span<const app::Bytes> contents) override;
  bool file(const app::ArrivedMail&) override;
  std::optional<app::Bytes> contents(core::ArrivedMailId, std::size_t number) override;
  std::optional<app::MailboxPosition> position(std::string_view mailbox) override;
  void set_position(std::string_view mailbox, const app::MailboxPosition&) override;

 private:
  app::ArrivedMail read(Row) const;
  std::vector<app::ArrivedMail> with_attachments(Rows);

  Context context_;
};

}  // namespace metroon::store

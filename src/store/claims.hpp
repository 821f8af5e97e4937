#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Claims final : public app::Claims {
 public:
  explicit Claims(Context context) : context_{context} {}

  std::optional<core::Claim> find(core::ClaimId) override;
  std::optional<core::Claim> find_number(std::string_view number) override;
  std::vector<core::Claim> of_person(core::PersonId) override;
  void insert(const core::Claim&) override;
  bool update(const core::Claim&) override;
  std::vector<app::ClaimRow> queue(std::span<const core::ClaimStage> stages, std::size_t limit,
                                   std::size_t offset) override;
  std::vector<std::size_t> count_by_stage() override;
  void add_document(core::ClaimId, const core::DocumentInfo&, base::BytesView contents) override;
  std::optional<app::Bytes> contents(core::ClaimId, core::DocumentId) override;
  void add_letter(core::ClaimId, core::MailId) override;
  std::optional<core::ClaimId> of_letter(core::MailId) override;

 private:
  std::vector<core::Claim> with_documents(Rows);
  std::optional<core::Claim> only(Rows);
  Rows write(std::string_view statement, const core::Claim&);

  Context context_;
};

}  // namespace metroon::store

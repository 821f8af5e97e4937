#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Applications final : public app::Applications {
 public:
  explicit Applications(Context context) : context_{context} {}

  std::optional<core::Application> find(core::ApplicationId) override;
  std::optional<core::Application> find_number(std::string_view number) override;
  std::optional<core::Application> of_account(core::AccountId) override;
  std::vector<core::Application> waiting_of_account(core::AccountId) override;
  void insert(const core::Application&) override;
  bool update(const core::Application&) override;
  std::vector<app::QueueRow> queue(std::span<const core::Stage> stages, std::string_view text,
                                   std::size_t limit, std::size_t offset) override;
  std::vector<std::size_t> count_by_stage() override;
  std::vector<core::Application> alike(const core::Likeness&, core::ApplicationId but) override;
  std::vector<core::Application> stale(app::Instant drafts_before, app::Instant unconfirmed_before,
                                       std::size_t limit) override;
  void remove_draft(core::ApplicationId) override;

 private:
  core::Application read(Row) const;
  std::optional<core::Application> only(Rows);
  std::vector<core::Application> with_documents(Rows);
  Rows write(std::string_view statement, const core::Application&);
  void add_words(const core::Application&);

  Context context_;
};

}  // namespace metroon::store

#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Merges final : public app::Merges {
 public:
  explicit Merges(Context context) : context_{context} {}

  core::PersonId standing_for(core::PersonId) override;
  std::vector<core::PersonId> stubs_of(core::PersonId) override;
  std::optional<app::MergeRecord> find(core::MergeId) override;
  std::vector<app::MergeRecord> into(core::PersonId keep) override;
  std::vector<app::MergeRecord> list(core::MergeId before, std::size_t limit) override;
  void insert(const app::MergeRecord&) override;
  bool give_up(const app::MergeRecord&, std::int64_t version) override;
  void move(const app::MergeRecord&, std::span<const app::Day> told_anew) override;
  void move_account(const app::MergeRecord&, app::Day) override;
  void add_holds(const app::MergeRecord&, std::span<const core::Hold>) override;
  void note_choices(const app::MergeRecord&, std::span<const core::Choice>) override;
  void note_suspension(const app::MergeRecord&) override;
  bool suspension_noted(core::MergeId) override;
  bool undo(const app::MergeRecord&) override;
  Pairs pairs(core::PersonId before, std::size_t window) override;
  void tell_apart(core::PersonId, core::PersonId, std::string_view by, app::Instant) override;
  bool told_apart(core::PersonId, core::PersonId) override;
  std::vector<std::pair<core::PersonId, std::string>> broken() override;

 private:
  app::MergeRecord read(Row) const;
  /// A number that holds, notices or addresses of somebody have reached, by the statement.
  std::int64_t last(std::string_view statement, const Parameter& whose);
  void give_back_account(const app::MergeRecord&);

  Context context_;
};

}  // namespace metroon::store

#pragma once

#include "store/context.hpp"

namespace metroon::store {

class People final : public app::People {
 public:
  explicit People(Context context) : context_{context} {}

  std::optional<core::Person> find(core::PersonId) override;
  std::vector<core::Person> find_all(std::span<const core::PersonId>) override;
  void insert(std::span<const core::Person>) override;
  bool update(const core::Person&) override;
  std::vector<core::Person> alike(const core::Likeness&) override;
  std::vector<std::vector<core::Person>> alike_to_each(std::span<const core::Likeness>) override;
  std::vector<app::PersonRow> search(std::string_view text, std::size_t limit) override;
  void add_affiliations(std::span<const app::AffiliationOf>) override;
  void update_affiliation(const core::Affiliation&) override;
  void add_hold(core::PersonId, const core::Hold&) override;
  void end_hold(core::PersonId, std::string_view by, base::Day until) override;
  void add_notice(core::PersonId, const core::Notice&) override;
  std::vector<core::Dossier> dossiers(std::span<const core::PersonId>) override;
  std::vector<app::PersonRow> newcomers(const app::NewcomersSought&, std::size_t limit) override;
  std::vector<core::Dossier> dossiers_after(core::PersonId, std::size_t limit) override;

 private:
  core::Person read(Row&) const;
  void add_words(std::span<const core::Person>);

  Context context_;
};

}  // namespace metroon::store

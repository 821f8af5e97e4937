#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Erasures final : public app::Erasures {
 public:
  explicit Erasures(Context context) : context_{context} {}

  std::vector<core::PersonId> kept(std::span<const core::PersonId> ids) override;
  std::vector<std::string> erase(std::span<const core::PersonId> ids, app::Instant) override;
  std::vector<std::string> erase_applications(app::Instant before, std::size_t limit) override;
  std::size_t erase_papers(app::Instant before, std::size_t limit) override;
  std::vector<std::string> erase_mails_to_us(app::Instant before, std::size_t limit) override;
  std::vector<core::PersonId> without_account(core::PersonId after, std::size_t limit) override;
  std::vector<std::pair<core::PersonId, std::string>> remains() override;

 private:
  Context context_;
};

}  // namespace metroon::store

#pragma once

#include "store/context.hpp"

namespace metroon::store {

class SharedRequests final : public app::SharedRequests {
 public:
  explicit SharedRequests(Context context) : context_{context} {}

  void insert(const app::SharedRequest&) override;
  std::optional<app::SharedRequest> find(core::SharedRequestId) override;
  bool update(const app::SharedRequest&) override;
  std::vector<app::SharedRequest> waiting(std::size_t limit) override;
  std::vector<app::SharedRequest> by(core::PersonId) override;

 private:
  Rows write(std::string_view statement, const app::SharedRequest&);

  Context context_;
};

}  // namespace metroon::store

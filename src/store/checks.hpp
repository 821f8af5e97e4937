#pragma once

#include "store/context.hpp"

namespace metroon::store {

class Checks final : public app::Checks {
 public:
  explicit Checks(Context context) : context_{context} {}

  std::vector<std::string> breaking(app::Law, const base::Now&, std::size_t limit) override;

 private:
  Context context_;
};

}  // namespace metroon::store

// A made-up university for the demo, the browser tests and the storybook's database: people in
// every affiliation and applications at every stage, made by the very use cases that real ones go
// through.
#pragma once

#include "app/house.hpp"
#include "base/secret.hpp"

namespace metroon::main {

struct SampleLogin {
  std::string where;  ///< `/sign-in` or `/office/sign-in`
  std::string name;
  std::string password;
  std::string who;
};

/// Fills an empty store. Everything happens on days before `now`, so that some accounts are old.
/// @return the logins that open it. @throws std::logic_error if a step is refused: the policy or
/// the sample is wrong.
[[nodiscard]] std::vector<SampleLogin> make_sample_university(app::House& house,
                                                              const base::Now& now);

}  // namespace metroon::main

#include "web/password_fields.hpp"

namespace metroon::web {

std::vector<FieldView> new_password_fields(const Context& context,
                                           const std::string& wrong_password,
                                           const std::string& wrong_again) {
  const auto minimum = context.house.policy.passwords.minimum;
  return {{.name = "password",
           .label = context.text("account_password.new"),
           .input = Input::new_password,
           .hint = context.text("password.advice", {{"minimum", std::to_string(minimum)}}),
           .error = wrong_password,
           .autocomplete = "new-password",
           .minimum = minimum},
          {.name = "again",
           .label = context.text("account_password.again"),
           .input = Input::password,
           .error = wrong_again,
           .autocomplete = "new-password"}};
}

}  // namespace metroon::web

#include "store/credentials.hpp"

namespace metroon::store {
namespace {

std::string text_of(Row row) {
  return row.text();
}

}  // namespace

std::optional<std::string> Credentials::password(core::AccountId id) {
  return context_.database.exec("credential_password", {id}).map_first(text_of);
}

void Credentials::set_password(core::AccountId id, std::string_view phc, app::Instant at) {
  context_.database.post("credential_set_password", {id, phc, at});
}

std::optional<app::Instant> Credentials::password_set(core::AccountId id) {
  return context_.database.exec("credential_password_set", {id}).map_first([](Row row) {
    return row.instant();
  });
}

void Credentials::remove_password(core::AccountId id) {
  context_.database.post("credential_remove_password", {id});
}

std::optional<std::string> Credentials::staff_password(core::StaffId id) {
  return context_.database.exec("credential_staff_password", {id}).map_first(text_of);
}

void Credentials::set_staff_password(core::StaffId id, std::string_view phc, app::Instant at) {
  context_.database.post("credential_set_staff_password", {id, phc, at});
}

}  // namespace metroon::store

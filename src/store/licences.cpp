#include "store/licences.hpp"

#include "store/lists.hpp"

namespace metroon::store {
namespace {

std::string text_of(Row row) {
  return row.text();
}

}  // namespace

void Licences::add(core::ServiceIndex service, std::span<const std::string> keys) {
  context_.database.post("licence_add", {context_.service_key(service), json_list(keys)});
}

std::optional<std::string> Licences::given(core::ServiceIndex service, core::AccountId account) {
  return context_.database.exec("licence_given", {context_.service_key(service), account})
      .map_first(text_of);
}

std::optional<std::string> Licences::key_for(core::ServiceIndex service, core::AccountId account,
                                             app::Instant at) {
  if (auto known = given(service, account)) return known;
  return context_.database.exec("licence_give", {context_.service_key(service), account, at})
      .map_first(text_of);
}

}  // namespace metroon::store

#include "core/policy.hpp"

#include <algorithm>
#include <utility>

namespace metroon::core {
namespace {

/// The tables are short and the keys are asked for at the edges only: a plain walk is enough.
template <class Index, class Row>
std::optional<Index> index_of(const std::vector<Row>& rows, std::string Row::* key,
                              std::string_view wanted) {
  const auto at = std::ranges::find(rows, wanted, key);
  if (at == rows.end()) return std::nullopt;
  return static_cast<Index>(at - rows.begin());
}

}  // namespace

std::string_view to_code(Language language) {
  switch (language) {
    case Language::el:
      return "el";
    case Language::en:
      return "en";
  }
  std::unreachable();  // No default above: a new language must fail to compile here.
}

std::optional<Language> language_of(std::string_view code) {
  for (const Language language : all_languages)
    if (to_code(language) == code) return language;
  return std::nullopt;
}

bool Policy::gives(KindIndex kind, ServiceIndex service) const {
  return entitlement(kind, service).gives() ||
         std::ranges::any_of(withdrawals, [&](const Withdrawal& one) {
           return one.kind == kind && one.service == service;
         });
}

Day Policy::given_since(KindIndex kind, ServiceIndex service) const {
  for (const auto& one : granted)
    if (one.kind == kind && one.service == service) return one.since;
  return Day::min();
}

std::optional<KindIndex> Policy::kind_of(std::string_view key) const {
  return index_of<KindIndex>(affiliations, &AffiliationKind::key, key);
}

std::optional<ServiceIndex> Policy::service_of(std::string_view key) const {
  return index_of<ServiceIndex>(services, &Service::key, key);
}

std::optional<EvidenceIndex> Policy::evidence_of(std::string_view key) const {
  return index_of<EvidenceIndex>(evidence, &Evidence::key, key);
}

std::optional<RealmIndex> Policy::realm_of(std::string_view name) const {
  return index_of<RealmIndex>(realms, &Realm::name, name);
}

const Unit* Policy::unit(std::string_view key) const {
  const auto at = std::ranges::find(units, key, &Unit::key);
  return at == units.end() ? nullptr : &*at;
}

}  // namespace metroon::core

#include <boost/json.hpp>

#include "policy/show.hpp"
#include "policy/vocabulary.hpp"

namespace metroon::policy {
namespace {

namespace json = boost::json;

json::value to_json(const core::Words& words) {
  if (words.el.empty()) return nullptr;
  return {{"el", words.el}, {"en", words.en}};
}

json::array to_json(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

json::array papers(const core::Policy& policy, const std::vector<core::EvidenceIndex>& indexes) {
  json::array all;
  for (const auto index : indexes) {
    const auto& paper = policy.evidence[index];
    all.push_back({{"key", paper.key},
                   {"name", to_json(paper.name)},
                   {"hint", to_json(paper.hint)},
                   {"identity", paper.identity},
                   {"by_supervisor", paper.by_supervisor},
                   {"form", paper.form},
                   {"source", paper.source}});
  }
  return all;
}

json::object lifetime(const core::Term& term) {
  json::object row{{"rule", word_of(lifetime_rules, term.kind)}};
  if (term.kind == core::Term::Kind::from_activation) row["months"] = term.length.count();
  row["source"] = term.source;
  return row;
}

json::object realm(const core::Realm& realm) {
  return {{"name", realm.name}, {"title", to_json(realm.title)}, {"source", realm.source}};
}

// What one affiliation means for one service; both lists below show it from their own side.
json::object entitlement(const core::Service& service, const core::Entitlement& entitlement) {
  json::object row{{"open", entitlement.opens},
                   {"on", entitlement.on},
                   {"keep", word_of(keeps, entitlement.keep)}};
  if (!service.levels.empty()) row["level"] = to_json(service.levels[entitlement.level]);
  return row;
}

json::array services_of(const core::Policy& policy, core::KindIndex kind) {
  json::array all;
  for (core::ServiceIndex index = 0; index < policy.services.size(); ++index) {
    const auto& right = policy.entitlement(kind, index);
    if (!right.gives()) continue;
    auto row = entitlement(policy.services[index], right);
    row["service"] = policy.services[index].key;
    all.push_back(std::move(row));
  }
  return all;
}

json::array access_of(const core::Policy& policy, core::ServiceIndex service) {
  json::array all;
  for (core::KindIndex index = 0; index < policy.affiliations.size(); ++index) {
    const auto& right = policy.entitlement(index, service);
    if (!right.gives()) continue;
    auto row = entitlement(policy.services[service], right);
    row["affiliation"] = policy.affiliations[index].key;
    all.push_back(std::move(row));
  }
  return all;
}

json::object affiliation(const core::Policy& policy, core::KindIndex index) {
  const auto& kind = policy.affiliations[index];
  json::array renewal;
  for (const auto& alternative : kind.renewal_evidence)
    renewal.push_back(papers(policy, alternative));
  return {{"key", kind.key},
          {"name", to_json(kind.name)},
          {"hint", to_json(kind.hint)},
          {"realm", policy.realms[kind.realm].name},
          {"eduperson", to_json(kind.eduperson)},
          {"joining", word_of(joinings, kind.joining)},
          {"joining_evidence", papers(policy, kind.joining_evidence)},
          {"renewal", std::move(renewal)},
          {"lifetime", lifetime(kind.term)},
          {"needs_supervisor", kind.needs_supervisor},
          {"needs_period", kind.needs_period},
          {"supervises", kind.supervises},
          {"owns_shared", kind.owns_shared},
          {"student", kind.student},
          {"services", services_of(policy, index)},
          {"source", kind.source}};
}

json::object service(const core::Policy& policy, core::ServiceIndex index) {
  const auto& service = policy.services[index];
  json::array levels;
  for (const auto& level : service.levels) levels.push_back(to_json(level));
  json::value software = nullptr;
  if (service.software)
    software = {{"delivery", word_of(deliveries, service.software->delivery)},
                {"url", service.software->url},
                {"server", service.software->server}};
  return {{"key", service.key},
          {"name", to_json(service.name)},
          {"about", to_json(service.about)},
          {"levels", std::move(levels)},
          {"url", service.url},
          {"shared", service.shared},
          {"software", std::move(software)},
          {"access", access_of(policy, index)},
          {"source", service.source}};
}

}  // namespace

std::string show_json(const core::Policy& policy) {
  json::array realms;
  json::array affiliations;
  json::array services;
  for (const auto& row : policy.realms) realms.push_back(realm(row));
  for (core::KindIndex index = 0; index < policy.affiliations.size(); ++index)
    affiliations.push_back(affiliation(policy, index));
  for (core::ServiceIndex index = 0; index < policy.services.size(); ++index)
    services.push_back(service(policy, index));
  return json::serialize(json::object{{"realms", std::move(realms)},
                                      {"affiliations", std::move(affiliations)},
                                      {"services", std::move(services)}});
}

}  // namespace metroon::policy

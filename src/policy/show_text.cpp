#include <fmt/format.h>

#include <utility>

#include "policy/columns.hpp"
#include "policy/show.hpp"
#include "policy/vocabulary.hpp"

namespace metroon::policy {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Headings are the keys of the file: who reads the listing looks for the line to change.
std::string section(std::string_view heading, const Rows& rows) {
  return rows.size() < 2 ? std::string{} : fmt::format("\n{}\n\n{}", heading, in_columns(rows));
}

std::string yes(bool flag) {
  return flag ? "yes" : "-";
}
std::string or_dash(const std::string& text) {
  return text.empty() ? "-" : text;
}

std::string papers(const core::Policy& policy, const std::vector<core::EvidenceIndex>& indexes) {
  std::vector<std::string_view> keys;
  for (const auto index : indexes) keys.push_back(policy.evidence[index].key);
  return fmt::format("{}", fmt::join(keys, " and "));
}

std::string renewal(const core::Policy& policy, const core::AffiliationKind& kind) {
  std::vector<std::string> alternatives;
  for (const auto& alternative : kind.renewal_evidence)
    alternatives.push_back(papers(policy, alternative));
  return or_dash(fmt::format("{}", fmt::join(alternatives, ", or ")));
}

std::string lifetime(const core::Term& term) {
  if (term.kind != core::Term::Kind::from_activation)
    return std::string{word_of(lifetime_rules, term.kind)};
  return fmt::format("{} months {}", term.length.count(), word_of(lifetime_rules, term.kind));
}

std::string flags(const core::AffiliationKind& kind) {
  std::vector<std::string_view> set;
  if (kind.student) set.emplace_back("student");
  if (kind.needs_supervisor) set.emplace_back("needs_supervisor");
  if (kind.needs_period) set.emplace_back("needs_period");
  if (kind.supervises) set.emplace_back("supervises");
  if (kind.owns_shared) set.emplace_back("owns_shared");
  return or_dash(fmt::format("{}", fmt::join(set, " ")));
}

// "on" or "off" at hand-over, the level's number, and a mark for what outlives the affiliation.
std::string cell(const core::Service& service, const core::Entitlement& entitlement) {
  if (!entitlement.gives()) return "-";
  std::string text = entitlement.on ? "on" : "off";
  if (!service.levels.empty()) text += fmt::format(" {}", entitlement.level + 1);
  if (!entitlement.opens) text = "after " + text;
  switch (entitlement.keep) {
    case core::Keep::never:
      return text;
    case core::Keep::after_any_end:
      return text + " *";
    case core::Keep::after_graduation:
      return text + " °";
  }
  std::unreachable();  // No default above: a new way to keep must fail to compile here.
}

Rows realms(const core::Policy& policy, core::Language language) {
  Rows rows{{"name", "title", "source"}};
  for (const auto& realm : policy.realms)
    rows.push_back({realm.name, realm.title.in(language), realm.source});
  return rows;
}

Rows affiliations(const core::Policy& policy, core::Language language) {
  Rows rows{{"key", "realm", "joining", "lifetime", "source", "name"}};
  for (const auto& kind : policy.affiliations)
    rows.push_back({kind.key, policy.realms[kind.realm].name,
                    std::string{word_of(joinings, kind.joining)}, lifetime(kind.term),
                    fmt::format("{}; lifetime {}", kind.source, kind.term.source),
                    kind.name.in(language)});
  return rows;
}

Rows requirements(const core::Policy& policy) {
  Rows rows{{"key", "joining_evidence", "renewal", "eduperson", "also"}};
  for (const auto& kind : policy.affiliations)
    rows.push_back({kind.key, or_dash(papers(policy, kind.joining_evidence)), renewal(policy, kind),
                    fmt::format("{}", fmt::join(kind.eduperson, " ")), flags(kind)});
  return rows;
}

Rows evidence(const core::Policy& policy, core::Language language) {
  Rows rows{{"key", "identity", "form", "source", "name"}};
  for (const auto& paper : policy.evidence)
    rows.push_back(
        {paper.key, yes(paper.identity), yes(paper.form), paper.source, paper.name.in(language)});
  return rows;
}

std::string levels(const core::Service& service, core::Language language) {
  std::vector<std::string> all;
  for (const auto& level : service.levels)
    all.push_back(fmt::format("{} {}", all.size() + 1, level.in(language)));
  return or_dash(fmt::format("{}", fmt::join(all, ", ")));
}

Rows services(const core::Policy& policy, core::Language language) {
  Rows rows{{"key", "shared", "levels", "software", "source", "name", "url"}};
  for (const auto& service : policy.services)
    rows.push_back(
        {service.key, yes(service.shared), levels(service, language),
         service.software ? std::string{word_of(deliveries, service.software->delivery)} : "-",
         service.source, service.name.in(language), service.url});
  return rows;
}

Rows access(const core::Policy& policy) {
  Rows rows{{"affiliation"}};
  for (const auto& service : policy.services) rows.front().push_back(service.key);
  for (core::KindIndex kind = 0; kind < policy.affiliations.size(); ++kind) {
    auto& row = rows.emplace_back();
    row.push_back(policy.affiliations[kind].key);
    for (core::ServiceIndex index = 0; index < policy.services.size(); ++index)
      row.push_back(cell(policy.services[index], policy.entitlement(kind, index)));
  }
  return rows;
}

Rows limits(const core::Policy& policy) {
  const auto& passwords = policy.passwords;
  const auto& usernames = policy.usernames;
  Rows rows{
      {"rule", "value", "source"},
      {"notices.days_before", fmt::format("{}", fmt::join(policy.notices.days_before, " ")),
       policy.notices.source},
      {"notices.minimum_days", std::to_string(policy.notices.minimum_days), policy.notices.source},
      {"claims.ahead_days", std::to_string(policy.claims.ahead_days), policy.claims.source},
      {"claims.hold_days", std::to_string(policy.claims.hold_days), policy.claims.source},
      {"claims.days_after_decision", std::to_string(policy.claims.days_after_decision),
       policy.claims.source},
      {"passwords", fmt::format("{} to {}", passwords.minimum, passwords.maximum),
       passwords.source},
      {"usernames",
       fmt::format("{} ({} to {})", fmt::join(usernames.patterns, " "), usernames.minimum,
                   usernames.maximum),
       usernames.source}};
  if (const auto& kept = policy.retention)
    for (const auto& [rule, figure] : {std::pair{"retention.person_years", kept->person_years},
                                       {"retention.application_days", kept->application_days},
                                       {"retention.document_days", kept->document_days}})
      rows.push_back({rule, std::to_string(figure), kept->source});
  if (const auto& collection = policy.collection) {
    rows.push_back({"collection.reminders",
                    fmt::format("{}", fmt::join(collection->reminders, " ")), collection->source});
    rows.push_back(
        {"collection.close_after", std::to_string(collection->close_after), collection->source});
  }
  return rows;
}

}  // namespace

std::string show_text(const core::Policy& policy, core::Language language) {
  return fmt::format("{} - {}\nSHA-256 {}\n", policy.institution.name.in(language),
                     policy.institution.account_name.in(language), policy.hash) +
         section("[[realm]]", realms(policy, language)) +
         section("[[affiliation]]", affiliations(policy, language)) +
         section("[[affiliation]], what they need", requirements(policy)) +
         section("[[evidence]]", evidence(policy, language)) +
         section("[[service]]", services(policy, language)) +
         section(
             "access (on or off at hand-over, number of the level; * kept after any end, "
             "° kept after graduation)",
             access(policy)) +
         section("limits", limits(policy));
}

}  // namespace metroon::policy

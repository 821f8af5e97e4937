// Realms, papers, affiliations and their groups.
#include <fmt/format.h>

#include <algorithm>

#include "policy/draft.hpp"
#include "policy/shapes.hpp"

namespace metroon::policy {
namespace {

// The indexes are one octet wide.
constexpr std::size_t most_rows = 200;
constexpr Range lifetime_months{1, 600};

std::vector<core::EvidenceIndex> resolve(TableReader& row, Draft& draft,
                                         const std::vector<Text>& keys) {
  std::vector<core::EvidenceIndex> papers;
  for (const auto& key : keys)
    if (const auto place = draft.evidence.find(row, key))
      papers.push_back(static_cast<core::EvidenceIndex>(*place));
  return papers;
}

// A number of months belongs to "from activation" and to nothing else.
void read_months(TableReader& row, core::Term& term, std::optional<core::Term::Kind> rule) {
  const bool counted = rule == core::Term::Kind::from_activation;
  const auto months =
      row.number("months", {INT64_MIN, INT64_MAX}, counted ? Need::required : Need::optional);
  if (!rule || !months) return;
  const bool possible = *months >= lifetime_months.least && *months <= lifetime_months.most;
  if (counted && possible) {
    term.length = std::chrono::months{*months};
    return;
  }
  row.report(
      PolicyProblem::impossible_lifetime, row.position("months"),
      fmt::format("months = {}", *months),
      counted ? fmt::format("a number from {} to {}", lifetime_months.least, lifetime_months.most)
              : fmt::format("no months with \"{}\"; they count \"from activation\" only",
                            word_of(lifetime_rules, *rule)));
}

core::Term read_lifetime(TableReader& affiliation) {
  core::Term term;
  auto row = affiliation.table("lifetime");
  if (!row) return term;
  const auto rule =
      row->choice("rule", lifetime_rules, Need::required, PolicyProblem::impossible_lifetime);
  if (rule) term.kind = *rule;
  read_months(*row, term, rule);
  term.source = read_source(*row);
  row->done();
  return term;
}

std::vector<std::string> read_eduperson(TableReader& row) {
  std::vector<std::string> values;
  const std::vector<std::string> known{eduperson_affiliations.begin(),
                                       eduperson_affiliations.end()};
  for (const auto& typed : row.texts("eduperson", Filling::any)) {
    if (std::ranges::find(known, typed.value) == known.end())
      row.report(PolicyProblem::wrong_value, typed.at,
                 fmt::format("{} in \"eduperson\"", quoted(typed.value)),
                 "one of: " + joined(known), nearest(typed.value, known));
    values.push_back(typed.value);
  }
  return values;
}

core::AffiliationKind read_affiliation(TableReader& row, Draft& draft) {
  core::AffiliationKind kind;
  kind.key = read_key(row, "[[affiliation]]", draft.affiliations).value;
  kind.name = row.words("name");
  kind.hint = row.words("hint", Need::optional);
  if (const auto place = draft.realms.find(row, row.text("realm")))
    kind.realm = static_cast<core::RealmIndex>(*place);
  kind.eduperson = read_eduperson(row);
  kind.student = row.flag("student", Need::optional).value_or(false);
  kind.joining = row.choice("joining", joinings).value_or(core::Joining::application);
  kind.joining_evidence = resolve(row, draft, row.texts("joining_evidence", Filling::any));
  for (const auto& alternative : row.lists("renewal"))
    kind.renewal_evidence.push_back(resolve(row, draft, alternative));
  kind.term = read_lifetime(row);
  kind.needs_supervisor = row.flag("needs_supervisor", Need::optional).value_or(false);
  kind.needs_period = row.flag("needs_period", Need::optional).value_or(false);
  kind.supervises = row.flag("supervises", Need::optional).value_or(false);
  kind.owns_shared = row.flag("owns_shared", Need::optional).value_or(false);
  kind.source = read_source(row);
  row.done();
  return kind;
}

core::Realm read_realm(TableReader& row, Draft& draft) {
  const Text name =
      row.text("name", Need::required, {is_realm_name, "a domain name in lower case: example.edu"});
  if (!name.value.empty()) row.name_it(fmt::format("[[realm]] {}", quoted(name.value)));
  draft.realms.enter(row, name);
  core::Realm realm{.name = name.value, .title = row.words("title"), .source = read_source(row)};
  row.done();
  return realm;
}

core::Evidence read_paper(TableReader& row, Draft& draft) {
  core::Evidence paper;
  paper.key = read_key(row, "[[evidence]]", draft.evidence).value;
  paper.name = row.words("name");
  paper.hint = row.words("hint", Need::optional);
  paper.identity = row.flag("identity", Need::optional).value_or(false);
  paper.by_supervisor = row.flag("by_supervisor", Need::optional).value_or(false);
  paper.form = row.flag("form", Need::optional).value_or(false);
  paper.source = read_source(row);
  row.done();
  return paper;
}

}  // namespace

void read_realms(TableReader& file, Draft& draft) {
  auto rows = file.rows("realm");
  refuse_more_than(most_rows, "realms", rows);
  for (auto& row : rows) draft.policy.realms.push_back(read_realm(row, draft));
}

void read_evidence(TableReader& file, Draft& draft) {
  auto rows = file.rows("evidence", Need::optional);
  refuse_more_than(most_rows, "papers", rows);
  for (auto& row : rows) draft.policy.evidence.push_back(read_paper(row, draft));
}

void read_affiliations(TableReader& file, Draft& draft) {
  auto rows = file.rows("affiliation");
  refuse_more_than(most_rows, "affiliations", rows);
  for (auto& row : rows) draft.policy.affiliations.push_back(read_affiliation(row, draft));
}

void read_groups(TableReader& file, Draft& draft) {
  auto groups = file.table("groups", Need::optional);
  if (!groups) return;
  for (const auto& name : groups->keys()) {
    if (!is_key(name.value)) {
      groups->report(PolicyProblem::wrong_value, name.at,
                     fmt::format("group {}", quoted(name.value)),
                     "lower-case Latin words joined by hyphens");
      draft.groups.is_incomplete();
      return;
    }
    draft.groups.enter(*groups, name);
    auto& members = draft.members.emplace_back();
    if (draft.affiliations.place_of(name.value))
      groups->report(PolicyProblem::duplicate, name.at, fmt::format("group {}", quoted(name.value)),
                     "a name that no affiliation has");
    for (const auto& key : groups->texts(name.value, Filling::some))
      if (const auto place = draft.affiliations.find(*groups, key))
        members.push_back(static_cast<core::KindIndex>(*place));
  }
}

}  // namespace metroon::policy

#include "feed/read_fact.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "feed/vocabulary.hpp"

namespace metroon::feed {
namespace {

using policy::Filling;
using policy::Need;
using policy::PolicyProblem;
using policy::TableReader;
using policy::Text;

// Reads the words that may stand on the right side of a value map.
class Meanings {
 public:
  Meanings(Fact fact, const core::Policy& policy, std::span<const core::KindIndex> kinds)
      : fact_{fact}, policy_{policy}, kinds_{kinds} {}

  std::optional<Meaning> of(TableReader& table, std::string_view key, const Text& typed) const {
    if (typed.value.empty()) return {};
    if (fact_ == Fact::kind) return kind(table, typed);
    if (fact_ == Fact::unit) return unit(table, typed);
    if (fact_ == Fact::ending) return as_choice(table.meaning(key, typed, ending_words));
    if (fact_ == Fact::document) return as_choice(table.meaning(key, typed, document_words));
    return as_choice(table.meaning(key, typed, yes_words));
  }

  // The file's own words are those of the policy: no map is needed.
  [[nodiscard]] std::map<std::string, Meaning, std::less<>> own() const {
    std::map<std::string, Meaning, std::less<>> all;
    if (fact_ == Fact::kind)
      for (const auto kind : kinds_) all[policy_.affiliations[kind].key] = {kind, {}};
    if (fact_ == Fact::unit)
      for (const auto& unit : policy_.units) all[unit.key] = {0, unit.key};
    if (fact_ == Fact::ending) add(all, ending_words);
    if (fact_ == Fact::document) add(all, document_words);
    if (fact_ == Fact::head_of_unit) add(all, yes_words);
    return all;
  }

 private:
  template <class Choice>
  static std::optional<Meaning> as_choice(std::optional<Choice> choice) {
    if (!choice) return {};
    return Meaning{static_cast<std::uint8_t>(*choice), {}};
  }
  template <class Words>
  static void add(std::map<std::string, Meaning, std::less<>>& all, const Words& words) {
    for (const auto& [word, choice] : words)
      all[std::string{word}] = {static_cast<std::uint8_t>(choice), {}};
  }

  std::optional<Meaning> kind(TableReader& table, const Text& typed) const {
    const auto kind = policy_.kind_of(typed.value);
    if (kind && std::ranges::find(kinds_, *kind) != kinds_.end()) return Meaning{*kind, {}};
    std::vector<std::string> known;
    for (const auto one : kinds_) known.push_back(policy_.affiliations[one].key);
    refuse(table, typed, "affiliation", "one of \"kinds\" above: ", known);
    return {};
  }

  std::optional<Meaning> unit(TableReader& table, const Text& typed) const {
    if (policy_.unit(typed.value) != nullptr) return Meaning{0, typed.value};
    std::vector<std::string> known;
    for (const auto& one : policy_.units) known.push_back(one.key);
    refuse(table, typed, "unit", "one of the policy's units: ", known);
    return {};
  }

  static void refuse(TableReader& table, const Text& typed, std::string_view what,
                     std::string_view expected, const std::vector<std::string>& known) {
    table.report(PolicyProblem::unknown_reference, typed.at,
                 fmt::format("unknown {} {}", what, policy::quoted(typed.value)),
                 std::string{expected} + policy::joined(known),
                 policy::nearest(typed.value, known));
  }

  Fact fact_;
  const core::Policy& policy_;
  std::span<const core::KindIndex> kinds_;
};

// Words are compared as a field is read: composed, without spaces too many.
std::string as_read(std::string_view word) {
  return base::nfc(base::squeeze(word));
}

void read_values(TableReader& row, const Meanings& meanings, FactRule& rule) {
  auto table = row.table("values", Need::optional);
  if (!table) {
    if (!rule.constant) rule.values = meanings.own();
    return;
  }
  for (const auto& word : table->keys())
    if (const auto meaning = meanings.of(*table, word.value, table->text(word.value)))
      rule.values[as_read(word.value)] = *meaning;
  table->done();
}

void read_constant(TableReader& row, Fact fact, const Meanings& meanings, FactRule& rule) {
  rule.column = row.text("column", Need::optional).value;
  if (is_choice(fact))
    rule.constant = meanings.of(row, "constant", row.text("constant", Need::optional));
  if (row.has("column") != row.has("constant") || (row.has("constant") && !is_choice(fact))) return;
  row.report(PolicyProblem::missing_key, row.position("constant"),
             row.has("column") ? "a column and a constant" : "neither a column nor a constant",
             is_choice(fact) ? R"(column = "…" or constant = "…")" : R"(column = "…")");
}

void read_width(TableReader& row, FactRule& rule) {
  const auto width = row.number("width", {1, 40}, Need::optional);
  rule.width = static_cast<std::size_t>(width.value_or(0));
  rule.pad = row.flag("pad", Need::optional).value_or(false);
  if (rule.pad && !row.has("width"))
    row.report(PolicyProblem::missing_key, row.position("pad"), "pad without width",
               "width = …: how many digits the number has");
}

}  // namespace

std::optional<FactRule> read_fact(TableReader& facts, std::string_view word, Fact fact,
                                  const core::Policy& policy,
                                  std::span<const core::KindIndex> kinds) {
  auto row = facts.table(word, is_required(fact) ? Need::required : Need::optional);
  if (!row) return {};
  const Meanings meanings{fact, policy, kinds};
  FactRule rule;
  read_constant(*row, fact, meanings, rule);
  if (is_choice(fact))
    read_values(*row, meanings, rule);
  else if (!is_date(fact))
    read_width(*row, rule);
  if (fact == Fact::ends) rule.last_day = row->flag("last_day", Need::optional).value_or(false);
  if (!is_required(fact)) {
    for (const auto& one : row->texts("nothing", Filling::some, {}, Need::optional))
      rule.nothing.push_back(as_read(one.value));
    rule.leave_out_wrong = row->flag("leave_out_wrong", Need::optional).value_or(false);
  }
  row->done();
  return rule;
}

}  // namespace metroon::feed

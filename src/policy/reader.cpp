#include "policy/reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace metroon::policy {
namespace {

constexpr std::string_view words_shape = R"({el = "…", en = "…"})";

toml::source_position start(const toml::node& node) {
  return node.source().begin;
}

std::string describe(const toml::node& node) {
  if (const auto* text = node.as_string()) return fmt::format("the text {}", quoted(text->get()));
  if (const auto* number = node.as_integer()) return fmt::format("the number {}", number->get());
  if (const auto* number = node.as_floating_point())
    return fmt::format("the number {}", number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (node.is_table()) return "a table";
  if (node.is_array()) return "a list";
  return "a date or time";
}

bool is_one_line(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7F;
  });
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(' ') == text.npos;
}

bool has_ragged_ends(std::string_view text) {
  return text.front() == ' ' || text.back() == ' ';
}

// Levenshtein's distance, one row at a time.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest(std::string_view typed, const std::vector<std::string>& candidates) {
  // Longer than any word of ours: not a slip, and not worth a quadratic comparison.
  if (typed.size() > 80) return {};
  std::string best;
  std::size_t least = std::max<std::size_t>(2, typed.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    const std::size_t apart = distance(typed, candidate);
    if (apart < least && apart < candidate.size()) {
      least = apart;
      best = candidate;
    }
  }
  return best;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

// What stands in the file may hold anything; the error stays one line of bounded length.
std::string quoted(std::string_view text) {
  std::string shown{text.substr(0, 80)};
  while (!shown.empty() && shown.size() < text.size() &&
         (static_cast<unsigned char>(text[shown.size()]) & 0xC0) == 0x80)
    shown.pop_back();
  std::ranges::replace_if(
      shown, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return fmt::format("\"{}{}\"", shown, shown.size() < text.size() ? "…" : "");
}

void Findings::add(PolicyProblem problem, toml::source_position at, std::string where,
                   std::string found, std::string expected, std::string nearest_word) {
  errors_.push_back({.file = file_,
                     .line = at.line,
                     .column = at.column,
                     .problem = problem,
                     .found = std::move(found),
                     .where = std::move(where),
                     .expected = std::move(expected),
                     .nearest = std::move(nearest_word)});
}

std::optional<PolicyError> Findings::first() const {
  const auto may_be_misspelt = [&](const PolicyError& missing) {
    return missing.problem == PolicyProblem::missing_key &&
           std::ranges::any_of(errors_, [&](const PolicyError& other) {
             return other.problem == PolicyProblem::unknown_key && other.where == missing.where;
           });
  };
  const PolicyError* earliest = nullptr;
  for (const auto& error : errors_)
    if ((earliest == nullptr ||
         std::tie(error.line, error.column) < std::tie(earliest->line, earliest->column)) &&
        !may_be_misspelt(error))
      earliest = &error;
  return earliest == nullptr ? std::nullopt : std::optional{*earliest};
}

TableReader::TableReader(const toml::table& table, std::string where, Findings& findings)
    : table_{&table}, where_{std::move(where)}, findings_{&findings} {}

toml::source_position TableReader::position(std::string_view key) const {
  const auto* node = table_->get(key);
  return start(node == nullptr ? *table_ : *node);
}

std::vector<Text> TableReader::keys() const {
  std::vector<Text> all;
  for (const auto& [key, value] : *table_)
    all.push_back({std::string{key.str()}, key.source().begin});
  return all;
}

void TableReader::report(PolicyProblem problem, toml::source_position at, std::string found,
                         std::string expected, std::string nearest_word) {
  findings_->add(problem, at, where_, std::move(found), std::move(expected),
                 std::move(nearest_word));
}

const toml::node* TableReader::find(std::string_view key, Need need) {
  if (std::ranges::find(asked_, key) == asked_.end()) asked_.emplace_back(key);
  const auto* node = table_->get(key);
  if (node == nullptr && need == Need::required) missing_.emplace_back(key);
  return node;
}

void TableReader::wrong_type(const toml::node& node, std::string_view key,
                             std::string_view expected) {
  report(PolicyProblem::wrong_type, start(node), fmt::format("{} = {}", key, describe(node)),
         std::string{expected});
}

std::optional<Text> TableReader::text_of(const toml::node& node, std::string_view key,
                                         Expectation rule) {
  const auto* text = node.as_string();
  if (text == nullptr) {
    wrong_type(node, key, "a text in quotes");
    return std::nullopt;
  }
  const auto refuse = [&](std::string_view expected) {
    report(PolicyProblem::wrong_value, start(node),
           fmt::format("{} = {}", key, quoted(text->get())), std::string{expected});
    return std::nullopt;
  };
  if (is_blank(text->get())) return refuse("a text that is not empty");
  if (!is_one_line(text->get())) return refuse("one line without control characters");
  if (has_ragged_ends(text->get())) return refuse("no spaces at either end");
  if (rule.holds != nullptr && !rule.holds(text->get())) return refuse(rule.expected);
  return Text{text->get(), start(node)};
}

Text TableReader::text(std::string_view key, Need need, Expectation rule) {
  const auto* node = find(key, need);
  if (node == nullptr) return {};
  return text_of(*node, key, rule).value_or(Text{});
}

std::string TableReader::translation(const toml::table& table, std::string_view key,
                                     std::string_view language) {
  const auto* node = table.get(language);
  const auto* text = node == nullptr ? nullptr : node->as_string();
  if (node != nullptr && text == nullptr) {
    wrong_type(*node, fmt::format("{}.{}", key, language), "a text in quotes");
    return {};
  }
  if (text != nullptr && !is_blank(text->get()))
    return text_of(*node, fmt::format("{}.{}", key, language), {}).value_or(Text{}).value;
  report(PolicyProblem::missing_translation, start(node == nullptr ? table : *node),
         fmt::format("missing translation \"{}\" of \"{}\"", language, key),
         std::string{words_shape} + ", both not empty");
  return {};
}

core::Words TableReader::words(std::string_view key, Need need) {
  const auto* node = find(key, need);
  if (node == nullptr) return {};
  const auto* table = node->as_table();
  if (table == nullptr) {
    wrong_type(*node, key, words_shape);
    return {};
  }
  for (const auto& [language, value] : *table) {
    if (core::language_of(language.str())) continue;
    report(PolicyProblem::unknown_key, language.source().begin,
           fmt::format("unknown language {} of \"{}\"", quoted(language.str()), key),
           std::string{words_shape}, nearest(language.str(), {"el", "en"}));
    return {};
  }
  return {translation(*table, key, "el"), translation(*table, key, "en")};
}

std::optional<bool> TableReader::flag(std::string_view key, Need need) {
  const auto* node = find(key, need);
  if (node == nullptr) return std::nullopt;
  if (const auto* flag = node->as_boolean()) return flag->get();
  wrong_type(*node, key, "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> TableReader::number(std::string_view key, Range range, Need need) {
  const auto* node = find(key, need);
  if (node == nullptr) return std::nullopt;
  const auto* number = node->as_integer();
  if (number == nullptr) {
    wrong_type(*node, key, "a whole number");
    return std::nullopt;
  }
  if (number->get() >= range.least && number->get() <= range.most) return number->get();
  report(PolicyProblem::wrong_value, start(*node), fmt::format("{} = {}", key, number->get()),
         fmt::format("a number from {} to {}", range.least, range.most));
  return std::nullopt;
}

std::vector<Text> TableReader::texts_of(const toml::node& node, std::string_view key,
                                        Filling filling, Expectation rule) {
  std::vector<Text> all;
  const auto* list = node.as_array();
  if (list == nullptr) {
    wrong_type(node, key, R"(a list of texts: ["…", "…"])");
    return all;
  }
  if (list->empty() && filling == Filling::some) empty_list(node, key);
  for (const auto& item : *list) {
    auto text = text_of(item, key, rule);
    if (!text) continue;
    if (std::ranges::find(all, text->value, &Text::value) != all.end())
      report(PolicyProblem::duplicate, text->at,
             fmt::format("{} a second time in \"{}\"", quoted(text->value), key), "each once");
    all.push_back(std::move(*text));
  }
  return all;
}

void TableReader::empty_list(const toml::node& node, std::string_view key) {
  report(PolicyProblem::wrong_value, start(node), fmt::format("nothing in \"{}\"", key),
         "at least one");
}

std::vector<Text> TableReader::texts(std::string_view key, Filling filling, Expectation rule,
                                     Need need) {
  const auto* node = find(key, need);
  if (node == nullptr) return {};
  return texts_of(*node, key, filling, rule);
}

std::vector<std::vector<Text>> TableReader::lists(std::string_view key) {
  const auto* node = find(key, Need::required);
  if (node == nullptr) return {};
  const auto* list = node->as_array();
  if (list == nullptr) {
    wrong_type(*node, key, R"(a list of lists: [["…", "…"], ["…"]])");
    return {};
  }
  std::vector<std::vector<Text>> all;
  for (const auto& item : *list) all.push_back(texts_of(item, key, Filling::some, {}));
  return all;
}

std::optional<std::vector<std::int64_t>> TableReader::numbers(std::string_view key, Range range) {
  const auto* node = find(key, Need::required);
  if (node == nullptr) return std::nullopt;
  const auto* list = node->as_array();
  if (list == nullptr || !std::ranges::all_of(*list, &toml::node::is_integer)) {
    wrong_type(*node, key, "a list of whole numbers: [2, 1]");
    return std::nullopt;
  }
  if (list->empty()) empty_list(*node, key);
  std::vector<std::int64_t> all;
  for (const auto& item : *list) {
    const auto number = item.as_integer()->get();
    if (number >= range.least && number <= range.most)
      all.push_back(number);
    else
      report(PolicyProblem::wrong_value, start(item), fmt::format("{} in \"{}\"", number, key),
             fmt::format("numbers from {} to {}", range.least, range.most));
  }
  if (all.empty() || all.size() < list->size()) return std::nullopt;
  return all;
}

std::optional<TableReader> TableReader::table(std::string_view key, Need need) {
  const auto* node = find(key, need);
  if (node == nullptr) return std::nullopt;
  const bool at_top = where_.empty();
  const auto* table = node->as_table();
  if (table == nullptr) {
    wrong_type(*node, key, at_top ? fmt::format("a table [{}]", key) : "a table {…}");
    return std::nullopt;
  }
  return TableReader{*table, at_top ? fmt::format("[{}]", key) : fmt::format("{}, {}", where_, key),
                     *findings_};
}

std::vector<TableReader> TableReader::rows(std::string_view key, Need need) {
  const auto* node = find(key, need);
  if (node == nullptr) return {};
  const bool at_top = where_.empty();
  const auto* list = node->as_array();
  if (list == nullptr || !std::ranges::all_of(*list, &toml::node::is_table)) {
    wrong_type(*node, key,
               at_top ? fmt::format("rows that begin with [[{}]]", key) : "rows: [{…}, {…}]");
    return {};
  }
  std::vector<TableReader> all;
  for (const auto& item : *list)
    all.emplace_back(*item.as_table(),
                     at_top ? fmt::format("[[{}]] number {}", key, all.size() + 1)
                            : fmt::format("{}, {} row {}", where_, key, all.size() + 1),
                     *findings_);
  return all;
}

void TableReader::unknown_word(std::string_view key, const Text& typed,
                               const std::vector<std::string>& all, PolicyProblem problem) {
  report(problem, typed.at, fmt::format("{} = {}", key, quoted(typed.value)),
         "one of: " + joined(all), nearest(typed.value, all));
}

bool TableReader::done() {
  bool unknown = false;
  for (const auto& [key, value] : *table_) {
    if (std::ranges::find(asked_, key.str()) != asked_.end()) continue;
    unknown = true;
    std::string meant = nearest(key.str(), missing_);
    if (meant.empty()) meant = nearest(key.str(), asked_);
    report(PolicyProblem::unknown_key, key.source().begin,
           fmt::format("unknown key {}", quoted(key.str())), "one of: " + joined(asked_),
           std::move(meant));
  }
  if (unknown || missing_.empty()) return !unknown;
  std::string expected;
  for (const auto& key : missing_)
    expected += fmt::format("{}{} = …", expected.empty() ? "" : ", ", key);
  report(PolicyProblem::missing_key, start(*table_),
         fmt::format("missing key \"{}\"", missing_.front()), std::move(expected));
  return true;
}

}  // namespace metroon::policy

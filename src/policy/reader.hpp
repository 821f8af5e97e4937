// Reads TOML tables strictly: every key is asked for by name, and what nobody asked for is an
// error. Nothing here knows the policy.
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy_error.hpp"
#include "policy/vocabulary.hpp"

namespace metroon::policy {

/// Everything that is wrong; the first in the file's order is the one to tell. What is missing from
/// a table with an unknown key is not told: it may be there, misspelt.
class Findings {
 public:
  explicit Findings(std::string_view file) : file_{file} {}

  void add(PolicyProblem problem, toml::source_position at, std::string where, std::string found,
           std::string expected, std::string nearest = {});
  [[nodiscard]] std::optional<PolicyError> first() const;

 private:
  std::string file_;
  std::vector<PolicyError> errors_;
};

/// A value and where it stands.
struct Text {
  std::string value;
  toml::source_position at{};
};

/// Whether a value will do; if not, what was expected instead.
using TextRule = bool (*)(std::string_view);
struct Expectation {
  TextRule holds{nullptr};
  std::string_view expected;
};

enum class Need : std::uint8_t { required, optional };
/// Whether a list may be empty.
enum class Filling : std::uint8_t { any, some };

struct Range {
  std::int64_t least{0};
  std::int64_t most{0};
};

/// One table of the file. Each reader of a key reports what is wrong with it and returns something
/// harmless, so that reading goes on; call done() last.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string where, Findings& findings);

  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
  [[nodiscard]] toml::source_position position(std::string_view key) const;
  /// Every key of a table whose keys the writer chooses.
  [[nodiscard]] std::vector<Text> keys() const;
  void name_it(std::string where) { where_ = std::move(where); }

  Text text(std::string_view key, Need need = Need::required, Expectation rule = {});
  core::Words words(std::string_view key, Need need = Need::required);
  std::optional<bool> flag(std::string_view key, Need need);
  std::optional<std::int64_t> number(std::string_view key, Range range, Need need = Need::required);
  std::vector<Text> texts(std::string_view key, Filling filling, Expectation rule = {},
                          Need need = Need::required);
  /// At least one; empty if any of them will not do.
  std::optional<std::vector<std::int64_t>> numbers(std::string_view key, Range range);
  std::optional<TableReader> table(std::string_view key, Need need = Need::required);
  /// Rows of `key = [{…}, …]` or of `[[key]]`.
  std::vector<TableReader> rows(std::string_view key, Need need = Need::required);
  /// A list of lists of texts, no inner one empty.
  std::vector<std::vector<Text>> lists(std::string_view key);

  template <class Choice, std::size_t count>
  std::optional<Choice> choice(std::string_view key, const Vocabulary<Choice, count>& vocabulary,
                               Need need = Need::required,
                               PolicyProblem problem = PolicyProblem::wrong_value) {
    const Text typed = text(key, need);
    if (typed.value.empty()) return std::nullopt;
    return meaning(key, typed, vocabulary, problem);
  }
  template <class Choice, std::size_t count>
  std::optional<Choice> meaning(std::string_view key, const Text& typed,
                                const Vocabulary<Choice, count>& vocabulary,
                                PolicyProblem problem = PolicyProblem::wrong_value) {
    std::vector<std::string> all;
    for (const auto& [word, choice] : vocabulary) {
      if (word == typed.value) return choice;
      all.emplace_back(word);
    }
    unknown_word(key, typed, all, problem);
    return std::nullopt;
  }

  void report(PolicyProblem problem, toml::source_position at, std::string found,
              std::string expected, std::string nearest = {});
  /// Reports the keys that nobody asked for; only without such, the keys that are missing: a
  /// misspelt key is both, and the spelling is what the writer has to see.
  /// @return whether every key is known.
  bool done();

 private:
  const toml::node* find(std::string_view key, Need need);
  void wrong_type(const toml::node& node, std::string_view key, std::string_view expected);
  std::optional<Text> text_of(const toml::node& node, std::string_view key, Expectation rule);
  std::vector<Text> texts_of(const toml::node& node, std::string_view key, Filling filling,
                             Expectation rule);
  void empty_list(const toml::node& node, std::string_view key);
  std::string translation(const toml::table& table, std::string_view key,
                          std::string_view language);
  void unknown_word(std::string_view key, const Text& typed, const std::vector<std::string>& all,
                    PolicyProblem problem);

  const toml::table* table_;
  std::string where_;
  Findings* findings_;
  std::vector<std::string> asked_;
  std::vector<std::string> missing_;
};

/// The candidate that `typed` probably stands for; empty if none is near.
[[nodiscard]] std::string nearest(std::string_view typed,
                                  const std::vector<std::string>& candidates);
[[nodiscard]] std::string joined(const std::vector<std::string>& words);
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace metroon::policy

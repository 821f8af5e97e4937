#include "core/username.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "core/names.hpp"

namespace metroon::core {
namespace {

bool is_letter(char one) {
  return one >= 'a' && one <= 'z';
}

bool is_separator(char one) {
  return one == '.' || one == '-';
}

bool has_shape(std::string_view username) {
  if (!is_letter(username.front()) || is_separator(username.back())) return false;
  for (std::size_t at = 0; at < username.size(); ++at) {
    const char one = username[at];
    if (is_separator(one) && is_separator(username[at - 1])) return false;
    if (!is_letter(one) && !is_separator(one) && (one < '0' || one > '9')) return false;
  }
  return true;
}

// What `{first}`, `{last:3}` … stand for; empty for anything else, which the loader has refused.
std::string part(std::string_view placeholder, const std::string& first, const std::string& last) {
  const auto colon = placeholder.find(':');
  const auto name = placeholder.substr(0, colon);
  std::string whole = name == "first" ? first : name == "last" ? last : std::string{};
  if (colon == std::string_view::npos) return whole;
  std::size_t letters = 0;
  for (const char digit : placeholder.substr(colon + 1))
    if (digit >= '0' && digit <= '9')
      letters = letters * 10 + static_cast<std::size_t>(digit - '0');
  return whole.substr(0, letters);
}

std::string fill_in(std::string_view pattern, const std::string& first, const std::string& last) {
  std::string filled;
  while (!pattern.empty()) {
    const auto open = std::min(pattern.find('{'), pattern.size());
    filled += pattern.substr(0, open);
    pattern.remove_prefix(open);
    if (pattern.empty()) break;
    const auto close = std::min(pattern.find('}'), pattern.size() - 1);
    filled += part(pattern.substr(1, close - 1), first, last);
    pattern.remove_prefix(close + 1);
  }
  return filled;
}

// The longest beginning of `username` that leaves room for `tail` and ends in a letter or digit.
std::string with_tail(std::string_view username, const std::string& tail, std::size_t maximum) {
  auto room = maximum > tail.size() ? maximum - tail.size() : 0;
  auto kept = username.substr(0, room);
  while (!kept.empty() && is_separator(kept.back())) kept.remove_suffix(1);
  while (!kept.empty() && !is_letter(kept.front())) kept.remove_prefix(1);
  return std::string{kept} + tail;
}

std::string latin_part(const std::string& latin, const std::string& name) {
  return ascii_letters(latin.empty() ? name : latin);
}

// So many numbers are tried at most, whatever the rules; only rules that nothing fits get there.
constexpr unsigned most_numbers = 100'000;

}  // namespace

std::expected<void, UsernameProblem> check_username(const UsernameRules& rules,
                                                    std::string_view username) {
  if (username.empty() || username.size() < rules.minimum)
    return std::unexpected{UsernameProblem::too_short};
  if (username.size() > rules.maximum) return std::unexpected{UsernameProblem::too_long};
  if (!has_shape(username)) return std::unexpected{UsernameProblem::wrong_characters};
  if (std::ranges::find(rules.reserved, username) != rules.reserved.end())
    return std::unexpected{UsernameProblem::reserved};
  return {};
}

std::vector<std::string> propose_usernames(const UsernameRules& rules, const Names& names,
                                           std::size_t count) {
  const auto first = latin_part(names.first_latin, names.first);
  const auto last = latin_part(names.last_latin, names.last);
  std::vector<std::string> proposed;
  const auto add = [&](std::string candidate) {
    if (proposed.size() < count && check_username(rules, candidate) &&
        std::ranges::find(proposed, candidate) == proposed.end())
      proposed.push_back(std::move(candidate));
  };
  std::string numbered;  // What the numbers are put after.
  for (const auto& pattern : rules.patterns) {
    const auto filled = fill_in(pattern, first, last);
    add(with_tail(filled, "", rules.maximum));
    if (numbered.empty() && std::ranges::any_of(filled, is_letter)) numbered = filled;
  }
  // A name in an alphabet that nobody spelt in Latin letters.
  if (numbered.empty()) numbered = "member";
  for (unsigned number = 2; proposed.size() < count && number < most_numbers; ++number)
    add(with_tail(numbered, std::to_string(number), rules.maximum));
  return proposed;
}

}  // namespace metroon::core

#include "core/password.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "core/names.hpp"

namespace metroon::core {
namespace {

using Text = std::vector<char32_t>;

// What fingers and schoolchildren run along, in the folded form (so final sigma is sigma).
constexpr std::array<std::u32string_view, 24> rows{U"abcdefghijklmnopqrstuvwxyz",
                                                   U"αβγδεζηθικλμνξοπρστυφχψω",
                                                   U"01234567890",
                                                   U"qwertyuiop[]",
                                                   U"asdfghjkl;'",
                                                   U"zxcvbnm,./",
                                                   U"qwertzuiop",
                                                   U"azertyuiop",
                                                   U";σερτυθιοπ",
                                                   U"ασδφγηξκλ",
                                                   U"ζχψωβνμ",
                                                   U"!@#$%^&*()_+",
                                                   U"1qaz",
                                                   U"2wsx",
                                                   U"3edc",
                                                   U"4rfv",
                                                   U"5tgb",
                                                   U"6yhn",
                                                   U"7ujm",
                                                   U"1ασζ",
                                                   U"2σχ",
                                                   U"3εδψ",
                                                   U"4ρφω",
                                                   U"5τγβ"};

// A run shorter than this is not easy to guess by its shape.
constexpr std::size_t run_shortest = 4;
// So much must be left of a password once everything that others know of the holder is out.
constexpr std::size_t own_part = 8;
// Shorter words are in everything: taking them out would punish chance.
constexpr std::size_t word_shortest = 3;

// A word said twice is no longer than the word.
bool repeats_a_pattern(const Text& text, std::size_t longest) {
  for (std::size_t length = 1; length <= longest && 2 * length <= text.size(); ++length)
    if (std::equal(text.begin() + static_cast<std::ptrdiff_t>(length), text.end(), text.begin()))
      return true;
  return false;
}

// How many code points from `start` on go along `row` in the direction `step`.
std::size_t run_along(const Text& text, std::size_t start, std::u32string_view row, int step) {
  auto place = row.find(text[start]);
  if (place == std::u32string_view::npos) return 1;
  std::size_t length = 1;
  while (start + length < text.size()) {
    place += static_cast<std::size_t>(step);  // Before the first is past the last as well.
    if (place >= row.size() || row[place] != text[start + length]) break;
    ++length;
  }
  return length;
}

std::size_t longest_run(const Text& text, std::size_t start) {
  std::size_t longest = 1;
  while (start + longest < text.size() && text[start + longest] == text[start]) ++longest;
  for (const auto row : rows)
    for (const int step : {1, -1}) longest = std::max(longest, run_along(text, start, row, step));
  return longest;
}

// `abcdefgh12345678` is two runs of eight: known by its shape, though no pattern repeats.
bool runs_along_rows(const Text& text) {
  std::size_t runs = 0;
  for (std::size_t at = 0; at < text.size(); at += longest_run(text, at)) ++runs;
  return runs * run_shortest <= text.size();
}

// What is left when the digits and signs are off that people put at the end because they must.
std::string_view without_tail(std::string_view folded) {
  constexpr std::string_view tail = "0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  return folded.substr(0, folded.find_last_not_of(tail) + 1);
}

bool is_repetitive(const std::string& folded, unsigned minimum) {
  const auto text = base::to_code_points(folded);
  return text.size() >= run_shortest &&
         (repeats_a_pattern(text, minimum - 1) || runs_along_rows(text) ||
          repeats_a_pattern(base::to_code_points(without_tail(folded)), minimum - 1));
}

bool is_common_with_tail(std::string_view folded,
                         const std::function<bool(std::string_view)>& is_common) {
  const auto word = without_tail(folded);
  return is_common(folded) || (!word.empty() && is_common(word));
}

// Every word in both alphabets, the longest first: `πατρα` must not break up `πατρασ`.
std::vector<std::string> known_words(const PasswordRules& rules,
                                     const std::vector<std::string>& about) {
  std::vector<std::string> words;
  const auto add = [&](const std::string& text) {
    std::string word;
    const auto take = [&] {
      if (base::code_points(word) >= word_shortest)
        words.insert(words.end(), {word, elot743(word)});
      word.clear();
    };
    for (const char one : base::fold(text))
      if (one == ' ' || one == '-' || one == '.')
        take();
      else
        word += one;
    take();
  };
  for (const auto& text : about) add(text);
  for (const auto& text : rules.context_words) add(text);
  std::ranges::sort(words, {}, [](const std::string& word) { return -std::ssize(word); });
  return words;
}

bool little_is_left(std::string text, const std::vector<std::string>& words) {
  const auto before = text.size();
  for (const auto& word : words)
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at))
      text.erase(at, word.size());
  return text.size() < before && base::code_points(text) < own_part;
}

}  // namespace

std::vector<PasswordProblem> check_password(
    const PasswordRules& rules, std::string_view password, const std::vector<std::string>& about,
    const std::function<bool(std::string_view)>& is_common) {
  std::vector<PasswordProblem> problems;
  const auto length = base::code_points(password);
  const auto folded = base::fold(password);
  const auto words = known_words(rules, about);
  if (length < rules.minimum) problems.push_back(PasswordProblem::too_short);
  if (length > rules.maximum) {
    problems.push_back(PasswordProblem::too_long);
    return problems;  // What nobody will take is not worth looking through.
  }
  if (is_common_with_tail(folded, is_common)) problems.push_back(PasswordProblem::too_common);
  if (is_repetitive(folded, rules.minimum)) problems.push_back(PasswordProblem::repetitive);
  if (little_is_left(folded, words) || little_is_left(elot743(folded), words))
    problems.push_back(PasswordProblem::contains_you);
  return problems;
}

}  // namespace metroon::core

#include "core/names.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"

namespace metroon::core {
namespace {

using Points = std::vector<char32_t>;

// One Greek letter as the rules see it: small, without marks, and what the marks said.
struct Letter {
  char32_t plain{0};  ///< α to ω, σ for both sigmas; 0 if the character is not Greek.
  bool accent{false};
  bool diaeresis{false};
  bool capital{false};
};

bool is_mark(char32_t c) {
  return c >= U'\u0300' && c <= U'\u036F';
}

// What a mark says of the letter before it. Breathings and the iota subscript say nothing of sound.
void add_mark(Letter& letter, char32_t mark) {
  if (mark == U'\u0300' || mark == U'\u0301' || mark == U'\u0342') letter.accent = true;
  if (mark == U'\u0308') letter.diaeresis = true;
}

// A Greek letter that stands without marks; ς, ϐ and the micro sign are σ, β and μ.
Letter find_letter(char32_t c) {
  const auto alone = base::from_code_points({c});
  const auto folded = base::to_code_points(base::fold(alone));
  if (folded.size() != 1 || folded.front() < U'α' || folded.front() > U'ω') return {};
  return {.plain = folded.front(), .capital = base::to_lower(alone) != alone};
}

Letter letter_of(char32_t c) {
  constexpr char32_t first = U'\u0370';
  static const auto greek = [] {
    std::array<Letter, 0x90> all{};
    for (char32_t at = 0; at < all.size(); ++at) all[at] = find_letter(first + at);
    return all;
  }();
  if (c < 0x80) return {};
  return c >= first && c - first < greek.size() ? greek[c - first] : find_letter(c);
}

// α to ω in order; ς stands where it stands in Unicode, between ρ and σ.
constexpr std::array<std::string_view, 25> single{"a", "v", "g", "d", "e",  "z",  "i", "th", "i",
                                                  "k", "l", "m", "n", "x",  "o",  "p", "r",  "s",
                                                  "s", "t", "y", "f", "ch", "ps", "o"};

std::string_view plain_latin(char32_t letter) {
  return single[letter - U'α'];
}

bool is_vowel(char32_t c) {
  return std::u32string_view{U"αεηιουω"}.contains(c);
}
bool is_voiced(char32_t c) {
  return std::u32string_view{U"βγδζλμνρ"}.contains(c);
}

// The letters of one word, and the walk over them.
class Word {
 public:
  explicit Word(std::vector<Letter> letters) : letters_{std::move(letters)} {}

  std::string latin() {
    std::string out;
    for (std::size_t at = 0; at < letters_.size();) {
      const auto [text, used] = next(at);
      out += cased(text, at, used);
      at += used;
    }
    return out;
  }

 private:
  struct Step {
    std::string text;
    std::size_t used{1};
  };

  [[nodiscard]] char32_t plain(std::size_t at) const {
    return at < letters_.size() ? letters_[at].plain : 0;
  }

  // An accent on the first letter or a diaeresis on the second says that the two are not one sound.
  [[nodiscard]] bool paired(std::size_t at) const {
    return at + 1 < letters_.size() && !letters_[at].accent && !letters_[at + 1].diaeresis;
  }

  [[nodiscard]] Step next(std::size_t at) const {
    const char32_t first = plain(at);
    const char32_t second = plain(at + 1);
    if (first == U'γ' && (second == U'γ' || second == U'ξ' || second == U'χ'))
      return {"n" + std::string{plain_latin(second)}, 2};
    if (first == U'μ' && second == U'π')
      return {at == 0 || at + 2 == letters_.size() ? "b" : "mp", 2};
    if (second == U'υ' && paired(at)) {
      if (first == U'ο') return {"ou", 2};
      if (first == U'α' || first == U'ε' || first == U'η') {
        const char32_t after = plain(at + 2);
        const bool voiced = after != 0 && (is_vowel(after) || is_voiced(after));
        return {std::string{plain_latin(first)} + (voiced ? "v" : "f"), 2};
      }
    }
    return {std::string{plain_latin(first)}, 1};
  }

  // `Θ` before a small letter is `Th`; in a word of capitals `TH`.
  [[nodiscard]] std::string cased(std::string text, std::size_t at, std::size_t used) const {
    const auto upper = [](char c) { return static_cast<char>(c - 'a' + 'A'); };
    if (!letters_[at].capital) return text;
    text.front() = upper(text.front());
    const bool next_capital =
        at + used < letters_.size() ? letters_[at + used].capital : all_capitals();
    const bool inner_capital = used > 1 ? letters_[at + 1].capital : next_capital;
    if (inner_capital)
      for (std::size_t rest = 1; rest < text.size(); ++rest) text[rest] = upper(text[rest]);
    return text;
  }

  [[nodiscard]] bool all_capitals() const {
    return letters_.size() > 1 && std::ranges::all_of(letters_, &Letter::capital);
  }

  std::vector<Letter> letters_;
};

// Cuts a text into Greek words and what stands between them.
template <class OnWord, class OnOther>
void walk(std::string_view text, OnWord on_word, OnOther on_other) {
  std::vector<Letter> word;
  const auto finish = [&] {
    if (!word.empty()) on_word(std::exchange(word, {}));
  };
  for (const char32_t c : base::to_code_points(base::nfd(text))) {
    if (!word.empty() && is_mark(c)) {
      add_mark(word.back(), c);
      continue;
    }
    const auto letter = letter_of(c);
    if (letter.plain != 0)
      word.push_back(letter);
    else {
      finish();
      on_other(c);
    }
  }
  finish();
}

bool is_hyphen(char32_t c) {
  return c == U'-' || (c >= U'\u2010' && c <= U'\u2015');
}

// Latin letters that a Greek typist's eye takes for Greek ones, as the Greek letters they look
// like.
std::optional<char32_t> greek_twin(char32_t c) {
  static constexpr std::u32string_view latin = U"ABEZHIKMNOPTYXo";
  static constexpr std::u32string_view greek = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
  const auto at = latin.find(c);
  return at == latin.npos ? std::nullopt : std::optional{greek[at]};
}

// Octets of the Greek letter, composed, that `text` begins with; 0 if it begins with another.
std::size_t greek_letter(std::string_view text) {
  if (text.size() < 2) return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  const auto trail = static_cast<unsigned char>(text[1]);
  const bool capital_accented = trail == 0x86 || (trail >= 0x88 && trail <= 0x8A) || trail == 0x8C;
  const bool in_first =
      lead == 0xCE && (capital_accented || (trail >= 0x8E && trail <= 0xBF && trail != 0xA2));
  return in_first || (lead == 0xCF && trail >= 0x80 && trail <= 0x8E) ? 2 : 0;
}

bool is_latin_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Words of Greek or of plain Latin letters with a space or hyphen between: what nearly all names
// are, told without asking for the script of each letter.
bool is_plain_name(std::string_view name) {
  enum { none, latin, greek } script = none;
  std::size_t characters = 0;
  while (!name.empty()) {
    const auto size = greek_letter(name);
    const bool sign = name.front() == ' ' || name.front() == '-';
    const auto its = sign ? none : size > 0 ? greek : latin;
    if (!sign && size == 0 && !is_latin_letter(name.front())) return false;
    if (its != none && script != none && its != script) return false;
    script = its;
    name.remove_prefix(std::max<std::size_t>(size, 1));
    ++characters;
  }
  return script != none && characters <= 60;
}

std::vector<std::string> words_of_plain(std::string_view name) {
  std::vector<std::string> words;
  while (!name.empty()) {
    const auto end = std::min(name.find_first_of(" -"), name.size());
    if (end > 0) words.emplace_back(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return words;
}

// Words, split at spaces and hyphens, with look-alikes mapped in words that have a Greek letter.
std::vector<std::string> words_of(std::string_view name) {
  if (is_plain_name(name)) return words_of_plain(name);
  std::vector<Points> words(1);
  for (const char32_t c : base::to_code_points(base::squeeze(base::nfc(name)))) {
    if (c == U' ' || is_hyphen(c))
      words.emplace_back();
    else if (base::is_letter(c))
      words.back().push_back(c);
  }
  std::vector<std::string> out;
  for (auto& word : words) {
    if (word.empty()) continue;
    if (base::has_greek(base::from_code_points(word)))
      for (auto& c : word) c = greek_twin(c).value_or(c);
    out.push_back(base::from_code_points(word));
  }
  return out;
}

struct Variant {
  std::string_view written;
  std::string_view meant;
};
// Spellings of one sound that passports, keyboards and habits mix up. By their first letter; of
// those, longer ones first.
constexpr std::array variants{
    Variant{"ai", "e"},  Variant{"av", "af"}, Variant{"au", "af"},  Variant{"ay", "af"},
    Variant{"ch", "h"},  Variant{"c", "k"},   Variant{"ei", "i"},   Variant{"ev", "ef"},
    Variant{"eu", "ef"}, Variant{"ey", "ef"}, Variant{"gk", "g"},   Variant{"ks", "x"},
    Variant{"mp", "b"},  Variant{"nch", "h"}, Variant{"nth", "nt"}, Variant{"nt", "d"},
    Variant{"ng", "g"},  Variant{"ou", "u"},  Variant{"oy", "u"},   Variant{"oi", "i"},
    Variant{"ph", "f"},  Variant{"th", "t"},  Variant{"tz", "j"},   Variant{"ts", "j"},
    Variant{"w", "o"},   Variant{"yi", "i"},  Variant{"y", "i"}};

char first_letter(const Variant& one) {
  return one.written.front();
}

std::string sound(std::string_view latin) {
  std::string out;
  while (!latin.empty()) {
    const auto of_letter = std::ranges::equal_range(variants, latin.front(), {}, first_letter);
    const auto known = std::ranges::find_if(
        of_letter, [&](const Variant& one) { return latin.starts_with(one.written); });
    std::string_view meant = latin.substr(0, 1);
    std::size_t used = 1;
    if (known != of_letter.end()) {
      meant = known->meant;
      used = known->written.size();
    }
    for (const char c : meant)
      if (out.empty() || out.back() != c) out += c;  // Doubled letters are one.
    latin.remove_prefix(used);
  }
  return out;
}

// Without its accents first: a register in capitals does not say which vowels stand apart.
std::string word_key(const std::string& word) {
  return sound(base::fold(elot743(base::fold(word))));
}

bool is_name_sign(char32_t c) {
  return c == U' ' || is_hyphen(c) || c == U'\'' || c == U'’' || c == U'.';
}

}  // namespace

std::string elot743(std::string_view greek) {
  std::string out;
  walk(
      greek, [&](std::vector<Letter> word) { out += Word{std::move(word)}.latin(); },
      [&](char32_t c) { out += base::from_code_points({c}); });
  return base::nfc(out);
}

std::string match_key(std::string_view name) {
  std::string key;
  for (const auto& word : words_of(name)) key += (key.empty() ? "" : " ") + word_key(word);
  return key;
}

std::string full_match_key(std::string_view first, std::string_view last) {
  std::vector<std::string> keys;
  for (const auto part : {first, last})
    for (const auto& word : words_of(part)) keys.push_back(word_key(word));
  std::ranges::sort(keys);
  std::string joined;
  for (const auto& key : keys) joined += (joined.empty() ? "" : " ") + key;
  return joined;
}

std::string ascii_letters(std::string_view name) {
  std::string out;
  for (const char c : base::fold(elot743(name)))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

bool is_name(std::string_view name) {
  if (is_plain_name(name)) return true;
  const auto points = base::to_code_points(base::nfc(name));
  if (points.size() > 60 || std::ranges::none_of(points, base::is_letter)) return false;
  std::vector<Points> words(1);
  for (const char32_t c : points) {
    if (is_name_sign(c))
      words.emplace_back();
    else if (base::is_letter(c))
      words.back().push_back(c);
    else
      return false;
  }
  return std::ranges::all_of(
      words, [](const Points& word) { return base::is_one_script(base::from_code_points(word)); });
}

}  // namespace metroon::core

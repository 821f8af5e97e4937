#include "store/words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "core/name_variants.hpp"
#include "core/names.hpp"

namespace metroon::store {
namespace {

constexpr std::string_view between_words = " \t\r\n-'.,";
constexpr int most_words = 8;

std::vector<std::string> split(const std::string& folded) {
  std::vector<std::string> words;
  for (std::size_t at = folded.find_first_not_of(between_words); at != folded.npos;) {
    const auto end = folded.find_first_of(between_words, at);
    words.push_back(folded.substr(at, end - at));
    at = folded.find_first_not_of(between_words, end);
  }
  return words;
}

std::vector<std::string> folded_words(std::string_view text) {
  return split(base::fold(text));
}

std::string full_key(const std::string& first, const std::string& last) {
  return first.empty() && last.empty() ? std::string{} : core::full_match_key(first, last);
}

}  // namespace

std::vector<std::string> words_of(const core::Names& names) {
  std::vector<std::string> all;
  for (const auto* name : {&names.first, &names.last, &names.first_latin, &names.last_latin})
    for (auto& word : folded_words(*name)) {
      all.push_back(core::match_key(word));
      all.push_back(std::move(word));
    }
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  std::erase(all, "");
  return all;
}

Wanted wanted(std::string_view typed) {
  Wanted made;
  for (const auto& word : folded_words(typed)) {
    if (made.words == most_words) break;
    const std::string letter(1, static_cast<char>('a' + made.words++));
    made.beginnings.push_back(letter + word);
    const auto key = core::match_key(word);
    if (!key.empty() && key != word) made.beginnings.push_back(letter + key);
  }
  return made;
}

std::string sort_name(const core::Names& names) {
  return base::fold(names.last) + ' ' + base::fold(names.first);
}

std::string match_key(const core::Names& names) {
  return full_key(names.first, names.last);
}
std::string match_key_latin(const core::Names& names) {
  return full_key(names.first_latin, names.last_latin);
}

std::vector<std::string> akin_match_keys(const core::Names& names) {
  auto keys = core::akin_match_keys(names.first, names.last);
  for (auto& key : core::akin_match_keys(names.first_latin, names.last_latin))
    keys.push_back(std::move(key));
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());
  std::erase(keys, match_key(names));
  std::erase(keys, match_key_latin(names));
  return keys;
}

}  // namespace metroon::store

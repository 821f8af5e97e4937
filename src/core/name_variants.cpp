#include "core/name_variants.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

#include "core/names.hpp"

namespace metroon::core {
namespace {

using Words = std::vector<std::string>;

// The form of registries and papers first, then those that people go by. A form that stands for
// several names stands with each of them; pet names that fit half the calendar (Λάκης, Μάκης,
// Τάκης) are left out, and so are spellings that sound alike, which match keys fold anyway.
constexpr std::array<std::string_view, 48> usual_forms{
    "Αθανάσιος Θανάσης Νάσος",
    "Αικατερίνη Κατερίνα Καίτη",
    "Αλέξανδρος Αλέξης Αλέκος",
    "Αλέξιος Αλέξης",
    "Αναστασία Νατάσα",
    "Αναστάσιος Τάσος Αναστάσης",
    "Αντώνιος Αντώνης",
    "Απόστολος Αποστόλης",
    "Αργύριος Αργύρης",
    "Αριστείδης Άρης",
    "Βασιλική Βάσω",
    "Βασίλειος Βασίλης",
    "Γεώργιος Γιώργος Γιώργης",
    "Γρηγόριος Γρηγόρης",
    "Δημήτριος Δημήτρης",
    "Διονύσιος Διονύσης",
    "Ελένη Έλενα",
    "Ελευθέριος Λευτέρης",
    "Εμμανουήλ Μανώλης",
    "Ευάγγελος Βαγγέλης",
    "Ευθύμιος Ευθύμης Θύμιος",
    "Ευστάθιος Στάθης",
    "Ευστράτιος Στρατής Στράτος",
    "Ευτύχιος Ευτύχης",
    "Ζαχαρίας Ζάχος",
    "Θεοδώρα Δώρα",
    "Θεόδωρος Θοδωρής Θόδωρος",
    "Θεοφάνης Φάνης",
    "Θεόφιλος Θεοφίλης",
    "Ιωάννης Γιάννης",
    "Ιωσήφ Σήφης",
    "Κωνσταντίνα Ντίνα",
    "Κωνσταντίνος Κώστας Κωστής Ντίνος",
    "Μαρία Μαίρη",
    "Μιχαήλ Μιχάλης",
    "Νεκτάριος Νεκτάρης",
    "Νικόλαος Νίκος Νικόλας",
    "Παναγιώτα Γιώτα",
    "Παναγιώτης Πάνος",
    "Παντελεήμων Παντελής",
    "Πολυχρόνιος Πολυχρόνης",
    "Προκόπιος Προκόπης",
    "Σπυρίδων Σπυρίδωνας Σπύρος",
    "Στυλιανή Στέλλα",
    "Στυλιανός Στέλιος",
    "Σωτήριος Σωτήρης",
    "Φώτιος Φώτης",
    "Χαράλαμπος Μπάμπης Χάρης",
};

Words split(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string join(Words words) {
  std::ranges::sort(words);
  std::string joined;
  for (const auto& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

using Forms = std::map<std::string, Words, std::less<>>;

// Of each word's key the keys of its other forms.
const Forms& other_forms() {
  static const Forms all = [] {
    Forms made;
    for (const auto line : usual_forms) {
      const auto keys = split(match_key(line));
      for (const auto& one : keys)
        for (const auto& other : keys)
          if (one != other) made[one].push_back(other);
    }
    return made;
  }();
  return all;
}

std::span<const std::string> forms_of(std::string_view word) {
  const auto found = other_forms().find(word);
  return found == other_forms().end() ? std::span<const std::string>{} : found->second;
}

// Takes a word out of `words` that is `word`, or else one that is a form of it.
bool take(Words& words, const std::string& word, bool form) {
  const auto found = std::ranges::find_if(words, [&](const std::string& one) {
    return form ? std::ranges::find(forms_of(word), one) != forms_of(word).end() : one == word;
  });
  if (found == words.end()) return false;
  words.erase(found);
  return true;
}

// Adds what is left of the name without each of the words of one of its two parts.
void leave_out_each(const Words& part, const Words& other, std::vector<std::string>& keys) {
  if (part.size() < 2) return;
  for (std::size_t at = 0; at < part.size(); ++at) {
    auto words = part;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    words.insert(words.end(), other.begin(), other.end());
    keys.push_back(join(std::move(words)));
  }
}

}  // namespace

bool are_akin(std::string_view left, std::string_view right) {
  auto fewer = split(left);
  auto more = split(right);
  // Which of the two comes first must not matter.
  if (std::pair{fewer.size(), left} > std::pair{more.size(), right}) std::swap(fewer, more);
  if (fewer.size() < 2 || more.size() - fewer.size() > 1) return false;
  std::erase_if(fewer, [&](const std::string& word) { return take(more, word, false); });
  std::erase_if(fewer, [&](const std::string& word) { return take(more, word, true); });
  return fewer.empty();
}

std::vector<std::string> akin_match_keys(std::string_view first, std::string_view last) {
  const auto given = split(match_key(first));
  const auto family = split(match_key(last));
  if (given.empty() || family.empty()) return {};
  std::vector<std::string> keys;
  for (std::size_t at = 0; at < given.size(); ++at)
    for (const auto& form : forms_of(given[at])) {
      auto words = given;
      words[at] = form;
      words.insert(words.end(), family.begin(), family.end());
      keys.push_back(join(std::move(words)));
    }
  leave_out_each(given, family, keys);
  leave_out_each(family, given, keys);
  return keys;
}

}  // namespace metroon::core

// A made-up student registry of any size, as its file would be: each person with two or three
// programmes, a row each, the last one current.
#pragma once

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "feed/declaration.hpp"
#include "policy/embedded.hpp"
#include "policy/load_policy.hpp"

namespace metroon::bench {

inline const core::Policy& patras() {
  static const auto policy =
      policy::load_policy(policy::embedded_file("patras.toml").value(), "patras.toml").value();
  return policy;
}

/// An example declaration, read from files in UTF-8.
inline feed::Declaration declared(std::string_view name, std::string_view from,
                                  std::string_view to) {
  std::string text{policy::embedded_file(fmt::format("registries/{}.toml", name)).value()};
  text.replace(text.find(from), from.size(), to);
  return feed::load_declaration(text, name, patras()).value();
}

/// The registry of research contracts, which tells what is new.
inline feed::Declaration contractors() {
  auto declaration = declared("research", "newcomers = 20", "newcomers = 100");
  declaration.source = feed::FileSource{.path = {}, .separator = ','};
  return declaration;
}

class StudentRegistry {
 public:
  explicit StudentRegistry(int people)
      : people_{people},
        declaration_{declared("students", "\"windows-1253\"", "\"utf-8\"")},
        moved_(static_cast<std::size_t>(people)),
        ends_(static_cast<std::size_t>(people)) {}

  [[nodiscard]] int people() const { return people_; }
  [[nodiscard]] int rows() const { return people_ * 2 + people_ / 2; }
  [[nodiscard]] const feed::Declaration& declaration() const { return declaration_; }

  /// Moves the current programme of so many people, evenly spread, to another department.
  void change(double share) {
    const auto step = static_cast<std::size_t>(1 / (share * rows() / people_));
    for (std::size_t one = 0; one < moved_.size(); one += step) moved_[one] = !moved_[one];
  }
  /// The current programme of so many people, evenly spread, ends two months on.
  void end_soon(int count, base::Day today) {
    const auto step = moved_.size() / static_cast<std::size_t>(count);
    for (std::size_t one = 0; one < moved_.size(); one += step)
      ends_[one] = today + std::chrono::days{59};
  }

  std::string write(const std::string& path) const {
    std::ofstream file{path, std::ios::binary};
    file << "ΑΡΙΘΜΟΣ ΜΗΤΡΩΟΥ;ΚΥΚΛΟΣ;ΕΠΩΝΥΜΟ;ΟΝΟΜΑ;ΠΑΤΡΩΝΥΜΟ;ΕΠΩΝΥΜΟ ΛΑΤΙΝΙΚΑ;ΟΝΟΜΑ ΛΑΤΙΝΙΚΑ;"
            "ΗΜ/ΝΙΑ ΓΕΝΝΗΣΗΣ;ΑΡ. ΤΑΥΤΟΤΗΤΑΣ;ΑΦΜ;ΑΜΚΑ;EMAIL;ΤΗΛΕΦΩΝΟ;ΗΜ/ΝΙΑ ΕΓΓΡΑΦΗΣ;ΗΜ/ΝΙΑ ΛΗΞΗΣ;"
            "ΑΙΤΙΑ ΛΗΞΗΣ;ΤΜΗΜΑ\n";
    static constexpr std::array levels{"ΠΡΟΠΤΥΧΙΑΚΟΣ", "ΜΕΤΑΠΤΥΧΙΑΚΟΣ", "ΔΙΔΑΚΤΟΡΙΚΟΣ"};
    for (int one = 0; one < people_; ++one) {
      const int programmes = one % 2 == 0 ? 2 : 3;
      for (int level = 0; level < programmes; ++level)
        file << fmt::format("{:07};{};{};{}\n", one, levels[static_cast<std::size_t>(level)],
                            who(one), programme(one, level, level + 1 == programmes));
    }
    return path;
  }

  /// Contracts of people, half of whom the registry above knows.
  std::string write_contractors(const std::string& path, int count) const {
    std::ofstream file{path, std::ios::binary};
    file << "contract,afm,surname,given_name,birth,email,phone,from,until,role\n";
    for (int at = 0; at < count; ++at) {
      const int one = at % 2 == 0 ? at * (people_ / count) : people_ + at;
      file << fmt::format("C{},{},{},{},{},r{}@example.org,,2026-01-01,2028-12-31,contractor\n", at,
                          afm(one), last(one), first(one), base::to_iso(birth(one)), one);
    }
    return path;
  }

 private:
  // Name, surname and day of birth do not hang together: SplitMix64 (Steele and others, 2014).
  static std::size_t mixed(int one, std::uint64_t salt) {
    std::uint64_t z = (static_cast<std::uint64_t>(one) + salt * 0x10000000) * 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  // Four hundred thousand surnames and a hundred given names: some namesakes, as in life.
  static std::string last(int one) {
    static constexpr std::array begin{"ΠΑΠΑ",    "ΧΑΤΖΗ", "ΚΑΡΑ",  "ΜΑΥΡΟ",  "ΓΕΩΡΓΑ",
                                      "ΔΗΜΗΤΡΑ", "ΝΙΚΟ",  "ΣΤΑΥΡ", "ΚΩΝΣΤΑ", "ΑΝΑΓΝΩ"};
    static constexpr std::array inside{"ΒΑΣ", "ΓΙΑΝ", "ΔΕΛ", "ΖΑΦ",  "ΘΕΟΔ", "ΚΥΡ", "ΛΑΜ",
                                       "ΜΙΧ", "ΝΤΙΝ", "ΞΕΝ", "ΠΕΤΡ", "ΡΟΥΣ", "ΣΑΒ", "ΤΑΣ",
                                       "ΦΩΤ", "ΧΑΡ",  "ΨΑΡ", "ΑΛΕΞ", "ΕΥΣΤ", "ΗΛΙ"};
    static constexpr std::array end{"ΟΠΟΥΛΟΣ", "ΙΔΗΣ", "ΑΚΗΣ", "ΕΑΣ", "ΙΩΤΗΣ"};
    const auto which = mixed(one, 1);
    return fmt::format("{}{}{}{}{}", begin[which % 10], inside[which / 10 % 20],
                       inside[which / 200 % 20], inside[which / 4000 % 20],
                       end[which / 80'000 % 5]);
  }
  static std::string first(int one) {
    static constexpr std::array begin{"ΜΑΡΙ",  "ΓΕΩΡΓΙ", "ΙΩΑΝΝ", "ΔΗΜΗΤΡ",   "ΚΩΝΣΤΑΝΤΙΝ",
                                      "ΝΙΚΟΛ", "ΑΝΤΩΝΙ", "ΧΡΗΣΤ", "ΠΑΝΑΓΙΩΤ", "ΒΑΣΙΛ"};
    static constexpr std::array end{"Α",   "ΟΣ",   "Η",   "ΙΑ",   "ΗΣ",
                                    "ΙΟΣ", "ΑΚΗΣ", "ΙΝΑ", "ΟΥΛΑ", "ΕΙΑ"};
    const auto which = mixed(one, 2);
    return fmt::format("{}{}", begin[which % 10], end[which / 10 % 10]);
  }
  static base::Day birth(int one) {
    return base::Day{std::chrono::local_days{std::chrono::year{1970} / 1 / 1}} +
           std::chrono::days{static_cast<int>(mixed(one, 3) % 12'000)};
  }
  static std::string afm(int one) {
    auto digits = fmt::format("{:08}", 10'000'000 + one);
    int sum = 0;
    for (std::size_t at = 0; at < 8; ++at) sum += (digits[at] - '0') << (8 - at);
    return digits + static_cast<char>('0' + sum % 11 % 10);
  }
  static std::string who(int one) {
    const auto iso = base::to_iso(birth(one));
    return fmt::format("{};{};ΠΕΤΡΟΣ;;;{}/{}/{};{};{};;s{}@example.org;2610996000", last(one),
                       first(one), iso.substr(8, 2), iso.substr(5, 2), iso.substr(0, 4),
                       one % 2 == 0 ? fmt::format("ΑΚ{:06}", one / 2 % 1'000'000) : "", afm(one),
                       one);
  }
  [[nodiscard]] std::string programme(int one, int level, bool current) const {
    static constexpr std::array units{"ΦΥΣΙΚΗΣ", "ΧΗΜΕΙΑΣ", "ΒΙΟΛΟΓΙΑΣ", "ΦΙΛΟΛΟΓΙΑΣ"};
    const auto at = static_cast<std::size_t>(one);
    const auto unit = units[(at + (current && moved_[at] ? 1U : 0U)) % units.size()];
    const int from = 2014 + 4 * level + one % 3;
    if (!current) return fmt::format("01/09/{};15/07/{};ΑΠΟΦΟΙΤΗΣΗ;{}", from, from + 4, unit);
    if (ends_[at] == base::Day{}) return fmt::format("01/09/{};;;{}", from, unit);
    const auto iso = base::to_iso(ends_[at]);
    return fmt::format("01/09/{};{}/{}/{};ΔΙΑΓΡΑΦΗ;{}", from, iso.substr(8, 2), iso.substr(5, 2),
                       iso.substr(0, 4), unit);
  }

  int people_;
  feed::Declaration declaration_;
  std::vector<bool> moved_;
  std::vector<base::Day> ends_;
};

}  // namespace metroon::bench

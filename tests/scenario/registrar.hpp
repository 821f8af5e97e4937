// The offices that keep registries: what they write down of the truth, and the lies that get into
// what they deliver.
#pragma once

#include <memory>
#include <set>

#include "app/registry.hpp"
#include "scenario/truth.hpp"

namespace metroon::scenario {

using app::House;
using app::Instant;

struct Row {
  std::string key;
  core::Observation says;
  unsigned human{0};
  bool bad{false};
  app::Fingerprint fingerprint{};
};
using RowPointer = std::shared_ptr<const Row>;

enum class Lie : std::uint8_t {
  none,
  emptied,
  cut,            ///< In the middle of a line.
  shifted,        ///< No column is where it was.
  late,           ///< An older file, delivered again.
  many_left_out,  ///< Every eighth row.
  many_ended,     ///< Every eighth row has an end that is none.
  some_left_out,  ///< Five rows in a thousand.
  key_twice,
  key_damaged,    ///< A row cannot be read, and has another key than ever; whose it is can be.
  key_missing,    ///< A row cannot be read, and does not even tell whose it is.
  swapped,        ///< Two people's numbers.
  born_wrong,     ///< A row without numbers and with another birth date.
  reused_number,  ///< A newcomer under the number of somebody who left.
  kinds_wrong,    ///< Every eighth row has another capacity: the codes were mapped wrongly.
  kind_wrong,     ///< One row has.
  begun_wrong,    ///< A beginning earlier, later, or ahead.
  degree_wrong,   ///< One that is over ended by a degree, or by none, other than before.
  end_wanders,    ///< An end where there is none, or on another day.
};
inline constexpr std::array lies{
    Lie::emptied,     Lie::cut,           Lie::shifted,       Lie::late,        Lie::many_left_out,
    Lie::many_ended,  Lie::some_left_out, Lie::key_twice,     Lie::key_damaged, Lie::key_missing,
    Lie::swapped,     Lie::born_wrong,    Lie::reused_number, Lie::kinds_wrong, Lie::kind_wrong,
    Lie::begun_wrong, Lie::degree_wrong,  Lie::end_wanders};

struct File {
  std::vector<RowPointer> rows;
  Instant made{};
  bool whole{true};
  Lie lie{Lie::none};
  std::set<std::string> twisted;  ///< Keys of rows that are not as the office meant them.
};

class Registrar {
 public:
  Registrar(Office office, std::uint64_t seed);

  /// What the truth has brought since.
  void write_down(const Truth&, const Truth::News&);
  /// What is delivered today.
  [[nodiscard]] File file(Instant made, Day today);
  [[nodiscard]] static app::OpenDelivery open(const File&);
  /// The office hears that a file was taken in: what was wrong in it comes again.
  void applied(const File&);

  core::Registry registry;

 private:
  void tidy(Day today);
  void tell(Lie, File&, Day today);
  [[nodiscard]] bool can_tell(Lie, const File&) const;
  void twist(File&, std::size_t at, const std::function<void(Row&)>&);
  void leave_out(File&, std::size_t every);
  void swap(File&);
  void twist_newcomer(File&, const std::function<void(Row&)>&);
  void twist_known(File&, const std::function<bool(const Row&)>& fits,
                   const std::function<void(Row&)>&);
  void mistake_kind(Row&);
  void mistake_beginning(Row&);
  void mistake_end(Row&, Day today);

  Dice dice_;
  std::map<std::string, RowPointer> book_;
  std::multimap<Day, std::string> going_;  ///< Keys that leave the book on that day.
  std::vector<std::string> free_;          ///< Numbers of those who left long ago.
  std::map<std::string, RowPointer> undelivered_;
  std::set<std::string> delivered_;  ///< Keys, ever.
  bool heard_{false};                ///< Some delivery was applied.
  std::vector<File> old_;
};

}  // namespace metroon::scenario

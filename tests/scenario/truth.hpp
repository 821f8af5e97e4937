// Who really belongs to a made-up university, in what capacity, until when. Nobody here knows of
// Metroon: registry offices write down what they see of it, people do what they like.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "core/dossier.hpp"
#include "core/person.hpp"

namespace metroon::scenario {

using base::Day;
using std::chrono::days;

/// Numbers that the seed has drawn: the same in every run.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_{seed} {}
  bool chance(double probability) {
    return static_cast<double>(random_() >> 11) * 0x1p-53 < probability;
  }
  /// Both inclusive.
  int between(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<std::uint64_t>(most - least + 1));
  }
  std::size_t below(std::size_t count) { return random_() % count; }
  template <class Range>
  auto& one_of(Range& range) {
    return range[below(std::size(range))];
  }

 private:
  std::mt19937_64 random_;
};

/// Whose books it stands in.
enum class Office : std::uint8_t { students, personnel, research };
inline constexpr std::size_t office_count = 3;

struct Belonging {
  Office office{Office::students};
  std::string kind;
  std::string unit;
  std::string key;  ///< The office's number.
  Day from{};
  std::optional<Day> until;  ///< First day without it; nobody knows it before it has come.
  core::Ending ending{core::Ending::lapsed};
  bool head{false};  ///< Heads the unit.
};

struct Human {
  unsigned n{0};
  core::Names names;
  /// As each office writes it: some hear late of another name, or never.
  std::array<core::Names, office_count> written;
  Day birth{};
  core::Identifiers identifiers;
  std::string email;
  std::vector<Belonging> belongs;
  bool has_namesake{false};  ///< Somebody else of that name was born on that day.
  std::optional<Day> died;

  [[nodiscard]] bool is(std::string_view kind, Day) const;
};

class Truth {
 public:
  Truth(std::uint64_t seed, unsigned size) : dice_{seed}, size_{size} {}

  /// Degrees are conferred three times a year: the first of these days after that one.
  [[nodiscard]] static Day next_conferral(Day);

  /// Everybody who is there on the first day.
  void begin(Day);
  void live(Day);

  /// @param heard Whether the offices hear of it; else they go on as if nothing had happened.
  void die(Human&, Day, bool heard);
  /// Another surname by marriage, or a spelling that is put right.
  void rename(Human&);
  /// An office writes the name from now on as it is.
  void hear_name(Human&, Office);

  std::deque<Human> humans;
  struct News {
    unsigned human{0};
    std::size_t belonging{0};
  };
  std::vector<News> news;  ///< What began or ended since somebody emptied it.

 private:
  Human& somebody(int born_from, int born_until);
  std::string unused_amka(const Human&);
  void note_namesakes(Human&);
  std::size_t join(Human&, Office, std::string_view kind, Day from);
  void leave(unsigned human, std::size_t belonging, Day, core::Ending);
  void change_heads();
  Human& successor(int born);
  void plan(Day, std::function<void(Day)>);

  void study(Human&, std::string_view kind, Day from, Day not_before);
  void go_on(unsigned human, std::string_view kind, Day);
  void serve(Human&, std::string_view kind, Day from, Day not_before);
  void contract(Human&, std::string_view kind, Day from, Day not_before);
  void take_on_side(Day);

  Dice dice_;
  unsigned size_;
  unsigned last_key_{0};
  std::map<std::string, unsigned> born_;  ///< By name and birth date, the first.
  std::set<std::string> amkas_;
  std::multimap<Day, std::function<void(Day)>> ahead_;
  std::vector<News> heads_;  ///< Of units.
};

}  // namespace metroon::scenario

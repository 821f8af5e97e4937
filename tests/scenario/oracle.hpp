// What must hold, told a second time and simply: by a table of who gets what, by what Metroon was
// told, and by what the mail servers took. It shares no code with the decision.
#pragma once

#include "scenario/mail_servers.hpp"

namespace metroon::scenario {

/// One capacity that Metroon was told of, by a registry or by an approved application.
struct Said {
  std::string by;  ///< The registry's key, or `application`.
  std::string kind;
  Day from{};
  std::optional<Day> ends;
  core::Ending ending{core::Ending::lapsed};
  std::optional<Day> word;  ///< The end that its registry gave last, or its silence.
  bool head{false};         ///< Of a unit.
};

/// A pause of endings, by a campaign or by the office's hand.
struct Held {
  Day from{};
  std::optional<Day> until;  ///< First day on which it holds nothing; empty: nobody has said when.
  std::string said;          ///< Which capacity, by Said::by; empty: all of the human's.
  std::string by;            ///< Who ends it.
  /// The capacity had not ended: a campaign that pauses holds what has not taken effect, and of
  /// what is past only the notices tell whether it had.
  bool surely{true};
};

/// What a human has of Metroon, as they and the office remember it.
struct Papers {
  core::PersonId person;
  core::AccountId account;
  std::string username;
  std::optional<base::Secret> code;
  std::optional<Day> activated;
  bool suspended{false};
  std::optional<Day> closed;             ///< For good.
  std::optional<core::Names> corrected;  ///< By the office.
  std::map<core::ServiceIndex, bool> choices;
  std::optional<core::Application> application;
  std::optional<core::Claim> claim;
  std::optional<Day> claimed;  ///< The last time: a claim moves endings.
  bool uncertified{false};     ///< No certificate came for the claim that counts.
  int claims{0};               ///< Those that come to nothing do not add up.
  std::optional<Day> merged;   ///< Two records were made one: endings may be told anew.
  std::vector<Said> said;
  std::optional<Day> moved;  ///< When an end became known, or another than before, the last time.
  std::vector<Held> holds;
  /// An end became known while a claim or the office held everything: it is recorded for after the
  /// hold, but no later than this.
  std::optional<Day> postponed;
  bool misborn{false};                  ///< A registry once had their birth date wrong.
  std::vector<core::PersonId> doubles;  ///< Records of the same human that nobody has merged yet.
};

/// What somebody who looks for a fault wants to know.
[[nodiscard]] std::string story(const Papers&, const core::Dossier&,
                                const std::vector<Letter>* letters);

class Oracle {
 public:
  using Tell = std::function<void(const Human&, const std::string&)>;
  explicit Oracle(Tell tell) : tell_{std::move(tell)} {}

  /// From the first of these days on the table is the new one, from the second the old one again.
  void rules_change(std::vector<Day> when) { rules_change_ = std::move(when); }
  /// @param touched Whether the audit or a mail server named them since the last look.
  void look(const Human&, const Papers&, const core::Dossier&, const core::Standing&,
            const std::vector<Letter>* letters, bool touched, Day today);
  /// They were erased: whatever comes of them now is somebody new.
  void erased(const Human&, const Papers&, Day today);
  /// A name is of whoever had it first, for ever: non-personal accounts count on from the number.
  static constexpr unsigned first_mailbox{1'000'000'000};
  [[nodiscard]] bool is_name_of(const std::string& name, unsigned holder);
  /// Whether nobody may write to them about an ending: each capacity is held, until nobody knows.
  [[nodiscard]] static bool is_paused(const Papers&, Day today);
  /// Whether what they have by rules of before runs out, whatever is held: one service, or any.
  [[nodiscard]] bool rules_take(const Papers&, std::string_view key, Day today) const;
  /// Whether something may be different today without anything having happened.
  [[nodiscard]] bool is_due(unsigned n, Day today) const;

  struct Counts {
    int looks{0}, opened{0}, ended{0}, waited{0}, kept{0}, withdrawn{0}, three_capacities{0},
        erased{0};
  };
  Counts counts;

 private:
  struct Memory {
    std::size_t facts{0};
    std::size_t standing{0};
    std::uint32_t open{0}, for_ever{0};
    std::optional<Day> due;
    bool known{false};
  };
  struct Case;
  void entitlement(const Case&, const core::ServiceStanding&);
  void keeping(const Case&, core::ServiceIndex);
  void ending(const Case&, core::ServiceIndex);
  void gates(const Case&);
  void names(const Case&);
  void rights(const Case&);
  void capacities(const Case&);

  /// How often they have changed.
  [[nodiscard]] std::size_t rules(Day) const;
  void tell(const Human&, const std::string& what);

  Tell tell_;
  std::vector<Day> rules_change_;
  int wrong_{0};
  std::vector<Memory> memories_;
  std::map<std::string, unsigned, std::less<>> holders_;  ///< Of each name, for ever.
};

}  // namespace metroon::scenario

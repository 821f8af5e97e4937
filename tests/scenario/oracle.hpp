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
};

/// What a human has of Metroon, as they and the office remember it.
struct Papers {
  core::PersonId person;
  core::AccountId account;
  std::string username;
  std::optional<base::Secret> code;
  std::optional<Day> activated;
  bool suspended{false};
  bool closed{false};
  std::map<core::ServiceIndex, bool> choices;
  std::optional<core::Application> application;
  std::optional<core::Claim> claim;
  std::optional<Day> claimed;  ///< The last time: a claim moves endings.
  int claims{0};               ///< Those that come to nothing do not add up.
  std::optional<Day> merged;   ///< Two records were made one: endings may be told anew.
  std::vector<Said> said;
  bool misborn{false};                  ///< A registry once had their birth date wrong.
  std::vector<core::PersonId> doubles;  ///< Records of the same human that nobody has merged yet.
};

class Oracle {
 public:
  using Tell = std::function<void(const Human&, const std::string&)>;
  explicit Oracle(Tell tell) : tell_{std::move(tell)} {}

  /// @param touched Whether the audit or a mail server named them since the last look.
  void look(const Human&, const Papers&, const core::Dossier&, const core::Standing&,
            const std::vector<Letter>* letters, bool touched, Day today);
  /// They were erased: whatever comes of them now is somebody new.
  void erased(const Human&, const Papers&, Day today);
  /// Whether something may be different today without anything having happened.
  [[nodiscard]] bool is_due(unsigned n, Day today) const;

  struct Counts {
    int looks{0}, opened{0}, ended{0}, waited{0}, kept{0}, three_capacities{0}, erased{0};
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
  void ending(const Case&, const core::ServiceStanding&);
  void gates(const Case&);
  void names(const Case&);
  void rights(const Case&);
  void capacities(const Case&);

  void tell(const Human&, const std::string& what);

  Tell tell_;
  int wrong_{0};
  std::vector<Memory> memories_;
  std::map<std::string, unsigned, std::less<>> holders_;  ///< Of each name, for ever.
};

}  // namespace metroon::scenario

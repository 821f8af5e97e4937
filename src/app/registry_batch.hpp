// Some hundred rows of a delivery, carried out together: what they have to know of people is read
// at once, what they cause is written at once.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "app/house.hpp"
#include "core/registry_match.hpp"

namespace metroon::app {

/// A row that is not as it was delivered last.
struct WantedRow {
  std::string row_key;
  Fingerprint fingerprint{};
  core::Observation observation;
  std::int64_t line{0};

  /// As RegistryRow::person_key.
  [[nodiscard]] std::string person_key() const {
    return observation.key == row_key ? std::string{} : observation.key;
  }
};

/// The people whom a batch is about, as they are after what it did so far. Lives within one
/// transaction; what was changed is written by `finish`.
class RegistryBatch {
 public:
  /// Reads what is known of the rows' keys, of whoever is alike, and of their accounts.
  RegistryBatch(Ports&, House&, const Call&, const core::Registry&, std::span<const WantedRow>);

  [[nodiscard]] const RegistryRow* known(const std::string& row_key) const;
  /// Who shares a number or the registry's key, or names and birth date, with the observation of
  /// that row.
  [[nodiscard]] std::vector<core::Candidate> alike(std::size_t row) const;
  [[nodiscard]] const core::Person& person(core::PersonId id) const;
  [[nodiscard]] const core::Dossier& dossier(core::PersonId id) const;
  /// One that is proposed for the names and was never given; empty if there is none.
  [[nodiscard]] std::string free_username(const core::Names&);

  void add(core::Person);
  /// @return false if a number of theirs is another's; nothing is changed then.
  [[nodiscard]] bool update(const core::Person&);
  void add(core::PersonId, const core::Affiliation&);
  void update(core::PersonId, const core::Affiliation&);
  void add(core::PersonId, const core::Account&);
  void add(core::PersonId, const core::Address&);
  /// The row's new state.
  void leave(RegistryRow);
  /// Keeps the row for the office, beside the state that `leave` was given, or beside what it said
  /// before.
  void hold(const WantedRow&, std::string reason);
  /// The row says again what it said before it was held.
  void settle(const WantedRow&);
  /// Writes, and stores for everybody who was changed when they have to be looked at next.
  void finish();

  void audit(std::string_view action, std::string subject, std::string detail = {});
  [[nodiscard]] House& house() const { return house_; }
  [[nodiscard]] const Call& call() const { return call_; }
  [[nodiscard]] const core::Registry& registry() const { return registry_; }

 private:
  struct DayHash {
    std::size_t operator()(core::Day day) const {
      return static_cast<std::size_t>(day.time_since_epoch().count());
    }
  };
  struct One {
    core::Person person;
    core::Dossier dossier;
    bool changed{false};    // By this batch.
    bool scheduled{false};  // With the account that it was given.
  };

  void read_alike(std::span<const WantedRow>);
  void read_keys(std::span<const WantedRow>);
  void read_people(std::span<const core::PersonId>);
  void read_taken(std::span<const WantedRow>);
  One& change(core::PersonId);
  void learn(const core::Person&);
  void write();

  Ports& ports_;
  House& house_;
  const Call& call_;
  const core::Registry& registry_;
  std::unordered_map<std::string, RegistryRow> known_;
  std::unordered_set<std::string> disputed_;        // Keys that are held beside what they said.
  std::vector<core::Likeness> sought_;              // Of each row.
  std::vector<std::vector<core::PersonId>> alike_;  // Of each row, as the store had it.
  std::vector<std::string> person_keys_;  // Of each row; empty where its own key says as much.
  std::unordered_multimap<std::string, core::PersonId> keyed_;
  std::unordered_map<core::PersonId, One> people_;
  std::vector<core::PersonId> changed_;  // In order.
  // Whose data this batch wrote, by birth date and by number: `alike_` knows nothing of it.
  std::unordered_multimap<core::Day, core::PersonId, DayHash> born_;
  std::unordered_multimap<std::string, core::PersonId> numbered_;
  std::unordered_map<std::string, bool> taken_;  // Of the usernames that were asked for.
  std::vector<core::Person> new_people_;
  std::vector<AffiliationOf> new_affiliations_;
  std::vector<AccountRecord> new_accounts_;
  std::vector<core::Affiliation> changed_affiliations_;
  std::vector<std::pair<core::AccountId, core::Address>> new_addresses_;
  std::vector<RegistryRow> left_;
  std::vector<RegistryRow> left_first_;  // Of keys that were not known.
  std::vector<std::string> let_go_;      // Keys that are held no more.
};

}  // namespace metroon::app

// What `metroon check` asks a store.
#pragma once

#include <string>
#include <vector>

#include "base/day.hpp"

namespace metroon::app {

/// What must not be in a database; each is one statement over all of it.
enum class Law : std::uint8_t {
  two_accounts,            ///< People with a second personal account.
  name_of_another,         ///< Accounts whose username is reserved for another, or for none.
  address_of_another,      ///< Accounts with an address whose name another was given.
  notice_without_letter,   ///< People with a notice that counts, and no letter of it was accepted.
  proof_not_on_record,     ///< Accounts said to be proved, of people without a proof.
  code_without_proof,      ///< Accounts whose code is out, of people without a proof.
  session_of_stopped,      ///< Accounts suspended or closed, with somebody signed in.
  password_of_closed,      ///< Accounts closed for good that still have a password.
  person_without_entry,    ///< People about whom nothing is on record.
  account_without_entry,   ///< Accounts that were activated, and nothing about them is on record.
  affiliation_of_another,  ///< People with a hold or a registry's row about somebody else's.
};

class Checks {
 public:
  virtual ~Checks() = default;
  /// Subjects as in the audit, e.g. `person:12`, by id.
  [[nodiscard]] virtual std::vector<std::string> breaking(Law, const base::Now&,
                                                          std::size_t limit) = 0;
};

}  // namespace metroon::app

// A whole institution for a test: the rules of Patras over a real store in memory, cheap stand-ins
// for hashing, paper and texts, and a clock that the test moves.
#pragma once

#include <gtest/gtest.h>

#include "app/account.hpp"
#include "app/acts.hpp"
#include "app/apply.hpp"
#include "app/desk.hpp"
#include "app/office.hpp"
#include "core/words.hpp"
#include "store/open.hpp"
#include "support/counting_random.hpp"
#include "support/fake_passwords.hpp"
#include "support/fake_printer.hpp"
#include "support/key_texts.hpp"
#include "support/test_sealer.hpp"

namespace metroon::app {

using namespace std::chrono_literals;
using base::Secret;
using core::Stage;
using std::chrono::days;

[[nodiscard]] const core::Policy& patras();
[[nodiscard]] core::ServiceIndex service(std::string_view key);
[[nodiscard]] core::KindIndex kind(std::string_view key);
[[nodiscard]] Day day(int year, unsigned month, unsigned day_of_month);

/// Somebody whose account works.
struct Member {
  core::PersonId person;
  core::AccountId account;
  std::string username;
  Secret session;
};

/// Why something was refused; empty if it was not.
template <class Value, class Error>
[[nodiscard]] auto why(const std::expected<Value, Error>& result) {
  if constexpr (requires(Error error) { error.problem; })
    return result ? std::nullopt : std::optional{result.error().problem};
  else
    return result ? std::nullopt : std::optional{result.error()};
}

inline constexpr std::string_view good_password = "ένα μεγάλο καλοκαίρι";
inline constexpr std::string_view other_password = "trikymia sto aigaio";

/// The same house over another store, and with other random numbers.
[[nodiscard]] inline House with(const House& it, Store& store, Random& random) {
  return {it.policy, store,        random,      it.passwords,      it.printer,
          it.texts,  it.civil_day, it.base_url, it.vpn_certificate};
}
[[nodiscard]] inline House with(const House& it, Store& store) {
  return with(it, store, it.random);
}

/// What a test does to a house. A step that is only on the way to what is tested throws where it is
/// refused.
class World {
 public:
  /// @param database An SQLite file, or how to connect to PostgreSQL: `host=…`.
  /// @param rules Of the house; they may change while it lives.
  explicit World(const std::string& database = ":memory:", const core::Policy& rules = patras());

  [[nodiscard]] Call call(std::string actor = "visitor") const;
  [[nodiscard]] Call office() const { return call("staff:maria"); }
  [[nodiscard]] Day today() const { return house.civil_day(now); }
  void pass(std::chrono::milliseconds time) { now += time; }
  /// The morning of `day`, at nine.
  void go_to(Day day);

  /// What the n-th person types to apply as `kind`.
  [[nodiscard]] core::ApplicationForm form(std::string_view kind, unsigned n) const;
  [[nodiscard]] static std::vector<Upload> papers(std::string_view kind);
  [[nodiscard]] static Upload paper(std::string_view evidence, std::string_view contents = "%PDF");

  core::Application submit(const core::ApplicationForm&, const std::vector<Upload>&);
  core::Application submit(const core::ApplicationForm& typed) {
    return submit(typed, papers(typed.kind));
  }
  /// Submitted, and the link in the mail followed.
  core::Application apply(const core::ApplicationForm&, const std::vector<Upload>&);
  core::Application apply(const core::ApplicationForm& typed) {
    return apply(typed, papers(typed.kind));
  }
  core::Application apply(std::string_view kind, unsigned n) { return apply(form(kind, n)); }
  core::Application approve(const core::Application&, core::PersonId same_as = {});
  Proof prove(core::PersonId);
  /// @return the code on the sheet, as printed.
  Secret hand_over(core::AccountId);
  Secret activate(const Secret& code, std::string_view password = good_password);
  /// Proved, handed over, activated.
  Member settle(core::PersonId, core::AccountId);
  Member member(std::string_view kind, unsigned n);
  /// Entered as a registry does: person, affiliation, account.
  std::pair<core::PersonId, core::AccountId> enrol(std::string_view kind, unsigned n,
                                                   std::optional<Day> ends = {},
                                                   core::Ending = core::Ending::lapsed,
                                                   std::string_view unit = "chemistry");
  void affiliate(core::PersonId, std::string_view kind, Day from, std::optional<Day> ends = {},
                 core::Ending = core::Ending::lapsed, std::string_view unit = "chemistry");
  Staff secretary(std::string_view login, std::vector<std::string> units);

  /// What a nightly run does: the notices that are due go out, and a mail server takes them or not.
  void send_notices(core::PersonId, bool accepted = true);
  /// Every morning up to `last`, notices going out.
  void live_until(core::PersonId, Day last, bool notices_accepted = true);

  [[nodiscard]] HolderSession holder(const Member&);
  [[nodiscard]] core::Dossier dossier(core::PersonId);
  [[nodiscard]] core::Standing standing(core::PersonId);
  [[nodiscard]] core::Application application(core::ApplicationId);
  [[nodiscard]] AccountRecord account(core::AccountId);

  [[nodiscard]] std::vector<Mail> mails();  ///< Oldest first.
  /// The newest of that key; throws if there is none.
  [[nodiscard]] Mail mail(std::string_view key);
  [[nodiscard]] std::size_t count_mails(std::string_view key);
  [[nodiscard]] Secret confirmation_link();  ///< The token in the newest mail that has one.
  [[nodiscard]] std::vector<std::string> actions(const std::string& subject);
  [[nodiscard]] bool audited(const std::string& subject, std::string_view action);

  support::TestSealer sealer;
  std::unique_ptr<Store> store;
  support::CountingRandom random;
  support::FakePasswords passwords;
  support::FakePrinter printer;
  support::KeyTexts texts;
  House house;
  Instant now;
  Staff officer;
};

class HouseTest : public testing::Test, protected World {};

}  // namespace metroon::app

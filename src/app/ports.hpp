// What the use cases need from a store, in small ports; and the few other things they cannot make.
// One set of ports stands for one transaction. Every call is set-based or about one row: no caller
// loops over rows.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <type_traits>

#include "app/audit_ports.hpp"
#include "app/campaign_ports.hpp"
#include "app/check_ports.hpp"
#include "app/claim_ports.hpp"
#include "app/night_ports.hpp"
#include "app/records.hpp"
#include "app/registry_ports.hpp"
#include "app/retention_ports.hpp"
#include "core/match.hpp"

namespace metroon::app {

class Applications {
 public:
  virtual ~Applications() = default;
  [[nodiscard]] virtual std::optional<core::Application> find(core::ApplicationId) = 0;
  [[nodiscard]] virtual std::optional<core::Application> find_number(std::string_view number) = 0;
  [[nodiscard]] virtual std::optional<core::Application> of_account(core::AccountId) = 0;
  /// Those approved or handed over, oldest first: a member may get two capacities before coming.
  [[nodiscard]] virtual std::vector<core::Application> waiting_of_account(core::AccountId) = 0;
  virtual void insert(const core::Application&) = 0;
  /// Writes all but documents, as the next version. @return false if the stored one is not
  /// `application.version` any more: somebody else was first, and nothing is written.
  [[nodiscard]] virtual bool update(const core::Application&) = 0;
  /// Those in one of the stages, oldest submission first; `text`, if any, is of number or names.
  [[nodiscard]] virtual std::vector<QueueRow> queue(std::span<const core::Stage> stages,
                                                    std::string_view text, std::size_t limit,
                                                    std::size_t offset) = 0;
  [[nodiscard]] virtual std::vector<std::size_t> count_by_stage() = 0;  ///< stage_count figures.
  /// Others (not drafts, not `but`) that share an identifier, or names and birth date.
  [[nodiscard]] virtual std::vector<core::Application> alike(const core::Likeness&,
                                                             core::ApplicationId but) = 0;
  /// Drafts created, and unconfirmed submitted, before the given instants.
  [[nodiscard]] virtual std::vector<core::Application> stale(Instant drafts_before,
                                                             Instant unconfirmed_before,
                                                             std::size_t limit) = 0;
  virtual void remove_draft(core::ApplicationId) = 0;  ///< With its documents.
};

class Documents {
 public:
  virtual ~Documents() = default;
  /// Contents are sealed by the store.
  virtual void insert(core::ApplicationId, const core::DocumentInfo&, base::BytesView contents) = 0;
  [[nodiscard]] virtual std::optional<Bytes> contents(core::ApplicationId, core::DocumentId) = 0;
  virtual void remove(core::ApplicationId, core::DocumentId) = 0;
  /// Octets of all papers whose applicant's address nobody has confirmed.
  [[nodiscard]] virtual std::int64_t unconfirmed_octets() = 0;
};

class People {
 public:
  virtual ~People() = default;
  [[nodiscard]] virtual std::optional<core::Person> find(core::PersonId) = 0;
  /// In no order; who does not exist is left out.
  [[nodiscard]] virtual std::vector<core::Person> find_all(std::span<const core::PersonId>) = 0;
  virtual void insert(std::span<const core::Person>) = 0;
  void insert(const core::Person& it) { insert(std::span{&it, 1}); }
  [[nodiscard]] virtual bool update(const core::Person&) = 0;  ///< As Applications::update.
  [[nodiscard]] virtual std::vector<core::Person> alike(const core::Likeness&) = 0;
  /// `alike` of each, all at once. Only where it may be written.
  [[nodiscard]] virtual std::vector<std::vector<core::Person>> alike_to_each(
      std::span<const core::Likeness>) = 0;
  /// By username, tracking number's person, or words of the name, folded; `limit` at most.
  [[nodiscard]] virtual std::vector<PersonRow> search(std::string_view text, std::size_t limit) = 0;
  virtual void add_affiliations(std::span<const AffiliationOf>) = 0;
  void add_affiliation(core::PersonId person, const core::Affiliation& it) {
    const AffiliationOf one{person, it};
    add_affiliations(std::span{&one, 1});
  }
  /// All but who says so.
  virtual void update_affiliation(const core::Affiliation&) = 0;
  virtual void add_hold(core::PersonId, const core::Hold&) = 0;
  /// The hold placed by `by` no longer holds from `until` on.
  virtual void end_hold(core::PersonId, std::string_view by, Day until) = 0;
  virtual void add_notice(core::PersonId, const core::Notice&) = 0;
  /// In the order of the ids; an unknown id throws.
  [[nodiscard]] virtual std::vector<core::Dossier> dossiers(std::span<const core::PersonId>) = 0;
  /// Who has an account that is not activated, and an affiliation of one of the kinds in one of the
  /// units, in force on the day; as `search`, or all of them if `text` is empty; by name.
  [[nodiscard]] virtual std::vector<PersonRow> newcomers(const NewcomersSought&,
                                                         std::size_t limit) = 0;
  /// Of everybody after `after`, by id: to walk through all in pages.
  [[nodiscard]] virtual std::vector<core::Dossier> dossiers_after(core::PersonId after,
                                                                  std::size_t limit) = 0;
};

class Accounts {
 public:
  virtual ~Accounts() = default;
  [[nodiscard]] virtual std::optional<AccountRecord> find(core::AccountId) = 0;
  [[nodiscard]] virtual std::optional<AccountRecord> by_username(std::string_view) = 0;
  /// Whose address it is or was.
  [[nodiscard]] virtual std::optional<AccountRecord> by_address(const core::Address&) = 0;
  [[nodiscard]] virtual std::optional<AccountRecord> of_person(core::PersonId) = 0;
  /// Reserves the username and the addresses for ever. One personal account per person is a
  /// constraint of the database as well. The caller has asked `taken` in the same transaction.
  virtual void insert(std::span<const AccountRecord>) = 0;
  void insert(const AccountRecord& it) { insert(std::span{&it, 1}); }
  /// Which of these usernames were ever given to anybody.
  [[nodiscard]] virtual std::vector<std::string> taken(std::span<const std::string> usernames) = 0;
  virtual void add_address(core::AccountId, const core::Address&) = 0;
  virtual void set_proof(core::AccountId, Day) = 0;
  virtual void set_activated(core::AccountId, Day) = 0;
  virtual void set_suspended(core::AccountId, const std::optional<core::Suspension>&) = 0;
  virtual void set_closed(core::AccountId, Day) = 0;
  virtual void set_choice(core::AccountId, core::ServiceIndex, bool on) = 0;
  virtual void set_next_changes(std::span<const NextChange>) = 0;
  [[nodiscard]] virtual std::vector<core::AccountId> shared_of(core::PersonId owner) = 0;
  [[nodiscard]] virtual std::optional<core::SharedDossier> shared_dossier(core::AccountId) = 0;
  virtual void add_owner(core::AccountId, core::PersonId) = 0;
  virtual void remove_owner(core::AccountId, core::PersonId) = 0;
  [[nodiscard]] virtual std::vector<core::AccountId> all_shared() = 0;
};

class Credentials {
 public:
  virtual ~Credentials() = default;
  [[nodiscard]] virtual std::optional<std::string> password(
      core::AccountId) = 0;  ///< A PHC string.
  virtual void set_password(core::AccountId, std::string_view phc, Instant) = 0;
  [[nodiscard]] virtual std::optional<Instant> password_set(core::AccountId) = 0;
  [[nodiscard]] virtual std::optional<std::string> staff_password(core::StaffId) = 0;
  virtual void remove_password(core::AccountId) = 0;
  virtual void set_staff_password(core::StaffId, std::string_view phc, Instant) = 0;
};

class Tokens {
 public:
  virtual ~Tokens() = default;
  /// The store keeps a keyed hash of `secret`.
  virtual void insert(const base::Secret& secret, const Token&) = 0;
  /// Expired and used ones are found too: the caller tells people why theirs does not work.
  [[nodiscard]] virtual std::optional<Token> find(TokenPurpose, const base::Secret& secret) = 0;
  /// @return false if it was used already.
  [[nodiscard]] virtual bool use(TokenPurpose, const base::Secret& secret, Instant) = 0;
  virtual void remove(TokenPurpose, std::int64_t subject) = 0;  ///< All unused of that subject.
  /// All unused of that subject change their purpose, and work until `expires`.
  virtual void become(TokenPurpose from, TokenPurpose to, std::int64_t subject,
                      Instant expires) = 0;
  virtual void remove_before(Instant expired) = 0;
  [[nodiscard]] virtual bool any_unused(TokenPurpose, std::int64_t subject, Instant now) = 0;
};

class Sessions {
 public:
  virtual ~Sessions() = default;
  virtual void insert(const base::Secret& token, const Session&) = 0;
  [[nodiscard]] virtual std::optional<Session> find(const base::Secret& token) = 0;
  virtual void touch(const base::Secret& token, Instant) = 0;
  virtual void remove(const base::Secret& token) = 0;
  virtual void remove_all(SessionOf, std::int64_t subject) = 0;
  virtual void remove_before(Instant last_seen) = 0;
};

class Throttle {
 public:
  virtual ~Throttle() = default;
  /// `key` names what is guarded, e.g. `account:maria`, `client:10.0.0.1`; the store keeps its
  /// keyed hash.
  [[nodiscard]] virtual Attempts attempts(std::string_view key) = 0;
  virtual void failed(std::string_view key, Instant) = 0;
  virtual void clear(std::string_view key) = 0;
  virtual void remove_before(Instant last) = 0;
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  virtual void add(const Mail&) = 0;
  /// Waiting ones whose time has come, and those left `sending` by a process that died; marks them
  /// `sending`.
  [[nodiscard]] virtual std::vector<QueuedMail> claim(Instant now, Instant died_before,
                                                      std::size_t limit) = 0;
  virtual void accepted(core::MailId, Instant) = 0;
  virtual void try_again(core::MailId, Instant next_try, std::string_view error) = 0;
  virtual void refused(core::MailId, Instant, std::string_view error) = 0;
  [[nodiscard]] virtual std::size_t unsent() = 0;
  [[nodiscard]] virtual std::vector<QueuedMail> recent(std::size_t limit) = 0;
};

class StaffList {
 public:
  virtual ~StaffList() = default;
  [[nodiscard]] virtual std::optional<Staff> find(core::StaffId) = 0;
  [[nodiscard]] virtual std::optional<Staff> by_login(std::string_view) = 0;
  virtual void insert(const Staff&) = 0;
  virtual void set_active(core::StaffId, bool active) = 0;
  virtual void set_units(core::StaffId, std::span<const std::string> units) = 0;
};

class Proofs {
 public:
  virtual ~Proofs() = default;
  virtual void insert(const Proof&) = 0;
  [[nodiscard]] virtual std::optional<Proof> latest(core::PersonId) = 0;
};

/// Records that were made one. What follows of a merge is told by app/merge_people.cpp.
class Merges {
 public:
  virtual ~Merges() = default;
  /// Whom a record stands for: itself, or the one it was merged into. An unknown id is itself.
  [[nodiscard]] virtual core::PersonId standing_for(core::PersonId) = 0;
  /// Whoever was merged into this one.
  [[nodiscard]] virtual std::vector<core::PersonId> stubs_of(core::PersonId) = 0;
  [[nodiscard]] virtual std::optional<MergeRecord> find(core::MergeId) = 0;
  /// Not undone, oldest first.
  [[nodiscard]] virtual std::vector<MergeRecord> into(core::PersonId keep) = 0;
  /// Newest first, those before `before`.
  [[nodiscard]] virtual std::vector<MergeRecord> list(core::MergeId before, std::size_t limit) = 0;
  virtual void insert(const MergeRecord&) = 0;
  /// Makes `record.other` a stub of `record.keep`.
  /// @return false if its stored version is another, or if it is a stub already.
  [[nodiscard]] virtual bool give_up(const MergeRecord&, std::int64_t version) = 0;
  /// Moves everything of the person, and what belongs to the account that is given up, except what
  /// was told about `told_anew`: nobody's notices about these endings count from now on.
  virtual void move(const MergeRecord&, std::span<const Day> told_anew) = 0;
  /// Closes the account that is given up, or makes it that of `record.keep`.
  virtual void move_account(const MergeRecord&, Day) = 0;
  /// So that undoing takes them away again.
  virtual void add_holds(const MergeRecord&, std::span<const core::Hold>) = 0;
  virtual void note_choices(const MergeRecord&, std::span<const core::Choice>) = 0;
  virtual void note_suspension(const MergeRecord&) = 0;
  [[nodiscard]] virtual bool suspension_noted(core::MergeId) = 0;
  /// Gives back what `move`, `move_account` and the others took; `record.undone` says why.
  /// @return false if it was undone already; nothing is written then.
  [[nodiscard]] virtual bool undo(const MergeRecord&) = 0;
  /// Who may be one person: of the `window` newest records before `before` each with older ones
  /// that share a number or names and birth date, except those told apart. `next` is where to go
  /// on; none at the end.
  struct Pairs {
    std::vector<std::pair<core::PersonId, core::PersonId>> pairs;  ///< The newer one first.
    core::PersonId next;
  };
  [[nodiscard]] virtual Pairs pairs(core::PersonId before, std::size_t window) = 0;
  virtual void tell_apart(core::PersonId, core::PersonId, std::string_view by, Instant) = 0;
  [[nodiscard]] virtual bool told_apart(core::PersonId, core::PersonId) = 0;
  /// Stubs that are not what they must be, with what is wrong; at most a hundred.
  [[nodiscard]] virtual std::vector<std::pair<core::PersonId, std::string>> broken() = 0;
};

class SharedRequests {
 public:
  virtual ~SharedRequests() = default;
  virtual void insert(const SharedRequest&) = 0;
  [[nodiscard]] virtual std::optional<SharedRequest> find(core::SharedRequestId) = 0;
  [[nodiscard]] virtual bool update(const SharedRequest&) = 0;  ///< As Applications::update.
  [[nodiscard]] virtual std::vector<SharedRequest> waiting(std::size_t limit) = 0;
  [[nodiscard]] virtual std::vector<SharedRequest> by(core::PersonId) = 0;
};

/// Licence keys that operators have put in, one per holder.
class Licences {
 public:
  virtual ~Licences() = default;
  virtual void add(core::ServiceIndex,
                   std::span<const std::string> keys) = 0;  ///< Known ones are passed over.
  /// The account's key, given now if it has none; empty if none is left.
  [[nodiscard]] virtual std::optional<std::string> key_for(core::ServiceIndex, core::AccountId,
                                                           Instant) = 0;
  [[nodiscard]] virtual std::optional<std::string> given(core::ServiceIndex, core::AccountId) = 0;
};

struct Ports {
  Applications& applications;
  Documents& documents;
  People& people;
  Accounts& accounts;
  Credentials& credentials;
  Tokens& tokens;
  Sessions& sessions;
  Throttle& throttle;
  Outbox& outbox;
  Audit& audit;
  StaffList& staff;
  Proofs& proofs;
  Merges& merges;
  SharedRequests& shared_requests;
  Claims& claims;
  ArrivedMails& arrived_mails;
  Licences& licences;
  Nights& nights;
  Campaigns& campaigns;
  Registries& registries;
  Erasures& erasures;
  Checks& checks;
};

/// Transactions. A function given to `write` is committed when it returns and rolled back when it
/// throws; it may be run again from its start when two transactions collide, so it must not touch
/// anything but its ports.
class Store {
 public:
  virtual ~Store() = default;
  virtual void run_read(const std::function<void(Ports&)>&) = 0;
  virtual void run_write(const std::function<void(Ports&)>&) = 0;

  template <class F>
  auto read(F&& work) {
    return run<false>(std::forward<F>(work));
  }
  template <class F>
  auto write(F&& work) {
    return run<true>(std::forward<F>(work));
  }

 private:
  template <bool writes, class F>
  auto run(F&& work) {
    using Result = std::invoke_result_t<F&, Ports&>;
    if constexpr (std::is_void_v<Result>) {
      const std::function<void(Ports&)> body = [&](Ports& ports) { work(ports); };
      writes ? run_write(body) : run_read(body);
    } else {
      std::optional<Result> result;
      const std::function<void(Ports&)> body = [&](Ports& ports) { result.emplace(work(ports)); };
      writes ? run_write(body) : run_read(body);
      return std::move(*result);
    }
  }
};

/// Unguessable octets, and numbers for new rows that grow with time.
class Random {
 public:
  virtual ~Random() = default;
  [[nodiscard]] virtual Bytes bytes(std::size_t count) = 0;
  [[nodiscard]] virtual std::int64_t next_id(Instant) = 0;
};

/// Argon2id. Both calls take tens of milliseconds and megabytes: never inside a transaction.
class Passwords {
 public:
  virtual ~Passwords() = default;
  /// Empty where too many others are being hashed already.
  [[nodiscard]] virtual std::optional<std::string> hash(const base::Secret& password) = 0;
  /// Takes as long when `phc` is empty (there is no such account): timing tells nothing. Empty as
  /// above.
  [[nodiscard]] virtual std::optional<bool> verify(const base::Secret& password,
                                                   std::string_view phc) = 0;
  [[nodiscard]] virtual bool is_common(std::string_view folded) const = 0;
};

/// Encryption of rows and keyed hashes, with keys that live outside the database.
class Sealer {
 public:
  virtual ~Sealer() = default;
  /// Authenticated encryption; `context` (which column of which row) must be the same to open.
  [[nodiscard]] virtual Bytes seal(base::BytesView plain, std::string_view context) = 0;
  /// Throws if the octets or the context are not what was sealed.
  [[nodiscard]] virtual Bytes open(base::BytesView sealed, std::string_view context) = 0;
  /// 32 octets, the same for the same text; tells nothing without the key.
  [[nodiscard]] virtual Bytes keyed_hash(std::string_view purpose, std::string_view text) = 0;
  struct Signed {
    Bytes key;        ///< Public, 32 octets.
    Bytes signature;  ///< 64 octets.
  };
  /// Ed25519, under the newest key.
  [[nodiscard]] virtual Signed sign(std::string_view text) = 0;
  /// Whether one of our own keys signed this text; another's signature, however good, is not.
  [[nodiscard]] virtual bool is_signed(std::string_view text, const Signed&) = 0;
};

}  // namespace metroon::app

// A store that dies at the n-th write: every call of a port that writes lights one piece of the
// fuse, and so does the commit.
#pragma once

#include "support/failing_campaigns.hpp"
#include "support/failing_nights.hpp"

namespace metroon::support {

namespace failing {

using namespace app;

struct Applications final : app::Applications {
  Applications(app::Applications& port, Fuse& burning) : real{port}, fuse{burning} {}
  std::optional<core::Application> find(core::ApplicationId id) override { return real.find(id); }
  std::optional<core::Application> find_number(std::string_view number) override {
    return real.find_number(number);
  }
  std::optional<core::Application> of_account(core::AccountId id) override {
    return real.of_account(id);
  }
  std::vector<core::Application> waiting_of_account(core::AccountId id) override {
    return real.waiting_of_account(id);
  }
  void insert(const core::Application& it) override { fuse.burn(), real.insert(it); }
  bool update(const core::Application& it) override { return fuse.burn(), real.update(it); }
  std::vector<QueueRow> queue(std::span<const core::Stage> stages, std::string_view text,
                              std::size_t limit, std::size_t offset) override {
    return real.queue(stages, text, limit, offset);
  }
  std::vector<std::size_t> count_by_stage() override { return real.count_by_stage(); }
  std::vector<core::Application> alike(const core::Likeness& likeness,
                                       core::ApplicationId but) override {
    return real.alike(likeness, but);
  }
  std::vector<core::Application> stale(Instant drafts, Instant unconfirmed,
                                       std::size_t limit) override {
    return real.stale(drafts, unconfirmed, limit);
  }
  void remove_draft(core::ApplicationId id) override { fuse.burn(), real.remove_draft(id); }
  app::Applications& real;
  Fuse& fuse;
};

struct People : app::People {
  People(app::People& port, Fuse& burning) : real{port}, fuse{burning} {}
  std::optional<core::Person> find(core::PersonId id) override { return real.find(id); }
  std::vector<core::Person> find_all(std::span<const core::PersonId> ids) override {
    return real.find_all(ids);
  }
  void insert(std::span<const core::Person> people) override { fuse.burn(), real.insert(people); }
  bool update(const core::Person& it) override { return fuse.burn(), real.update(it); }
  std::vector<core::Person> alike(const core::Likeness& it) override { return real.alike(it); }
  std::vector<std::vector<core::Person>> alike_to_each(
      std::span<const core::Likeness> wanted) override {
    return real.alike_to_each(wanted);
  }
  std::vector<PersonRow> search(std::string_view text, std::size_t limit) override {
    return real.search(text, limit);
  }
  void add_affiliations(std::span<const AffiliationOf> added) override {
    fuse.burn(), real.add_affiliations(added);
  }
  void update_affiliation(const core::Affiliation& it) override {
    fuse.burn(), real.update_affiliation(it);
  }
  void add_hold(core::PersonId id, const core::Hold& it) override {
    fuse.burn(), real.add_hold(id, it);
  }
  void end_hold(core::PersonId id, std::string_view by, Day until) override {
    fuse.burn(), real.end_hold(id, by, until);
  }
  void add_notice(core::PersonId id, const core::Notice& it) override {
    fuse.burn(), real.add_notice(id, it);
  }
  std::vector<core::Dossier> dossiers(std::span<const core::PersonId> ids) override {
    return real.dossiers(ids);
  }
  std::vector<PersonRow> newcomers(const NewcomersSought& sought, std::size_t limit) override {
    return real.newcomers(sought, limit);
  }
  std::vector<core::Dossier> dossiers_after(core::PersonId id, std::size_t limit) override {
    return real.dossiers_after(id, limit);
  }
  app::People& real;
  Fuse& fuse;
};

struct Accounts final : app::Accounts {
  Accounts(app::Accounts& port, Fuse& burning) : real{port}, fuse{burning} {}
  std::optional<AccountRecord> find(core::AccountId id) override { return real.find(id); }
  std::optional<AccountRecord> by_username(std::string_view name) override {
    return real.by_username(name);
  }
  std::optional<AccountRecord> by_address(const core::Address& it) override {
    return real.by_address(it);
  }
  std::optional<AccountRecord> of_person(core::PersonId id) override { return real.of_person(id); }
  void insert(std::span<const AccountRecord> rows) override { fuse.burn(), real.insert(rows); }
  std::vector<std::string> taken(std::span<const std::string> names) override {
    return real.taken(names);
  }
  void add_address(core::AccountId id, const core::Address& it) override {
    fuse.burn(), real.add_address(id, it);
  }
  void set_proof(core::AccountId id, Day day) override { fuse.burn(), real.set_proof(id, day); }
  void set_activated(core::AccountId id, Day day) override {
    fuse.burn(), real.set_activated(id, day);
  }
  void set_suspended(core::AccountId id, const std::optional<core::Suspension>& it) override {
    fuse.burn(), real.set_suspended(id, it);
  }
  void set_closed(core::AccountId id, Day day) override { fuse.burn(), real.set_closed(id, day); }
  void set_choice(core::AccountId id, core::ServiceIndex service, bool on) override {
    fuse.burn(), real.set_choice(id, service, on);
  }
  void set_next_changes(std::span<const app::NextChange> changes) override {
    fuse.burn(), real.set_next_changes(changes);
  }
  std::vector<core::AccountId> shared_of(core::PersonId id) override { return real.shared_of(id); }
  std::optional<core::SharedDossier> shared_dossier(core::AccountId id) override {
    return real.shared_dossier(id);
  }
  void add_owner(core::AccountId id, core::PersonId owner) override {
    fuse.burn(), real.add_owner(id, owner);
  }
  void remove_owner(core::AccountId id, core::PersonId owner) override {
    fuse.burn(), real.remove_owner(id, owner);
  }
  std::vector<core::AccountId> all_shared() override { return real.all_shared(); }
  app::Accounts& real;
  Fuse& fuse;
};

struct Tokens final : app::Tokens {
  Tokens(app::Tokens& port, Fuse& burning) : real{port}, fuse{burning} {}
  void insert(const base::Secret& secret, const Token& it) override {
    fuse.burn(), real.insert(secret, it);
  }
  std::optional<Token> find(TokenPurpose purpose, const base::Secret& secret) override {
    return real.find(purpose, secret);
  }
  bool use(TokenPurpose purpose, const base::Secret& secret, Instant at) override {
    return fuse.burn(), real.use(purpose, secret, at);
  }
  void remove(TokenPurpose purpose, std::int64_t id) override {
    fuse.burn(), real.remove(purpose, id);
  }
  void become(TokenPurpose from, TokenPurpose to, std::int64_t id, Instant expires) override {
    fuse.burn(), real.become(from, to, id, expires);
  }
  void remove_before(Instant at) override { fuse.burn(), real.remove_before(at); }
  bool any_unused(TokenPurpose purpose, std::int64_t id, Instant at) override {
    return real.any_unused(purpose, id, at);
  }
  app::Tokens& real;
  Fuse& fuse;
};

struct Credentials final : app::Credentials {
  Credentials(app::Credentials& port, Fuse& burning) : real{port}, fuse{burning} {}
  std::optional<std::string> password(core::AccountId id) override { return real.password(id); }
  void set_password(core::AccountId id, std::string_view phc, Instant at) override {
    fuse.burn(), real.set_password(id, phc, at);
  }
  std::optional<Instant> password_set(core::AccountId id) override { return real.password_set(id); }
  void remove_password(core::AccountId id) override { fuse.burn(), real.remove_password(id); }
  std::optional<std::string> staff_password(core::StaffId id) override {
    return real.staff_password(id);
  }
  void set_staff_password(core::StaffId id, std::string_view phc, Instant at) override {
    fuse.burn(), real.set_staff_password(id, phc, at);
  }
  app::Credentials& real;
  Fuse& fuse;
};

struct Sessions final : app::Sessions {
  Sessions(app::Sessions& port, Fuse& burning) : real{port}, fuse{burning} {}
  void insert(const base::Secret& token, const Session& it) override {
    fuse.burn(), real.insert(token, it);
  }
  std::optional<Session> find(const base::Secret& token) override { return real.find(token); }
  void touch(const base::Secret& token, Instant at) override { fuse.burn(), real.touch(token, at); }
  void remove(const base::Secret& token) override { fuse.burn(), real.remove(token); }
  void remove_all(SessionOf whose, std::int64_t id) override {
    fuse.burn(), real.remove_all(whose, id);
  }
  void remove_before(Instant at) override { fuse.burn(), real.remove_before(at); }
  app::Sessions& real;
  Fuse& fuse;
};

struct Throttle final : app::Throttle {
  Throttle(app::Throttle& port, Fuse& burning) : real{port}, fuse{burning} {}
  Attempts attempts(std::string_view key) override { return real.attempts(key); }
  void failed(std::string_view key, Instant at) override { fuse.burn(), real.failed(key, at); }
  void clear(std::string_view key) override { fuse.burn(), real.clear(key); }
  void remove_before(Instant at) override { fuse.burn(), real.remove_before(at); }
  app::Throttle& real;
  Fuse& fuse;
};

struct Outbox final : app::Outbox {
  Outbox(app::Outbox& port, Fuse& burning) : real{port}, fuse{burning} {}
  void add(const Mail& it) override { fuse.burn(), real.add(it); }
  std::vector<QueuedMail> claim(Instant at, Instant died, std::size_t limit) override {
    return fuse.burn(), real.claim(at, died, limit);
  }
  void accepted(core::MailId id, Instant at) override { fuse.burn(), real.accepted(id, at); }
  void try_again(core::MailId id, Instant at, std::string_view error) override {
    fuse.burn(), real.try_again(id, at, error);
  }
  void refused(core::MailId id, Instant at, std::string_view error) override {
    fuse.burn(), real.refused(id, at, error);
  }
  std::size_t unsent() override { return real.unsent(); }
  std::vector<QueuedMail> recent(std::size_t limit) override { return real.recent(limit); }
  app::Outbox& real;
  Fuse& fuse;
};

struct Audit : app::Audit {
  Audit(app::Audit& port, Fuse& burning) : real{port}, fuse{burning} {}
  void append(const AuditEntry& it) override { fuse.burn(), real.append(it); }
  std::vector<AuditEntry> about(std::string_view subject, std::size_t limit) override {
    return real.about(subject, limit);
  }
  std::optional<std::int64_t> first_broken() override { return real.first_broken(); }
  std::int64_t count() override { return real.count(); }
  std::vector<std::int64_t> erase(std::span<const std::string> subjects) override {
    return fuse.burn(), real.erase(subjects);
  }
  ChainWalk walk(std::int64_t after, base::BytesView hash,
                 std::span<const std::int64_t> marks) override {
    return real.walk(after, hash, marks);
  }
  std::optional<Bytes> hash_of(std::int64_t number) override { return real.hash_of(number); }
  std::vector<NumberedEntry> search(const AuditSearch& it, std::int64_t below,
                                    std::size_t limit) override {
    return real.search(it, below, limit);
  }
  std::vector<NumberedEntry> list(const AuditSearch& it, std::int64_t above,
                                  std::size_t limit) override {
    return real.list(it, above, limit);
  }
  std::vector<Checkpoint> checkpoints() override { return real.checkpoints(); }
  std::optional<Checkpoint> last_checkpoint() override { return real.last_checkpoint(); }
  Checkpoint add_checkpoint(Checkpoint it) override {
    return fuse.burn(), real.add_checkpoint(std::move(it));
  }
  bool is_signed(const Checkpoint& it) override { return real.is_signed(it); }
  app::Audit& real;
  Fuse& fuse;
};

struct Proofs final : app::Proofs {
  Proofs(app::Proofs& port, Fuse& burning) : real{port}, fuse{burning} {}
  void insert(const Proof& it) override { fuse.burn(), real.insert(it); }
  std::optional<Proof> latest(core::PersonId id) override { return real.latest(id); }
  app::Proofs& real;
  Fuse& fuse;
};

struct Merges final : app::Merges {
  Merges(app::Merges& port, Fuse& burning) : real{port}, fuse{burning} {}
  core::PersonId standing_for(core::PersonId id) override { return real.standing_for(id); }
  std::vector<core::PersonId> stubs_of(core::PersonId id) override { return real.stubs_of(id); }
  std::optional<MergeRecord> find(core::MergeId id) override { return real.find(id); }
  std::vector<MergeRecord> into(core::PersonId id) override { return real.into(id); }
  std::vector<MergeRecord> list(core::MergeId id, std::size_t limit) override {
    return real.list(id, limit);
  }
  void insert(const MergeRecord& it) override { fuse.burn(), real.insert(it); }
  bool give_up(const MergeRecord& it, std::int64_t version) override {
    return fuse.burn(), real.give_up(it, version);
  }
  void move(const MergeRecord& it, std::span<const Day> told_anew) override {
    fuse.burn(), real.move(it, told_anew);
  }
  void move_account(const MergeRecord& it, Day day) override {
    fuse.burn(), real.move_account(it, day);
  }
  void add_holds(const MergeRecord& it, std::span<const core::Hold> holds) override {
    fuse.burn(), real.add_holds(it, holds);
  }
  void note_choices(const MergeRecord& it, std::span<const core::Choice> choices) override {
    fuse.burn(), real.note_choices(it, choices);
  }
  void note_suspension(const MergeRecord& it) override { fuse.burn(), real.note_suspension(it); }
  bool suspension_noted(core::MergeId id) override { return real.suspension_noted(id); }
  bool undo(const MergeRecord& it) override { return fuse.burn(), real.undo(it); }
  Pairs pairs(core::PersonId before, std::size_t window) override {
    return real.pairs(before, window);
  }
  void tell_apart(core::PersonId one, core::PersonId other, std::string_view by,
                  Instant at) override {
    fuse.burn(), real.tell_apart(one, other, by, at);
  }
  bool told_apart(core::PersonId one, core::PersonId other) override {
    return real.told_apart(one, other);
  }
  std::vector<std::pair<core::PersonId, std::string>> broken() override { return real.broken(); }
  app::Merges& real;
  Fuse& fuse;
};

struct SharedRequests final : app::SharedRequests {
  SharedRequests(app::SharedRequests& port, Fuse& burning) : real{port}, fuse{burning} {}
  void insert(const SharedRequest& it) override { fuse.burn(), real.insert(it); }
  std::optional<SharedRequest> find(core::SharedRequestId id) override { return real.find(id); }
  bool update(const SharedRequest& it) override { return fuse.burn(), real.update(it); }
  std::vector<SharedRequest> waiting(std::size_t limit) override { return real.waiting(limit); }
  std::vector<SharedRequest> by(core::PersonId id) override { return real.by(id); }
  app::SharedRequests& real;
  Fuse& fuse;
};

}  // namespace failing

/// Documents, claims, arrived mails, staff and licences are passed through.
class FailingStore final : public app::Store {
 public:
  FailingStore(app::Store& store, Fuse& fuse) : store_{store}, fuse_{fuse} {}

  void run_read(const std::function<void(app::Ports&)>& work) override { store_.run_read(work); }

  void run_write(const std::function<void(app::Ports&)>& work) override {
    store_.run_write([&](app::Ports& real) {
      failing::Applications applications{real.applications, fuse_};
      failing::People people{real.people, fuse_};
      failing::Accounts accounts{real.accounts, fuse_};
      failing::Credentials credentials{real.credentials, fuse_};
      failing::Tokens tokens{real.tokens, fuse_};
      failing::Sessions sessions{real.sessions, fuse_};
      failing::Throttle throttle{real.throttle, fuse_};
      failing::Outbox outbox{real.outbox, fuse_};
      failing::Audit audit{real.audit, fuse_};
      failing::Proofs proofs{real.proofs, fuse_};
      failing::Merges merges{real.merges, fuse_};
      failing::SharedRequests shared_requests{real.shared_requests, fuse_};
      failing::Nights nights{real.nights, fuse_};
      failing::Campaigns campaigns{real.campaigns, fuse_};
      failing::Registries registries{real.registries, fuse_};
      app::Ports ports{applications,  real.documents,  people,      accounts,
                       credentials,   tokens,          sessions,    throttle,
                       outbox,        audit,           real.staff,  proofs,
                       merges,        shared_requests, real.claims, real.arrived_mails,
                       real.licences, nights,          campaigns,   registries,
                       real.erasures, real.checks};
      work(ports);
      fuse_.burn();
    });
  }

 private:
  app::Store& store_;
  Fuse& fuse_;
};

}  // namespace metroon::support

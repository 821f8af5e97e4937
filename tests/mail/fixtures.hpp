// What the tests of this layer share: a folder of their own, and an outbox in memory.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "app/ports.hpp"
#include "mail/worker.hpp"

namespace metroon::mail {

class Folder {
 public:
  Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "metroon-mail-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Names of all files, also hidden ones.
  [[nodiscard]] std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{path_})
      names.insert(entry.path().filename().string());
    return names;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream{path_ / name, std::ios::binary}.rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path path_;
};

inline const app::Instant noon =
    app::Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}} + std::chrono::hours{12};
inline app::Now at(app::Instant instant) {
  return {instant, app::Day{}};
}
inline const Sender sender{"accounts@example.edu", "Γραφείο Λογαριασμών"};

inline app::Mail mail_numbered(std::int64_t id) {
  return {.id = {id},
          .to = "maria@example.org",
          .reply_to = "",
          .subject = "Επιβεβαίωση διεύθυνσης",
          .text = "Αγαπητή Μαρία,\n\nη αίτησή σας ελήφθη.\n",
          .created = noon};
}

/// As the store's, in memory.
class MemoryOutbox final : public app::Outbox {
 public:
  void add(const app::Mail& mail) override {
    rows_.emplace(mail.id, Row{{mail, app::MailState::waiting, 0, mail.created, ""}, {}});
  }
  std::vector<app::QueuedMail> claim(app::Instant now, app::Instant died_before,
                                     std::size_t limit) override {
    std::vector<app::QueuedMail> due;
    for (auto& [id, row] : rows_) {
      const bool waits = row.queued.state == app::MailState::waiting && row.queued.next_try <= now;
      const bool left = row.queued.state == app::MailState::sending && row.claimed < died_before;
      if ((!waits && !left) || due.size() == limit) continue;
      row.queued.state = app::MailState::sending;
      row.queued.tries += 1;
      row.claimed = now;
      due.push_back(row.queued);
    }
    return due;
  }
  void accepted(core::MailId id, app::Instant) override {
    rows_.at(id).queued.state = app::MailState::accepted;
  }
  void try_again(core::MailId id, app::Instant next, std::string_view error) override {
    auto& queued = rows_.at(id).queued;
    queued.state = app::MailState::waiting;
    queued.next_try = next;
    queued.last_error = error;
  }
  void refused(core::MailId id, app::Instant, std::string_view error) override {
    rows_.at(id).queued.state = app::MailState::refused;
    rows_.at(id).queued.last_error = error;
  }
  std::size_t unsent() override {
    return static_cast<std::size_t>(std::ranges::count_if(rows_, [](const auto& row) {
      return row.second.queued.state == app::MailState::waiting ||
             row.second.queued.state == app::MailState::sending;
    }));
  }
  std::vector<app::QueuedMail> recent(std::size_t) override { return {}; }

  [[nodiscard]] const app::QueuedMail& row(std::int64_t id) const { return rows_.at({id}).queued; }

 private:
  struct Row {
    app::QueuedMail queued;
    app::Instant claimed{};
  };
  std::map<core::MailId, Row> rows_;
};

/// No letter of these tests carries a notice.
class NoNights final : public app::Nights {
 public:
  std::vector<app::DueAccount> due(app::Day, const app::DueAfter&, std::size_t) override {
    return {};
  }
  std::vector<app::DueAccount> between(core::PersonId, core::PersonId) override { return {}; }
  void looked(std::span<const core::AccountId>, app::Day) override {}
  void add_notice(core::PersonId, const core::Notice&, core::MailId) override {}
  void notice_accepted(core::MailId, app::Day) override {}
  std::vector<app::BouncedNotice> bounced(std::size_t) override { return {}; }
  std::vector<core::PersonId> corrected(std::size_t) override { return {}; }
  std::vector<core::PersonId> unheard(app::Day, core::PersonId, std::size_t) override { return {}; }
  std::vector<core::Notice> give_again(core::PersonId) override { return {}; }
  void recall(core::PersonId, app::Instant) override {}
  std::optional<app::Day> successor_asked(core::AccountId) override { return {}; }
  std::vector<core::AccountId> successors_asked() override { return {}; }
  bool ask_successor(core::AccountId, app::Day) override { return false; }
  void successor_found(core::AccountId) override {}
  void not_collected(core::AccountId, app::Day) override {}
  bool collected(core::AccountId) override { return false; }
  std::optional<core::RulesOnRecord> rules() override { return {}; }
  void adopt(const core::RulesOnRecord&) override {}
  std::optional<app::NightDone> last() override { return {}; }
  void done(const app::NightDone&) override {}
};

/// A store of which only the outbox is there: whoever touches another port crashes.
class OutboxStore final : public app::Store {
 public:
  MemoryOutbox outbox;
  NoNights nights;

  void run_read(const std::function<void(app::Ports&)>& work) override { run_write(work); }
  void run_write(const std::function<void(app::Ports&)>& work) override {
    app::Ports ports{absent(), absent(), absent(), absent(), absent(), absent(), absent(), absent(),
                     outbox,   absent(), absent(), absent(), absent(), absent(), absent(), absent(),
                     absent(), nights,   absent(), absent(), absent(), absent()};
    work(ports);
  }

 private:
  struct Absent {
    template <class Port>
    operator Port&() const {
      alignas(16) static std::byte nothing[64]{};
      return reinterpret_cast<Port&>(nothing);
    }
  };
  static Absent absent() { return {}; }
};

}  // namespace metroon::mail

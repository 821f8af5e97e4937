#include "main/housekeeping.hpp"

#include <spdlog/spdlog.h>

#include "app/apply.hpp"
#include "app/campaign.hpp"
#include "app/night.hpp"
#include "app/registry_doors.hpp"
#include "cli/audit.hpp"
#include "core/words.hpp"
#include "mail/worker.hpp"

namespace metroon::main {
namespace {

constexpr std::chrono::seconds mail_every{1};
constexpr unsigned tidy_every = 600;  // Rounds.
constexpr unsigned night_every = 60;
constexpr unsigned helpdesk_every = 60;
constexpr unsigned registries_every = 60;
// Longer than any session or throttle looks back.
constexpr std::chrono::hours sessions_kept{24};
constexpr std::chrono::days attempts_kept{30};
// Long enough to tell people that their code or link is too old, and not that there is none.
constexpr std::chrono::days tokens_kept{365};

}  // namespace

Housekeeping::Housekeeping(app::House& house, const Clock& clock, mail::Transport& transport,
                           mail::Sender sender, int night_hour,
                           std::optional<mail::ImapSettings> helpdesk)
    : house_{house},
      clock_{clock},
      transport_{transport},
      sender_{std::move(sender)},
      night_hour_{night_hour},
      helpdesk_{std::move(helpdesk)},
      thread_{[this](std::stop_token stop) { run(std::move(stop)); }} {}

Housekeeping::~Housekeeping() {
  thread_.request_stop();
  wake_.notify_all();
}

void Housekeeping::run(std::stop_token stop) {
  for (unsigned round = 0; !stop.stop_requested(); ++round) {
    const auto every = [&](unsigned rounds, std::string_view what, auto&& work) {
      if (round % rounds != 0) return;
      try {
        work();
      } catch (const std::exception& fault) {
        spdlog::error("METROON-H01: housekeeping: {}: {}", what, fault.what());
      }
    };
    every(1, "mail", [&] { deliver(); });
    every(1, "campaigns", [&] { campaigns(); });
    every(tidy_every, "tidying", [&] { tidy(); });
    every(tidy_every, "signing the audit", [&] { sign_audit(); });
    every(night_every, "night", [&] { night(); });
    every(registries_every, "registries", [&] { fetch_registries(); });
    if (helpdesk_) every(helpdesk_every, "helpdesk", [&] { read_helpdesk(); });
    std::unique_lock lock{mutex_};
    wake_.wait_for(lock, stop, mail_every, [&] { return stop.stop_requested(); });
  }
}

void Housekeeping::deliver() {
  for (;;) {
    const auto counts = mail::deliver_due(house_.store, transport_, sender_, clock_.now());
    if (counts.refused > 0)
      spdlog::warn("METROON-M03: {} mails were refused for good", counts.refused);
    if (counts.accepted < mail::batch_size) return;
  }
}

// Another process may run it at the same time: neither says anything twice.
void Housekeeping::night() {
  const auto now = clock_.now();
  const auto done = house_.store.read([](app::Ports& ports) { return ports.nights.last(); });
  const auto last = done ? std::optional{done->day} : std::nullopt;
  if (!app::night_is_due(last, now.day, clock_.hour(now.instant), night_hour_)) return;
  const auto counts = app::run_night(
      house_, {.now = now, .actor = "system", .client = {}, .language = core::Language::el});
  spdlog::info(
      "night: {} accounts looked at, {} notices, {} with services that ended, {} reminders to "
      "collect, {} closed as not collected",
      counts.looked_at, counts.notices, counts.ended, counts.reminders, counts.not_collected);
  if (counts.waiting > 0)
    spdlog::warn("METROON-N01: {} endings wait, for no mail server took their notice",
                 counts.waiting);
  if (counts.entries_left > 0)
    spdlog::error(
        "METROON-V06: {} entries of the audit were not erased, for they do not follow from "
        "those before them: see `metroon audit verify`",
        counts.entries_left);
}

// Started on a page, and here carried out; one that died half way goes on.
void Housekeeping::campaigns() {
  const auto recorded = app::carry_on_campaigns(
      house_,
      {.now = clock_.now(), .actor = "system", .client = {}, .language = core::Language::el});
  if (recorded > 0) spdlog::info("campaigns: {} endings were recorded", recorded);
}

void Housekeeping::fetch_registries() {
  if (house_.declared == nullptr) return;
  for (const auto& registry : house_.declared->all()) {
    const auto now = clock_.now();
    const auto minute = clock_.minute_of_day(now.instant);
    const auto last = house_.store.read(
        [&](app::Ports& ports) { return ports.registries.fetched(registry.name); });
    if (!app::fetch_is_due(registry, last, now, minute)) continue;
    const auto run = app::fetch_registry(
        house_, {.now = now, .actor = "system", .client = {}, .language = core::Language::el},
        registry, minute);
    if (run)
      spdlog::info("registry {}: {}, {} rows, {} new, {} changed, {} ended, {} bad", registry.name,
                   run->applied ? "applied" : core::to_word(run->verdict), run->counts.rows,
                   run->counts.added, run->counts.changed, run->counts.ended, run->counts.bad);
    else if (run.error().problem != app::DoorProblem::busy)
      spdlog::error("METROON-R21: registry {} was not read: {}. It is tried again in an hour.",
                    registry.name, run.error().what);
    if (run && !run->applied)
      spdlog::warn("METROON-R22: registry {} was stopped ({}); its page says what can be done",
                   registry.name, core::to_word(run->verdict));
  }
}

// Its faults have a message of their own, with what to look at.
void Housekeeping::read_helpdesk() {
  try {
    const auto read = mail::read_mailbox(
        house_, *helpdesk_,
        {.now = clock_.now(), .actor = "system", .client = {}, .language = core::Language::el});
    if (read.filed > 0) spdlog::info("{} mails of the helpdesk were filed", read.filed);
    if (read.unread > 0)
      spdlog::warn(
          "METROON-C04: {} of them could not be read and were filed without their contents. "
          "Remedy: look at the newest mails in the mailbox; the office's page has the time.",
          read.unread);
  } catch (const std::exception& fault) {
    spdlog::error("METROON-C01: the helpdesk's mailbox: {}. It is tried again in a minute.",
                  fault.what());
  }
}

void Housekeeping::tidy() {
  const auto now = clock_.now();
  (void)app::expire_applications(
      house_, {.now = now, .actor = "system", .client = {}, .language = core::Language::el});
  house_.store.write([&](app::Ports& ports) {
    ports.sessions.remove_before(now.instant - sessions_kept);
    ports.throttle.remove_before(now.instant - attempts_kept);
    ports.tokens.remove_before(now.instant - tokens_kept);
  });
}

void Housekeeping::sign_audit() {
  const app::Call call{
      .now = clock_.now(), .actor = "system", .client = {}, .language = core::Language::el};
  if (!app::checkpoint_is_due(house_, call)) return;
  const auto made = app::sign_checkpoint(house_, call, signed_);
  if (!made) {
    if (made.error() == app::SignProblem::history_changed)
      spdlog::error("METROON-V01: the audit is not what was signed before; nothing was signed");
    return;
  }
  signed_ = *made;
  // The journal is elsewhere than the database: what stands there can be held against it.
  auto line = cli::checkpoint_line(*made);
  line.pop_back();
  spdlog::info("METROON-V05: audit checkpoint {}", line);
}

}  // namespace metroon::main

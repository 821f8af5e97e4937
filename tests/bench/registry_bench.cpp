// The university's year in figures: the first load of a student registry, the same file again, one
// in which little has changed, newcomers matched against everyone, nights and a new policy. On
// SQLite and PostgreSQL, each beside what the machine can do at most with the same rows.
//
//   bench_registry [PEOPLE] [sqlite|postgresql]      100,000 people by default; 2.5 rows each
#include <cstdio>
#include <fstream>
#include <functional>

#include "app/night.hpp"
#include "app/registry.hpp"
#include "app/simulate.hpp"
#include "bench/measure.hpp"
#include "bench/registry_limits.hpp"
#include "bench/student_registry.hpp"
#include "feed/open_delivery.hpp"
#include "main/runtime.hpp"

namespace {

using namespace metroon;
using Clock = std::chrono::steady_clock;

double seconds(const std::function<void()>& work) {
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double>{Clock::now() - begin}.count();
}

void rest_memory() {
  std::ofstream{"/proc/self/clear_refs"} << 5;
}
long most_memory() {  // In MB, since rest_memory.
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6)) / 1024;
  return 0;
}

/// One database under measurement.
class Year {
 public:
  Year(bench::Limits& limits, const bench::Folder& folder, int people)
      : limits_{limits}, folder_{folder}, students_{people} {
    settings_.database = limits.url();
    settings_.key_file = folder.file("bench.key");
    runtime_ = std::make_unique<main::Runtime>(settings_);
    call_ = runtime_->operator_call();
    rows_ = students_.rows();
  }

  void measure() {
    first_load();
    bench::print("unchanged file, rows", rows_ / deliver("unchanged"));
    students_.change(0.005);
    bench::print("0.5 % changed, rows", rows_ / deliver("changed"));
    newcomers();
    whole_pass();
    nights();
  }

 private:
  void first_load() {
    const auto file = students_.write(folder_.file("students.csv"));
    bench::print("limit: reading the file alone, rows", rows_ / seconds([&] { read(file); }));
    const double first = rows_ / deliver("first load");
    bench::print("first load, rows", first);
    bench::print("first load, people", first / rows_ * students_.people());
    const double raw = rows_ / seconds([&] { limits_.raw(file); });
    bench::print_limit("the file's rows into one table without index, rows", raw, first);
    limits_.before_same();
    std::int64_t made = 0;
    const double same = rows_ / seconds([&] { made = limits_.same(); });
    bench::print_limit(
        fmt::format("the {} rows that we made of them, in bulk, rows of the file", made), same,
        first);
  }

  void read(const std::string& file) {
    const auto delivery = feed::open_delivery_file(students_.declaration(), file).value();
    while (delivery->next()) (void)delivery->fingerprint();
  }

  double deliver(std::string_view what) {
    return deliver(what, students_.declaration(), students_.write(folder_.file("students.csv")));
  }
  double deliver(std::string_view what, const feed::Declaration& declaration,
                 const std::string& file) {
    rest_memory();
    app::RegistryRun run;
    call_.now.instant += std::chrono::hours{1};
    const double took = seconds([&] {
      run = app::run_delivery(runtime_->house(), call_, declaration.registry,
                              [&] { return feed::open_delivery_file(declaration, file).value(); });
    });
    fmt::print("  {}: {:.2f} s; {} added, {} changed, {} unchanged, {} bad; {} MB at most\n", what,
               took, run.counts.added, run.counts.changed, run.counts.unchanged, run.counts.bad,
               most_memory());
    if (run.verdict != core::DeliveryVerdict::fine)
      throw std::runtime_error{"the guard stopped the bench's own delivery"};
    const auto held = runtime_->house().store.read(
        [&](app::Ports& ports) { return ports.registries.bad(run.id, 1000).size(); });
    if (held > 0) fmt::print("  {}{} rows held or bad\n", held == 1000 ? "more than " : "", held);
    return took;
  }

  void newcomers() {
    const auto declaration = bench::contractors();
    const auto file = students_.write_contractors(folder_.file("contractors.csv"), 10'000);
    bench::print("10,000 newcomers matched against everyone",
                 10'000 / deliver("newcomers", declaration, file));
  }

  void whole_pass() {
    rest_memory();
    app::Simulation found;
    const auto other = runtime_->house().policy;
    const double took = seconds([&] {
      found = app::simulate(runtime_->house(), call_,
                            {.until = call_.now.day, .other = &other, .usernames = 0});
    });
    bench::print("everybody under two policies, people", static_cast<double>(found.people) / took);
    fmt::print("  {} people, {:.2f} s; {} MB at most\n", found.people, took, most_memory());
  }

  double night(std::string_view what) {
    rest_memory();
    app::NightCounts counts;
    const double took = seconds([&] { counts = app::run_night(runtime_->house(), call_); });
    fmt::print("night, {} … {:.3f} s\n  {} looked at, {} notices, {} ended; {} MB at most\n", what,
               took, counts.looked_at, counts.notices, counts.ended, most_memory());
    return took;
  }

  /// A night that has something to do, beside the way to whom it concerns.
  void busy_night(std::string_view what) {
    const double limit = touch_due();
    const double took = night(what);
    fmt::print("limit: reading them and writing one word to each … {:.3f} s\n", limit);
    fmt::print("  we take {:.1f} times as long\n", took / limit);
  }

  // By a program that has just started, as the one that a timer starts for the night.
  double touch_due() {
    main::Runtime other{settings_};
    return seconds([&] {
      for (std::optional<app::DueAfter> last{app::DueAfter{}}; last;)
        last = other.house().store.write([&](app::Ports& ports) -> std::optional<app::DueAfter> {
          const auto due = ports.nights.due(call_.now.day, *last, 200);
          if (due.empty()) return {};
          std::vector<core::PersonId> people;
          std::vector<app::NextChange> same;
          for (const auto& one : due) {
            people.push_back(one.person);
            same.push_back({one.account, one.next_change});
          }
          (void)ports.people.dossiers(people);
          ports.accounts.set_next_changes(same);
          return app::DueAfter{*due.back().next_change, due.back().account};
        });
    });
  }

  void nights() {
    activate_everybody();
    night("the first after the load");
    night("nothing due");
    students_.end_soon(5000, call_.now.day);
    deliver("5,000 endings ahead");
    busy_night("5,000 notices");
    accept_all_mail();
    pass(std::chrono::days{60});
    // The nights between were not run, and the first of a month has something more to do.
    runtime_->house().store.write([&](app::Ports& ports) {
      ports.nights.done({.day = call_.now.day, .policy_hash = runtime_->house().policy.hash});
    });
    busy_night("5,000 endings");
    pass(std::chrono::days{31});
    night("the first of a month, which looks for those without an account");
  }

  void pass(std::chrono::days time) {
    call_.now.day += time;
    call_.now.instant += time;
  }

  void activate_everybody() {
    for (core::PersonId last{};;) {
      const auto end = runtime_->house().store.write([&](app::Ports& ports) {
        const auto page = ports.people.dossiers_after(last, 1000);
        for (const auto& dossier : page) {
          if (!dossier.account) continue;
          ports.accounts.set_proof(dossier.account->id, call_.now.day);
          ports.accounts.set_activated(dossier.account->id, call_.now.day);
        }
        return page.empty() ? core::PersonId{} : page.back().person;
      });
      if (!end) return;
      last = end;
    }
  }

  void accept_all_mail() {
    const auto now = call_.now.instant;
    for (bool any = true; any;)
      any = runtime_->house().store.write([&](app::Ports& ports) {
        const auto mails = ports.outbox.claim(now, now, 1000);
        for (const auto& mail : mails) {
          ports.outbox.accepted(mail.mail.id, now);
          ports.nights.notice_accepted(mail.mail.id, call_.now.day);
        }
        return !mails.empty();
      });
  }

  bench::Limits& limits_;
  const bench::Folder& folder_;
  bench::StudentRegistry students_;
  double rows_{0};
  main::Settings settings_;
  std::unique_ptr<main::Runtime> runtime_;
  app::Call call_;
};

}  // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // A run takes long, and the server is a fork of ours.
  const int people = argc > 1 ? std::stoi(argv[1]) : 100'000;
  const std::string engine = argc > 2 ? argv[2] : "";
  const bench::Folder folder;
  if (engine != "postgresql") {
    fmt::print("SQLite, {} people\n", people);
    bench::SqliteLimits limits{folder};
    Year{limits, folder, people}.measure();
  }
  if (engine != "sqlite") {
    fmt::print("PostgreSQL, {} people\n", people);
    bench::PostgresqlLimits limits;
    Year{limits, folder, people}.measure();
  }
}

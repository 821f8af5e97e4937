#include "app/registry.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "app/acts.hpp"
#include "app/known_rows.hpp"
#include "app/registry_row.hpp"
#include "core/words.hpp"

namespace metroon::app {
namespace {

using core::DeliveryVerdict;

constexpr std::size_t rows_at_once = 10'000;
constexpr std::size_t known_at_once = 10'000;
constexpr std::size_t most_bad_kept = 1000;

// A row of a known key that is to be carried out: whether its kind is another one is asked for many
// at once, so that what is remembered of each key stays small and unchanged rows need not be asked.
struct Differing {
  core::KindIndex kind{0};
  bool ends{false};  // It was counted so.
};

// A delivery that was read once and changed nothing.
struct Looked {
  KnownRows known;
  std::unordered_set<std::string> unusable;  // Keys that stand in it twice, or cannot be read.
  core::DeliveryCounts counts;
  std::unordered_map<std::string, Differing> kinds_to_ask;
  std::size_t differing{0};  // Rows that are to be carried out.
  std::size_t held{0};       // Of them, those that wait for the office.
  DeliveryVerdict verdict{DeliveryVerdict::fine};
  std::vector<BadRow> bad;
  Instant made{};
  Day soon{};  // What ends by then is told by the next night: it ends by this delivery.
  std::string source;
};

void note_bad(Looked& looked, BadRow row) {
  ++looked.counts.bad;
  if (!row.key.empty()) looked.unusable.insert(row.key);
  if (looked.bad.size() < most_bad_kept) looked.bad.push_back(std::move(row));
}

// A row that waits for the office is neither new nor changed: nothing more comes of it by itself.
Known::State state_of(RowState state) {
  switch (state) {
    case RowState::asserted:
      return Known::State::asserted;
    case RowState::ended:
      return Known::State::ended;
    case RowState::erased:
      return Known::State::erased;
    case RowState::held:
    case RowState::decided_same:
    case RowState::decided_new:
      return Known::State::waits;
  }
  std::unreachable();
}

bool is_unchanged(const Known& known, const Fingerprint& fingerprint) {
  const bool settled = known.state == Known::State::asserted || known.state == Known::State::erased;
  return settled && !known.disputed && known.fingerprint == fingerprint.front();
}

// Nothing comes of it but that it need not be held any more.
bool is_as_before(const Known& known, const Fingerprint& fingerprint) {
  return known.disputed && known.state == Known::State::asserted &&
         known.fingerprint == fingerprint.front();
}

void count_row(Looked& looked, const Delivery& delivery) {
  ++looked.counts.rows;
  const auto row_key = delivery.row_key();
  auto& known = looked.known[delivery.fingerprint_of(row_key)];
  if (std::exchange(known.delivered, true) && !row_key.empty())
    return note_bad(looked, {.line = delivery.line(),
                             .key = std::string{row_key},
                             .column = {},
                             .reason = "key_twice",
                             .found = {}});
  if (is_unchanged(known, delivery.fingerprint())) {
    ++looked.counts.unchanged;
    return;
  }
  const auto observed = delivery.observation();
  if (!observed) return note_bad(looked, observed.error());
  ++looked.differing;
  if (is_as_before(known, delivery.fingerprint())) {
    ++looked.counts.unchanged;
    return;
  }
  switch (known.state) {
    case Known::State::nothing:
    case Known::State::ended:
    case Known::State::erased:
      ++looked.counts.added;
      return;
    case Known::State::asserted: {
      const bool ends = observed->ends && *observed->ends <= looked.soon;
      ++(ends ? looked.counts.ended : looked.counts.changed);
      looked.kinds_to_ask.emplace(row_key, Differing{observed->kind, ends});
      return;
    }
    case Known::State::waits:
      ++looked.counts.unchanged;
      return;
  }
}

// Another kind under a known key ends the affiliation before, unless that was over already, and
// begins a new one (registry_row.cpp).
void count_kinds(House& house, const core::Registry& registry, Looked& looked) {
  std::vector<std::string> keys;
  for (const auto& [key, differing] : looked.kinds_to_ask) keys.push_back(key);
  const auto before = house.store.read(
      [&](Ports& ports) { return ports.registries.capacities(registry.name, keys); });
  for (const auto& one : before) {
    const auto& now = looked.kinds_to_ask.at(one.row_key);
    if (one.kind == now.kind) continue;
    ++looked.counts.added;
    --(now.ends ? looked.counts.ended : looked.counts.changed);
    if (!one.ends || *one.ends > looked.soon) ++looked.counts.ended;
  }
  looked.kinds_to_ask.clear();
}

bool is_left_out(const Known& known) {
  return !known.delivered && known.state == Known::State::asserted;
}

// Gives every row that the registry has ever delivered to `take`, by key, in pages.
template <class F>
void each_known(Ports& ports, const core::Registry& registry, F&& take) {
  std::string last;
  for (std::size_t size = known_at_once; size == known_at_once;) {
    const auto page = ports.registries.rows_after(registry.name, last, known_at_once);
    size = page.size();
    if (size > 0) last = page.back().row_key;
    for (const auto& row : page) take(row);
  }
}

Looked look(House& house, const core::Registry& registry, Delivery& delivery) {
  Looked looked;
  std::optional<DeliveryMark> last;
  house.store.read([&](Ports& ports) {
    last = ports.registries.last_applied(registry.name);
    looked.known.reserve(ports.registries.count(registry.name));
    const auto disputed = ports.registries.disputed(registry.name);
    const std::unordered_set<std::string> beside{disputed.begin(), disputed.end()};
    each_known(ports, registry, [&](const RegistryRow& row) {
      const Known known{.fingerprint = row.fingerprint.front(),
                        .state = state_of(row.state),
                        .disputed = !beside.empty() && beside.contains(row.row_key)};
      looked.known[delivery.fingerprint_of(row.row_key)] = known;
      if (known.state == Known::State::asserted) ++looked.counts.asserted;
    });
  });
  looked.made = delivery.made();
  looked.soon = core::soon_day(house.policy.notices.days_before, house.civil_day(looked.made));
  while (delivery.next()) {
    count_row(looked, delivery);
    if (looked.kinds_to_ask.size() == rows_at_once) count_kinds(house, registry, looked);
  }
  count_kinds(house, registry, looked);
  if (registry.full) looked.counts.ended += looked.known.count_if(is_left_out);
  looked.source = delivery.source();
  looked.verdict =
      core::judge(registry, looked.counts, delivery.whole(), last && looked.made < last->made);
  return looked;
}

class Application {
 public:
  Application(House& house, const Call& call, const core::Registry& registry, Looked& looked)
      : house_{house}, call_{call}, registry_{registry}, looked_{looked} {}

  /// @return false if what `open` gives is not what was looked at; nothing is changed then.
  [[nodiscard]] bool apply(const OpenDelivery& open) {
    const bool ends = registry_.full && looked_.counts.ended > 0;
    if (looked_.differing == 0 && !ends) return true;
    const auto delivery = open();
    if (delivery->made() != looked_.made || delivery->source() != looked_.source) return false;
    while (delivery->next()) take(*delivery);
    carry_out_batch();
    if (ends) end_what_is_left_out(*delivery);
    return true;
  }

 private:
  void take(const Delivery& delivery) {
    std::string key{delivery.row_key()};
    if (looked_.unusable.contains(key)) return;
    const auto fingerprint = delivery.fingerprint();
    const auto* known = looked_.known.find(delivery.fingerprint_of(key));
    if (known != nullptr && is_unchanged(*known, fingerprint)) return;
    auto observed = delivery.observation();
    if (!observed) return;  // Counted before; the source has changed since.
    batch_.push_back({std::move(key), fingerprint, std::move(*observed), delivery.line()});
    if (batch_.size() == rows_at_once) carry_out_batch();
  }

  void carry_out_batch() {
    if (batch_.empty()) return;
    const auto held = house_.store.write([&](Ports& ports) {
      RegistryBatch batch{ports, house_, call_, registry_, batch_};
      std::vector<BadRow> rows;
      for (std::size_t at = 0; at < batch_.size(); ++at)
        if (auto why = carry_out(batch, batch_[at], at)) rows.push_back(std::move(*why));
      batch.finish();
      return rows;
    });
    looked_.held += held.size();
    for (const auto& row : held)
      if (looked_.bad.size() < most_bad_kept) looked_.bad.push_back(row);
    batch_.clear();
  }

  void end_what_is_left_out(const Delivery& delivery) {
    std::vector<std::string> keys;
    house_.store.read([&](Ports& ports) {
      each_known(ports, registry_, [&](const RegistryRow& row) {
        const auto* known = looked_.known.find(delivery.fingerprint_of(row.row_key));
        if (known != nullptr && is_left_out(*known)) keys.push_back(row.row_key);
      });
    });
    for (std::size_t at = 0; at < keys.size(); at += rows_at_once)
      house_.store.write([&](Ports& ports) {
        const auto end = std::min(keys.size(), at + rows_at_once);
        for (std::size_t one = at; one < end; ++one)
          end_left_out(ports, house_, call_, registry_, keys[one]);
        ports.registries.let_go(registry_.name, std::span{keys}.subspan(at, end - at));
      });
  }

  House& house_;
  const Call& call_;
  const core::Registry& registry_;
  Looked& looked_;
  std::vector<WantedRow> batch_;
};

void audit_run(Ports& ports, const House& house, const Call& call, const RegistryRun& run,
               std::string_view action) {
  audit(ports, house, call, action, "registry:" + run.registry,
        std::string{core::to_word(run.verdict)} + ", run " + std::to_string(run.id.value));
}

void report(Ports& ports, const House& house, const Call& call, const core::Registry& registry,
            const RegistryRun& run, std::size_t held) {
  const auto& n = run.counts;
  for (const auto& address : registry.report_to)
    post(ports, house, call, {address, core::Language::el},
         run.applied ? "mail.registry_applied" : "mail.registry_stopped",
         {{"registry", registry.title.el},
          {"source", run.source},
          {"rows", std::to_string(n.rows)},
          {"unchanged", std::to_string(n.unchanged)},
          {"added", std::to_string(n.added)},
          {"changed", std::to_string(n.changed)},
          {"ended", std::to_string(n.ended)},
          {"bad", std::to_string(n.bad)},
          {"held", std::to_string(held)},
          {"link", house.base_url + "/office/registry/" + run.registry + "/run/" +
                       std::to_string(run.id.value)}});
}

void finish(House& house, const Call& call, const core::Registry& registry, RegistryRun& run,
            const Looked& looked) {
  run.applied = call.now.instant;
  house.store.write([&](Ports& ports) {
    ports.registries.finished(run.id, call.now.instant, run.confirmed_by);
    ports.registries.add_bad(run.id, looked.bad);
    audit_run(ports, house, call, run, "registry_applied");
    report(ports, house, call, registry, run, looked.held);
  });
}

void begin(House& house, const Call& call, const RegistryRun& run, std::string_view action) {
  house.store.write([&](Ports& ports) {
    ports.registries.insert(run);
    audit_run(ports, house, call, run, action);
  });
}

void stop(House& house, const Call& call, const core::Registry& registry, const RegistryRun& run,
          const Looked& looked) {
  house.store.write([&](Ports& ports) {
    ports.registries.insert(run);
    ports.registries.add_bad(run.id, looked.bad);
    report(ports, house, call, registry, run, 0);
    audit_run(ports, house, call, run, "registry_stopped");
  });
}

RegistryRun run_of(House& house, const Call& call, const core::Registry& registry,
                   const Looked& looked) {
  return {.id = {house.random.next_id(call.now.instant)},
          .registry = registry.name,
          .source = looked.source,
          .made = looked.made,
          .started = call.now.instant,
          .applied = {},
          .verdict = looked.verdict,
          .counts = looked.counts,
          .by = call.actor,
          .confirmed_by = {}};
}

}  // namespace

DeliveryPreview preview_delivery(House& house, const core::Registry& registry,
                                 const OpenDelivery& open) {
  auto looked = look(house, registry, *open());
  return {looked.counts, looked.verdict, std::move(looked.bad)};
}

RegistryRun run_delivery(House& house, const Call& call, const core::Registry& registry,
                         const OpenDelivery& open) {
  auto looked = look(house, registry, *open());
  auto run = run_of(house, call, registry, looked);
  if (run.verdict != DeliveryVerdict::fine) {
    stop(house, call, registry, run, looked);
    return run;
  }
  begin(house, call, run, "registry_run");
  // What replaced the delivery meanwhile has passed no guard: it is a run of its own.
  if (!Application{house, call, registry, looked}.apply(open))
    return run_delivery(house, call, registry, open);
  finish(house, call, registry, run, looked);
  return run;
}

std::expected<RegistryRun, RunProblem> confirm_delivery(House& house, const Call& call,
                                                        const core::Registry& registry,
                                                        const OpenDelivery& open,
                                                        core::RegistryRunId id) {
  const auto stopped = house.store.read([&](Ports& ports) { return ports.registries.find(id); });
  if (!stopped || stopped->registry != registry.name)
    return std::unexpected{RunProblem::no_such_run};
  if (stopped->applied) return std::unexpected{RunProblem::applied_already};
  if (stopped->by == call.actor) return std::unexpected{RunProblem::same_person};
  auto looked = look(house, registry, *open());
  const bool fine = looked.verdict == DeliveryVerdict::fine;
  if (!fine && !core::may_be_confirmed(looked.verdict)) return std::unexpected{RunProblem::never};
  auto run = run_of(house, call, registry, looked);
  run.by = stopped->by;
  if (!fine && looked.counts != stopped->counts) {
    stop(house, call, registry, run, looked);
    return run;
  }
  run.confirmed_by = call.actor;
  begin(house, call, run, "registry_confirmed");
  if (!Application{house, call, registry, looked}.apply(open))
    throw std::runtime_error{"the delivery was replaced while it was read"};
  finish(house, call, registry, run, looked);
  return run;
}

}  // namespace metroon::app

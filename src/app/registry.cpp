#include "app/registry.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "app/acts.hpp"
#include "app/registry_row.hpp"
#include "core/words.hpp"

namespace metroon::app {
namespace {

using core::DeliveryVerdict;

constexpr std::size_t rows_at_once = 500;
constexpr std::size_t most_bad_kept = 1000;

struct Known {
  Fingerprint fingerprint{};
  RowState state{RowState::asserted};
  bool delivered{false};
};
using KnownRows = std::unordered_map<std::string, Known>;

// A delivery that was read once and changed nothing.
struct Looked {
  KnownRows known;
  std::unordered_set<std::string> unusable;  // Keys that stand in it twice, or cannot be read.
  core::DeliveryCounts counts;
  DeliveryVerdict verdict{DeliveryVerdict::fine};
  std::vector<BadRow> bad;
  Instant made{};
  std::string source;
};

void note_bad(Looked& looked, BadRow row) {
  ++looked.counts.bad;
  if (!row.key.empty()) looked.unusable.insert(row.key);
  if (looked.bad.size() < most_bad_kept) looked.bad.push_back(std::move(row));
}

bool is_unchanged(const Known& known, const Fingerprint& fingerprint) {
  return known.state == RowState::asserted && known.fingerprint == fingerprint;
}

// A row that waits for the office is neither new nor changed: nothing more comes of it by itself.
bool waits(const Known& known) {
  return known.state == RowState::held || known.state == RowState::decided_same ||
         known.state == RowState::decided_new;
}

void count_row(Looked& looked, const Delivery& delivery,
               std::unordered_set<std::string>& new_keys) {
  ++looked.counts.rows;
  const std::string key{delivery.row_key()};
  const auto known = looked.known.find(key);
  const bool is_new = known == looked.known.end();
  const bool twice = is_new ? !new_keys.insert(key).second : known->second.delivered;
  if (!is_new) known->second.delivered = true;
  if (twice && !key.empty())
    return note_bad(
        looked,
        {.line = delivery.line(), .key = key, .column = {}, .reason = "key_twice", .found = {}});
  if (!is_new && is_unchanged(known->second, delivery.fingerprint())) {
    ++looked.counts.unchanged;
    return;
  }
  if (auto observed = delivery.observation(); !observed)
    return note_bad(looked, std::move(observed.error()));
  if (is_new || known->second.state == RowState::ended)
    ++looked.counts.added;
  else
    ++(waits(known->second) ? looked.counts.unchanged : looked.counts.changed);
}

bool is_left_out(const Known& known) {
  return !known.delivered && known.state == RowState::asserted;
}

Looked look(House& house, const core::Registry& registry, Delivery& delivery) {
  Looked looked;
  std::optional<Instant> last;
  house.store.read([&](Ports& ports) {
    last = ports.registries.last_made(registry.name);
    for (auto& row : ports.registries.rows(registry.name))
      looked.known.emplace(std::move(row.row_key), Known{row.fingerprint, row.state, false});
  });
  for (const auto& [key, known] : looked.known)
    if (known.state == RowState::asserted) ++looked.counts.asserted;
  std::unordered_set<std::string> new_keys;
  while (delivery.next()) count_row(looked, delivery, new_keys);
  if (registry.full)
    for (const auto& [key, known] : looked.known)
      if (is_left_out(known)) ++looked.counts.ended;
  looked.made = delivery.made();
  looked.source = delivery.source();
  looked.verdict =
      core::judge(registry, looked.counts, delivery.whole(), last && looked.made < *last);
  return looked;
}

class Application {
 public:
  Application(House& house, const Call& call, const core::Registry& registry, Looked& looked)
      : house_{house}, call_{call}, registry_{registry}, looked_{looked} {}

  void apply(Delivery& delivery) {
    while (delivery.next()) take(delivery);
    carry_out_batch();
    if (registry_.full) end_what_is_left_out();
  }

 private:
  void take(const Delivery& delivery) {
    std::string key{delivery.row_key()};
    if (looked_.unusable.contains(key)) return;
    const auto fingerprint = delivery.fingerprint();
    const auto known = looked_.known.find(key);
    if (known != looked_.known.end() && is_unchanged(known->second, fingerprint)) return;
    auto observed = delivery.observation();
    if (!observed) return;  // Counted before; the source has changed since.
    batch_.push_back({std::move(key), fingerprint, std::move(*observed), delivery.line()});
    if (batch_.size() == rows_at_once) carry_out_batch();
  }

  void carry_out_batch() {
    const auto held = house_.store.write([&](Ports& ports) {
      std::vector<BadRow> rows;
      for (const auto& row : batch_)
        if (auto why = carry_out(ports, house_, call_, registry_, row))
          rows.push_back(std::move(*why));
      return rows;
    });
    for (const auto& row : held)
      if (looked_.bad.size() < most_bad_kept) looked_.bad.push_back(row);
    batch_.clear();
  }

  void end_what_is_left_out() {
    std::vector<std::string> keys;
    for (const auto& [key, known] : looked_.known)
      if (is_left_out(known)) keys.push_back(key);
    std::ranges::sort(keys);  // The same in every run.
    for (std::size_t at = 0; at < keys.size(); at += rows_at_once)
      house_.store.write([&](Ports& ports) {
        const auto end = std::min(keys.size(), at + rows_at_once);
        for (std::size_t one = at; one < end; ++one)
          end_left_out(ports, house_, call_, registry_, keys[one]);
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

void finish(House& house, const Call& call, RegistryRun& run, const Looked& looked) {
  run.applied = call.now.instant;
  house.store.write([&](Ports& ports) {
    ports.registries.finished(run.id, call.now.instant, run.confirmed_by);
    ports.registries.add_bad(run.id, looked.bad);
    audit_run(ports, house, call, run, "registry_applied");
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
  const bool fine = run.verdict == DeliveryVerdict::fine;
  house.store.write([&](Ports& ports) {
    ports.registries.insert(run);
    if (!fine) ports.registries.add_bad(run.id, looked.bad);
    audit_run(ports, house, call, run, fine ? "registry_run" : "registry_stopped");
  });
  if (!fine) return run;
  Application{house, call, registry, looked}.apply(*open());
  finish(house, call, run, looked);
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
  if (!core::may_be_confirmed(looked.verdict)) return std::unexpected{RunProblem::never};
  auto run = run_of(house, call, registry, looked);
  run.by = stopped->by;
  run.confirmed_by = call.actor;
  house.store.write([&](Ports& ports) {
    ports.registries.insert(run);
    audit_run(ports, house, call, run, "registry_confirmed");
  });
  Application{house, call, registry, looked}.apply(*open());
  finish(house, call, run, looked);
  return run;
}

std::expected<void, HeldProblem> decide_held_row(House& house, const Call& call,
                                                 std::string_view registry,
                                                 std::string_view row_key, core::PersonId person) {
  using Result = std::expected<void, HeldProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto row = ports.registries.row(registry, row_key);
    if (!row) return std::unexpected{HeldProblem::no_such_row};
    if (row->state != RowState::held) return std::unexpected{HeldProblem::not_held};
    if (person && !ports.people.find(person)) return std::unexpected{HeldProblem::no_such_person};
    row->person = person;
    row->state = person ? RowState::decided_same : RowState::decided_new;
    ports.registries.put(registry, *row);
    audit(ports, house, call, "registry_row_decided",
          person ? subject("person", person) : "registry:" + std::string{registry},
          "row " + std::string{row_key});
    return {};
  });
}

}  // namespace metroon::app

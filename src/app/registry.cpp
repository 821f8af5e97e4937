#include "app/registry.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "app/look_at_delivery.hpp"
#include "app/registry_row.hpp"
#include "core/words.hpp"

namespace metroon::app {
namespace {

using core::DeliveryVerdict;

constexpr std::size_t rows_at_once = 10'000;

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
    for (const auto& row : held) looked_.list(row);
    batch_.clear();
  }

  void end_what_is_left_out(const Delivery& delivery) {
    std::vector<std::string> keys;
    house_.store.read([&](Ports& ports) {
      each_known(ports, registry_, [&](const RegistryRow& row) {
        if (is_left_out(looked_, delivery, row)) keys.push_back(row.row_key);
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
            const RegistryRun& run) {
  const auto& n = run.counts;
  for (const auto& address : registry.report_to)
    post(ports, house, call, {address, registry.report_language},
         run.applied ? "mail.registry_applied" : "mail.registry_stopped",
         {{"registry", registry.title.in(registry.report_language)},
          {"source", run.source},
          {"rows", std::to_string(n.rows)},
          {"unchanged", std::to_string(n.unchanged)},
          {"added", std::to_string(n.added)},
          {"changed", std::to_string(n.changed)},
          {"ended", std::to_string(n.ended)},
          {"bad", std::to_string(n.bad)},
          {"held", std::to_string(run.held)},
          {"link", house.base_url + "/office/registry/" + run.registry + "/run/" +
                       std::to_string(run.id.value)}});
}

void finish(House& house, const Call& call, const core::Registry& registry, RegistryRun& run,
            const Looked& looked) {
  run.applied = call.now.instant;
  run.held = static_cast<std::int64_t>(looked.held);
  house.store.write([&](Ports& ports) {
    // Somebody else went on with it at the same time.
    if (const auto it = ports.registries.find(run.id); it && it->applied) return;
    ports.registries.finished(run.id, call.now.instant, run.held);
    ports.registries.add_bad(run.id, looked.bad);
    audit_run(ports, house, call, run, "registry_applied");
    report(ports, house, call, registry, run);
  });
}

// One that goes on is on record already, with who let it through.
void begin(House& house, const Call& call, const RegistryRun& run) {
  house.store.write([&](Ports& ports) {
    const bool goes_on = ports.registries.find(run.id).has_value();
    if (!goes_on) ports.registries.insert(run);
    audit_run(ports, house, call, run,
              goes_on || run.confirmed_by.empty() ? "registry_run" : "registry_confirmed");
  });
}

void stop(House& house, const Call& call, const core::Registry& registry, const RegistryRun& run,
          const Looked& looked) {
  house.store.write([&](Ports& ports) {
    ports.registries.insert(run);
    ports.registries.add_bad(run.id, looked.bad);
    report(ports, house, call, registry, run);
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
          .confirmed_by = {},
          .digest = looked.digest};
}

// The run of this very delivery that was let through and died before its end: it has changed a part
// of what the guard would count, so the guard is not asked again. Nothing was run since.
std::optional<RegistryRun> died(House& house, const core::Registry& registry,
                                const Looked& looked) {
  auto last =
      house.store.read([&](Ports& ports) { return ports.registries.runs(registry.name, 1); });
  if (last.empty() || !is_begun(last.front())) return {};
  if (looked.digest == Fingerprint{} || last.front().digest != looked.digest) return {};
  if (looked.verdict != DeliveryVerdict::fine && !core::may_be_confirmed(looked.verdict)) return {};
  return std::move(last.front());
}

// @return false if the delivery was replaced while it was read.
bool apply(House& house, const Call& call, const core::Registry& registry, const OpenDelivery& open,
           RegistryRun& run, Looked& looked) {
  begin(house, call, run);
  if (!Application{house, call, registry, looked}.apply(open)) return false;
  finish(house, call, registry, run, looked);
  return true;
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
  auto begun = died(house, registry, looked);
  auto run = begun ? *std::move(begun) : run_of(house, call, registry, looked);
  if (!is_let_through(run)) {
    stop(house, call, registry, run, looked);
    return run;
  }
  // What replaced the delivery meanwhile has passed no guard: it is a run of its own.
  if (!apply(house, call, registry, open, run, looked))
    return run_delivery(house, call, registry, open);
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
  auto begun = died(house, registry, looked);
  auto run = begun ? *std::move(begun) : run_of(house, call, registry, looked);
  if (!begun) {
    run.by = stopped->by;
    if (!fine && (looked.counts != stopped->counts || looked.digest != stopped->digest)) {
      stop(house, call, registry, run, looked);
      return run;
    }
    run.confirmed_by = call.actor;
  }
  if (!apply(house, call, registry, open, run, looked))
    throw std::runtime_error{"the delivery was replaced while it was read"};
  return run;
}

}  // namespace metroon::app

// What runs of registries need from a store.
#pragma once

#include <span>

#include "app/delivery.hpp"
#include "core/delivery_guard.hpp"

namespace metroon::app {

enum class RowState : std::uint8_t {
  asserted,
  ended,
  held,          ///< Somebody has to say whose it is; nothing came of it yet.
  decided_same,  ///< It was held, and is this person's: the next run takes it so.
  decided_new,   ///< It was held, and is somebody new's.
  erased,        ///< Whose it was is not kept any more; nobody comes of it while it says the same.
};

/// What a registry said last in one row, and what came of it.
struct RegistryRow {
  std::string row_key;
  Fingerprint fingerprint{};
  core::PersonId person;            ///< None while it is held.
  core::AffiliationId affiliation;  ///< As `person`.
  RowState state{RowState::asserted};
  std::string person_key;  ///< Observation::key; empty where it is the row's key as well.
  /// The end that the registry itself gave last, or that its silence gave; what is recorded of the
  /// affiliation may be another's.
  std::optional<Day> ends;
};

/// What a row's affiliation is.
struct RowCapacity {
  std::string row_key;
  core::KindIndex kind{0};
  std::optional<Day> ends;
};

/// One delivery, looked at and perhaps applied.
struct RegistryRun {
  core::RegistryRunId id;
  std::string registry;
  std::string source;
  Instant made{};
  Instant started{};
  std::optional<Instant> applied;  ///< Empty: nothing was changed, or not all of it yet.
  core::DeliveryVerdict verdict{core::DeliveryVerdict::fine};
  core::DeliveryCounts counts;
  std::string by;
  std::string confirmed_by;  ///< Empty unless the verdict had to be.
  Fingerprint digest{};      ///< Of the delivery's rows.
  std::int64_t held{0};      ///< Rows that wait for the office; of an applied run.
};

/// The guard or a second person has let it through.
[[nodiscard]] inline bool is_let_through(const RegistryRun& it) {
  return it.verdict == core::DeliveryVerdict::fine || !it.confirmed_by.empty();
}
/// It is being applied, or died while it was: some of it may be carried out.
[[nodiscard]] inline bool is_begun(const RegistryRun& it) {
  return is_let_through(it) && !it.applied;
}

/// A row that waits for the office, as it was delivered.
struct HeldRow {
  core::HeldRowId id;
  std::string registry;
  std::string row_key;
  std::string reason;  ///< As BadRow::reason.
  Instant since{};
  core::Observation observation;
  Fingerprint fingerprint{};
};

/// The last time that a registry was fetched by the clock.
struct Fetch {
  Day day{};  ///< For which day's hour.
  Instant at{};
  std::string fault;  ///< Why nothing could be read; empty if it was.
  bool operator==(const Fetch&) const = default;
};

class Registries {
 public:
  virtual ~Registries() = default;
  [[nodiscard]] virtual std::size_t count(std::string_view registry) = 0;
  /// Those whose key follows `after`, by key: to walk all in pages.
  [[nodiscard]] virtual std::vector<RegistryRow> rows_after(std::string_view registry,
                                                            std::string_view after,
                                                            std::size_t limit) = 0;
  /// Those of the keys that were ever delivered, in no order.
  [[nodiscard]] virtual std::vector<RegistryRow> rows(std::string_view registry,
                                                      std::span<const std::string> row_keys) = 0;
  [[nodiscard]] virtual std::optional<RegistryRow> row(std::string_view registry,
                                                       std::string_view row_key) = 0;
  /// Of those of the keys that have an affiliation, in no order.
  [[nodiscard]] virtual std::vector<RowCapacity> capacities(
      std::string_view registry, std::span<const std::string> row_keys) = 0;
  /// Whom the registry knows by these keys, of rows whose key says more than that.
  [[nodiscard]] virtual std::vector<std::pair<std::string, core::PersonId>> people(
      std::string_view registry, std::span<const std::string> person_keys) = 0;
  /// Every row that is about somebody, as (registry, row's key), sorted.
  [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> keys_of(
      core::PersonId) = 0;
  /// No key twice, and none that was there before.
  virtual void add(std::string_view registry, std::span<const RegistryRow>) = 0;
  /// No key twice.
  virtual void put(std::string_view registry, std::span<const RegistryRow>) = 0;
  void put(std::string_view registry, const RegistryRow& it) { put(registry, {&it, 1}); }
  virtual void insert(const RegistryRun&) = 0;
  virtual void finished(core::RegistryRunId, Instant, std::int64_t held) = 0;
  [[nodiscard]] virtual std::optional<RegistryRun> find(core::RegistryRunId) = 0;
  /// Newest first; an empty name: of all.
  [[nodiscard]] virtual std::vector<RegistryRun> runs(std::string_view registry,
                                                      std::size_t limit) = 0;
  /// The delivery that was applied last.
  [[nodiscard]] virtual std::optional<DeliveryMark> last_applied(std::string_view registry) = 0;
  virtual void add_bad(core::RegistryRunId, std::span<const BadRow>) = 0;
  [[nodiscard]] virtual std::vector<BadRow> bad(core::RegistryRunId, std::size_t limit) = 0;
  /// Its key must not be held already. One that is known may be, where it seems to speak of
  /// somebody else now: what it said before stays as it is.
  virtual void hold(const HeldRow&) = 0;
  virtual void let_go(std::string_view registry, std::span<const std::string> row_keys) = 0;
  [[nodiscard]] virtual std::optional<HeldRow> held(core::HeldRowId) = 0;
  /// Keys that are held beside what they said before.
  [[nodiscard]] virtual std::vector<std::string> disputed(std::string_view registry) = 0;
  [[nodiscard]] virtual std::optional<HeldRow> held(std::string_view registry,
                                                    std::string_view row_key) = 0;
  /// Oldest first, after that id.
  [[nodiscard]] virtual std::vector<HeldRow> held_after(core::HeldRowId, std::size_t limit) = 0;
  [[nodiscard]] virtual std::size_t held_count() = 0;
  [[nodiscard]] virtual std::optional<Fetch> fetched(std::string_view registry) = 0;
  virtual void fetched(std::string_view registry, const Fetch&) = 0;
};

}  // namespace metroon::app

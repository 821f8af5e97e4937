// Dies at a chosen write: what all failing ports share, and that of registries.
#pragma once

#include <span>
#include <stdexcept>

#include "app/ports.hpp"

namespace metroon::support {

struct Killed : std::runtime_error {
  Killed() : std::runtime_error{"killed"} {}
};

class Fuse {
 public:
  /// @param writes How many may still happen.
  void set(int writes) { left_ = writes; }
  void burn() {
    if (left_-- == 0) throw Killed{};
  }

 private:
  int left_{1'000'000'000};
};

namespace failing {

using namespace app;

struct Registries final : app::Registries {
  Registries(app::Registries& port, Fuse& burning) : real{port}, fuse{burning} {}
  std::size_t count(std::string_view name) override { return real.count(name); }
  std::vector<RegistryRow> rows_after(std::string_view name, std::string_view after,
                                      std::size_t limit) override {
    return real.rows_after(name, after, limit);
  }
  std::vector<RegistryRow> rows(std::string_view name, std::span<const std::string> keys) override {
    return real.rows(name, keys);
  }
  std::optional<RegistryRow> row(std::string_view name, std::string_view key) override {
    return real.row(name, key);
  }
  std::vector<RowCapacity> capacities(std::string_view name,
                                      std::span<const std::string> keys) override {
    return real.capacities(name, keys);
  }
  std::vector<std::pair<std::string, core::PersonId>> people(
      std::string_view name, std::span<const std::string> person_keys) override {
    return real.people(name, person_keys);
  }
  std::vector<std::pair<std::string, std::string>> keys_of(core::PersonId person) override {
    return real.keys_of(person);
  }
  void add(std::string_view name, std::span<const RegistryRow> rows) override {
    fuse.burn(), real.add(name, rows);
  }
  void put(std::string_view name, std::span<const RegistryRow> rows) override {
    fuse.burn(), real.put(name, rows);
  }
  void insert(const RegistryRun& it) override { fuse.burn(), real.insert(it); }
  void finished(core::RegistryRunId id, Instant at, std::int64_t held) override {
    fuse.burn(), real.finished(id, at, held);
  }
  std::optional<RegistryRun> find(core::RegistryRunId id) override { return real.find(id); }
  std::vector<RegistryRun> runs(std::string_view name, std::size_t limit) override {
    return real.runs(name, limit);
  }
  std::optional<DeliveryMark> last_applied(std::string_view name) override {
    return real.last_applied(name);
  }
  void add_bad(core::RegistryRunId id, std::span<const BadRow> rows) override {
    fuse.burn(), real.add_bad(id, rows);
  }
  std::vector<BadRow> bad(core::RegistryRunId id, std::size_t limit) override {
    return real.bad(id, limit);
  }
  void hold(const HeldRow& it) override { fuse.burn(), real.hold(it); }
  void let_go(std::string_view name, std::span<const std::string> keys) override {
    fuse.burn(), real.let_go(name, keys);
  }
  std::optional<HeldRow> held(core::HeldRowId id) override { return real.held(id); }
  std::optional<HeldRow> held(std::string_view name, std::string_view key) override {
    return real.held(name, key);
  }
  std::vector<std::string> disputed(std::string_view name) override { return real.disputed(name); }
  std::vector<HeldRow> held_after(core::HeldRowId id, std::size_t limit) override {
    return real.held_after(id, limit);
  }
  std::size_t held_count() override { return real.held_count(); }
  std::optional<Fetch> fetched(std::string_view name) override { return real.fetched(name); }
  void fetched(std::string_view name, const Fetch& it) override {
    fuse.burn(), real.fetched(name, it);
  }
  app::Registries& real;
  Fuse& fuse;
};

}  // namespace failing
}  // namespace metroon::support

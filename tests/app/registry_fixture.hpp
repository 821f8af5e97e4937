// A student registry whose deliveries a test writes by hand.
#pragma once

#include "app/registry.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/house_fixture.hpp"
#include "support/failing_store.hpp"
#include "support/memory_delivery.hpp"

namespace metroon::app {

using core::DeliveryVerdict;
using support::DeliveredRow;

// Made of syllables, so that no two fold into one name.
inline std::string name_of(unsigned n) {
  static constexpr std::array syllables{"βα", "γα", "δα", "ζα", "λα", "μα", "να", "ρα", "σα", "τα"};
  std::string name = "Κ";
  for (unsigned left = n + 10; left > 0; left /= 10) name += syllables.at(left % 10);
  return name;
}

inline std::string afm_of(unsigned n) {
  const auto digits = fmt::format("{:08}", 10'000'000 + n);
  int sum = 0;
  for (int at = 0; at < 8; ++at) sum += (digits[static_cast<std::size_t>(at)] - '0') << (8 - at);
  return digits + std::to_string(sum % 11 % 10);
}

class ARegistry : public HouseTest {
 protected:
  ARegistry() {
    students.name = "students";
    students.kinds = {kind("undergraduate"), kind("postgraduate")};
    students.silence = core::Ending::graduation;
    students.limits.least_rows = 10;
  }

  DeliveredRow student(unsigned n) {
    core::Observation one;
    one.key = std::to_string(1080000 + n);
    one.names.first = "Μαρία";
    one.names.last = name_of(n);
    one.birth = day(2005, 1, 1) + days{n};
    one.identifiers.afm = afm_of(n);
    one.email = fmt::format("s{}@example.org", n);
    one.kind = kind("undergraduate");
    one.unit = "chemistry";
    one.from = today() - days{30};
    return {one.key, one, {}};
  }
  std::vector<DeliveredRow> students_of(unsigned count) {
    std::vector<DeliveredRow> rows;
    for (unsigned n = 0; n < count; ++n) rows.push_back(student(n));
    return rows;
  }
  OpenDelivery opening(std::vector<DeliveredRow> rows, bool whole = true) {
    return [rows = std::move(rows), whole, made = made] {
      return std::make_unique<support::MemoryDelivery>(rows, made, whole);
    };
  }
  RegistryRun deliver(std::vector<DeliveredRow> rows, bool whole = true) {
    made += 24h;
    return run_delivery(house, call("operator"), students, opening(std::move(rows), whole));
  }
  std::optional<RegistryRow> row(const std::string& key) {
    return store->read([&](Ports& ports) { return ports.registries.row("students", key); });
  }
  core::Dossier dossier_at(unsigned n) { return dossier(row(student(n).key).value().person); }
  std::vector<BadRow> bad(const RegistryRun& run) {
    return store->read([&](Ports& ports) { return ports.registries.bad(run.id, 100); });
  }
  std::vector<HeldRow> held_rows() {
    return store->read([](Ports& ports) { return ports.registries.held_after({}, 100); });
  }
  std::size_t people() {
    return store->read([](Ports& ports) { return ports.people.dossiers_after({}, 10'000).size(); });
  }
  std::int64_t entries() {
    return store->read([](Ports& ports) { return ports.audit.count(); });
  }

  core::Registry students;
  Instant made{now};
};

}  // namespace metroon::app

// How fast the audit's chain is verified, and a full pass over everybody is made.
#include "app/auditing.hpp"
#include "app/simulate.hpp"
#include "bench/measure.hpp"
#include "store/open.hpp"
#include "support/sample_policy.hpp"
#include "support/test_sealer.hpp"

namespace {

using namespace metroon;
using app::Ports;

constexpr std::int64_t people = 100'000;
constexpr std::int64_t entries = 1'000'000;
const core::Day today{std::chrono::year{2026} / 11 / 23};

void add_person(Ports& ports, std::int64_t number) {
  const auto word = std::to_string(number);
  core::Person person;
  person.id = {number};
  person.names = {"Μαρία", "Παπαδοπούλου" + word, "", "Maria", "Papadopoulou" + word};
  person.birth = today - std::chrono::days{9000 + number % 5000};
  ports.people.insert(person);
  ports.people.add_affiliation(
      {number}, {.id = {number},
                 .kind = static_cast<core::KindIndex>(number % 4),
                 .from = today - std::chrono::days{number % 700},
                 .ends = number % 3 == 0 ? std::optional{today + std::chrono::days{number % 900}}
                                         : std::nullopt});
  app::AccountRecord record;
  record.account.id = {number};
  record.account.username = "holder" + word;
  record.account.addresses = {{record.account.username, 0}};
  record.account.proof = record.account.activated = today - std::chrono::days{number % 700};
  record.person = person.id;
  ports.accounts.insert(record);
}

template <class F>
void measure(std::string_view name, std::int64_t things, F&& work) {
  bench::print(name, static_cast<double>(things) * bench::rate(1, 1, [&](std::size_t) { work(); }));
}

}  // namespace

int main() {
  const bench::Folder folder;
  const auto policy = support::sample_policy();
  const auto other = support::sample_policy();
  support::TestSealer sealer;
  const auto store = store::open_sqlite(folder.file("bench.db"), policy, sealer);
  store->write([](Ports& ports) {
    for (std::int64_t number = 1; number <= people; ++number) add_person(ports, number);
  });
  const app::AuditEntry entry{.at = app::Instant{},
                              .actor = "staff:eleni",
                              .action = "application_approved",
                              .subject = "application:20184467710",
                              .detail = "contractor",
                              .client = "10.0.0.1",
                              .policy_hash = std::string(64, 'a')};
  measure("audit_append", entries, [&] {
    store->write([&](Ports& ports) {
      for (std::int64_t number = 0; number < entries; ++number) ports.audit.append(entry);
    });
  });
  measure("audit_verify", entries,
          [&] { store->read([](Ports& ports) { (void)ports.audit.walk(0, {}, {}); }); });
  app::SimulationWish wish{.until = today + std::chrono::days{365}, .other = &other};
  measure("policy_pass", people, [&] {
    (void)store->read([&](Ports& ports) { return app::simulate(ports, policy, today, wish); });
  });
}

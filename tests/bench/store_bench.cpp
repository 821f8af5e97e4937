// What the embedded store does in a second on one thread, in a file of 20,000 people.
#include "bench/measure.hpp"
#include "store/open.hpp"
#include "support/sample_policy.hpp"
#include "support/test_sealer.hpp"

namespace {

using namespace metroon;
using app::Ports;

constexpr std::int64_t people = 20'000;
const core::Day today{std::chrono::year{2026} / 11 / 23};

void fill(Ports& ports, std::int64_t number) {
  const auto word = std::to_string(number);
  core::Person person;
  person.id = {number};
  person.names = {"Μαρία", "Παπαδοπούλου" + word, "", "Maria", "Papadopoulou" + word};
  person.birth = today - std::chrono::days{9000 + number % 5000};
  person.identifiers.afm = word;
  ports.people.insert(person);
  ports.people.add_affiliation({number}, {.id = {number}, .kind = 1, .from = today});
  app::AccountRecord record;
  record.account.id = {number};
  record.account.username = "holder" + word;
  record.account.addresses = {{record.account.username, 0}};
  record.person = person.id;
  ports.accounts.insert(record);
  ports.accounts.set_choice({number}, 2, true);
}

// Numbers that jump about.
template <class F>
void measure(std::string_view name, F&& work) {
  bench::print(name, bench::rate(1, 100'000'000, [&](std::size_t round) {
                 work(1 + static_cast<std::int64_t>(round * 7919 % people));
               }));
}

}  // namespace

int main() {
  const bench::Folder folder;
  const auto policy = support::sample_policy();
  support::TestSealer sealer;
  const auto store = store::open_sqlite(folder.file("bench.db"), policy, sealer);
  store->write([](Ports& ports) {
    for (std::int64_t number = 1; number <= people; ++number) fill(ports, number);
  });
  measure("store_person_find", [&](std::int64_t number) {
    (void)store->read([&](Ports& ports) { return ports.people.find({number}); });
  });
  measure("store_dossier", [&](std::int64_t number) {
    const std::vector ids{core::PersonId{number}};
    (void)store->read([&](Ports& ports) { return ports.people.dossiers(ids); });
  });
  measure("store_search", [&](std::int64_t number) {
    const auto text = "παπαδοπουλου" + std::to_string(number);
    (void)store->read([&](Ports& ports) { return ports.people.search(text, 10); });
  });
  measure("store_failed_try_committed", [&](std::int64_t number) {
    store->write([&](Ports& ports) {
      ports.throttle.failed("client:" + std::to_string(number), app::Instant{});
    });
  });
}

// Runs that the guard or a second person has let through, and that die before their end.
#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

class AnInterruptedRun : public ARegistry {
 protected:
  // More than half of them are left out, and one has moved: too much for the guard.
  std::vector<DeliveredRow> few() {
    auto rows = students_of(40);
    rows[3].observation.unit = "physics";
    return rows;
  }

  /// @return whether it died, before so many writes were done.
  template <class Work>
  bool dies(int after, Work&& work) {
    support::Fuse fuse;
    fuse.set(after);
    support::FailingStore failing{*store, fuse};
    House dying = with(house, failing);
    try {
      work(dying);
    } catch (const support::Killed&) {
      return true;
    }
    return false;
  }

  std::size_t standing_students() {
    std::size_t count = 0;
    for (unsigned n = 0; n < 100; ++n) count += dossier_at(n).affiliations.front().ends ? 0 : 1;
    return count;
  }
  std::vector<RegistryRun> history() {
    return store->read([](Ports& ports) { return ports.registries.runs("students", 10); });
  }
  RegistryRun again(const std::vector<DeliveredRow>& rows) {
    return run_delivery(house, call("operator"), students, opening(rows));
  }
};

TEST_F(AnInterruptedRun, that_was_confirmed_goes_on_without_a_second_person) {
  (void)deliver(students_of(100));
  const auto stopped = deliver(few());
  ASSERT_EQ(stopped.verdict, DeliveryVerdict::too_many_endings);
  int deaths = 0;
  for (int writes = 0; !history().front().applied; ++writes) {
    const bool died = dies(writes, [&](House& dying) {
      if (history().front().id == stopped.id)
        (void)confirm_delivery(dying, call("staff:nikos"), students, opening(few()), stopped.id);
      else
        (void)run_delivery(dying, call("operator"), students, opening(few()));
    });
    deaths += died ? 1 : 0;
  }
  EXPECT_GT(deaths, 10);
  EXPECT_EQ(standing_students(), 40U);
  EXPECT_EQ(dossier_at(3).affiliations.front().unit, "physics");
  const auto runs = history();
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs.front().confirmed_by, "staff:nikos");
  EXPECT_EQ(runs.front().counts, stopped.counts);
  // Only who confirmed it is on record as who did.
  for (const auto& one :
       store->read([](Ports& ports) { return ports.audit.about("registry:students", 100); }))
    if (one.action == "registry_confirmed") {
      EXPECT_EQ(one.actor, "staff:nikos");
    }
}

TEST_F(AnInterruptedRun, does_not_let_another_delivery_through) {
  (void)deliver(students_of(100));
  const auto stopped = deliver(few());
  ASSERT_TRUE(dies(3, [&](House& dying) {
    (void)confirm_delivery(dying, call("staff:nikos"), students, opening(few()), stopped.id);
  }));
  ASSERT_TRUE(is_begun(history().front()));
  auto other = few();
  other.pop_back();
  EXPECT_FALSE(again(other).applied);
  EXPECT_EQ(standing_students(), 100U);
  // Another delivery was looked at since: the one that died is asked about again.
  EXPECT_FALSE(again(few()).applied);
}

TEST_F(AnInterruptedRun, of_a_cut_file_does_not_go_on) {
  (void)deliver(students_of(100));
  const auto stopped = deliver(few());
  ASSERT_TRUE(dies(3, [&](House& dying) {
    (void)confirm_delivery(dying, call("staff:nikos"), students, opening(few()), stopped.id);
  }));
  const auto cut = run_delivery(house, call("operator"), students, opening(few(), false));
  EXPECT_EQ(cut.verdict, DeliveryVerdict::not_whole);
}

}  // namespace
}  // namespace metroon::app

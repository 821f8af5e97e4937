// Rows that cannot be used: whom they are about is not ended by it.
#include "app/registry_fixture.hpp"

namespace metroon::app {
namespace {

class AnUnreadableRow : public ARegistry {
 protected:
  bool stands(unsigned n) { return !dossier_at(n).affiliations.front().ends; }
  std::vector<std::string> reasons(const RegistryRun& run) {
    std::vector<std::string> all;
    for (const auto& row : bad(run)) all.push_back(row.reason);
    return all;
  }
};

TEST_F(AnUnreadableRow, whose_key_is_another_one_ends_nobody_whom_it_names) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  rows[7].key += " Ω";
  rows[7].bad = "unknown_value";
  rows.erase(rows.begin() + 50);
  const auto run = deliver(rows);
  EXPECT_EQ(run.counts.ended, 1);
  EXPECT_TRUE(stands(7));
  EXPECT_FALSE(stands(50));
  EXPECT_EQ(reasons(run), (std::vector<std::string>{"unknown_value", "perhaps_unreadable"}));
  EXPECT_EQ(bad(run).back().key, student(7).key);
}

TEST_F(AnUnreadableRow, that_names_nobody_keeps_silence_from_ending_anybody) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  rows[7].key.clear();
  rows[7].observation.key.clear();
  rows[7].bad = "no_row_key";
  rows.erase(rows.begin() + 50);
  const auto run = deliver(rows);
  EXPECT_EQ(run.verdict, DeliveryVerdict::fine);
  EXPECT_EQ(run.counts.ended, 0);
  EXPECT_TRUE(stands(7));
  EXPECT_TRUE(stands(50));
  EXPECT_EQ(reasons(run),
            (std::vector<std::string>{"no_row_key", "perhaps_unreadable", "perhaps_unreadable"}));
  // Once the row can be read, silence counts.
  rows[7] = student(7);
  EXPECT_EQ(deliver(rows).counts.ended, 1);
  EXPECT_FALSE(stands(50));
}

TEST_F(AnUnreadableRow, that_is_known_to_name_nobody_keeps_nobody) {
  (void)deliver(students_of(100));
  students.limits.nameless_rows = 1;
  auto rows = students_of(100);
  rows.push_back({{}, {}, "no_row_key"});
  rows.erase(rows.begin() + 50);
  EXPECT_EQ(deliver(rows).counts.ended, 1);
  EXPECT_FALSE(stands(50));
  rows.push_back(rows.back());
  rows.erase(rows.begin() + 60);
  EXPECT_EQ(deliver(rows).counts.ended, 0) << "one more, and it may be whoever is left out";
}

TEST_F(AnUnreadableRow, of_somebody_new_ends_nobody_and_keeps_nobody) {
  (void)deliver(students_of(100));
  auto rows = students_of(100);
  rows[50] = student(200);
  rows[50].bad = "not_a_date";
  const auto run = deliver(rows);
  EXPECT_EQ(run.counts.ended, 1);
  EXPECT_FALSE(stands(50));
}

// Both are bad, whatever the first was counted as before the second came.
TEST_F(AnUnreadableRow, is_each_of_two_with_one_key) {
  (void)deliver(students_of(100));
  const auto counts_with_twice = [&](DeliveredRow first) {
    auto rows = students_of(100);
    const auto at = std::ranges::find(rows, first.key, &DeliveredRow::key);
    if (at == rows.end())
      rows.insert(rows.begin(), first);
    else
      *at = first;
    rows.push_back(first);
    rows.back().observation.unit = "mathematics";
    return preview_delivery(house, students, opening(rows));
  };
  auto changed = student(5), ended = student(5), another = student(5);
  changed.observation.unit = "physics";
  ended.observation.ends = today();
  another.observation.kind = kind("postgraduate");
  for (const auto& first : {student(5), changed, ended, another, student(300)}) {
    const auto seen = counts_with_twice(first);
    EXPECT_EQ(seen.counts.bad, 2);
    EXPECT_EQ(seen.counts.added + seen.counts.changed + seen.counts.ended, 0);
    EXPECT_EQ(seen.counts.unchanged, first.key == student(300).key ? 100 : 99);
    ASSERT_EQ(seen.bad.size(), 2U);
    EXPECT_LT(seen.bad.front().line, seen.bad.back().line);
  }
}

TEST_F(AnUnreadableRow, is_each_of_three_with_one_key) {
  auto rows = students_of(100);
  rows.push_back(rows[5]);
  rows.push_back(rows[5]);
  const auto run = deliver(rows);
  EXPECT_EQ(run.verdict, DeliveryVerdict::too_many_bad_rows);
  EXPECT_EQ(run.counts.bad, 3);
  EXPECT_EQ(run.counts.added, 99);
}

}  // namespace
}  // namespace metroon::app

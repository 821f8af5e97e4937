#include "web/texts.hpp"

#include <gtest/gtest.h>

namespace metroon::web {
namespace {

using namespace std::chrono_literals;

const Texts& texts() {
  static const Texts one{"Europe/Athens"};
  return one;
}

core::Day day(int year, unsigned month, unsigned number) {
  return core::Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(number)};
}

TEST(Texts, values_are_filled_in_once_and_their_braces_stay) {
  EXPECT_EQ(fill("{a} and {b}, {a}", {{"a", "{b}"}, {"b", "2"}}), "{b} and 2, {b}");
  EXPECT_EQ(fill("{unknown} {", {}), "{unknown} {");
}

TEST(Texts, days_are_written_as_each_language_writes_them) {
  EXPECT_EQ(texts().day(Language::el, day(2026, 5, 1)), "1 Μαΐου 2026");
  EXPECT_EQ(texts().day(Language::en, day(2026, 5, 1)), "1 May 2026");
}

TEST(Texts, time_of_day_is_the_institutions) {
  const app::Instant noon_in_utc{std::chrono::sys_days{std::chrono::year{2026} / 7 / 1} + 12h};
  EXPECT_EQ(texts().time(Language::el, noon_in_utc), "1 Ιουλίου 2026, 15:00");
}

TEST(Texts, numbers_choose_the_form_of_the_word) {
  EXPECT_EQ(texts().duration(Language::el, 1s), "1 δευτερόλεπτο");
  EXPECT_EQ(texts().duration(Language::el, 30s), "30 δευτερόλεπτα");
  EXPECT_EQ(texts().duration(Language::en, 61s), "2 minutes");
  EXPECT_EQ(texts().duration(Language::en, 1h), "1 hour");
}

TEST(Texts, unknown_key_is_a_mistake_of_ours) {
  EXPECT_THROW((void)texts().text(Language::el, "no.such.key"), std::logic_error);
}

TEST(Texts, office_hours_name_the_working_days_at_once) {
  const core::OfficeHours hours{{1, 2, 3, 4, 5}, 9 * 60, 15 * 60 + 30};
  EXPECT_EQ(texts().office_hours(Language::el, hours), "Εργάσιμες ημέρες 09:00–15:30");
}

}  // namespace
}  // namespace metroon::web

// The institution itself, its units and office, and the limits it sets.
#include <fmt/format.h>

#include <algorithm>

#include "policy/draft.hpp"
#include "policy/shapes.hpp"

namespace metroon::policy {
namespace {

constexpr Expectation email{is_email, "an e-mail address: office@example.edu"};

unsigned read_count(TableReader& row, std::string_view key, Range range) {
  return static_cast<unsigned>(row.number(key, range));
}

// The smaller of two numbers stands under `low`.
void refuse_crossing(TableReader& row, std::string_view low, unsigned low_value,
                     std::string_view high, unsigned high_value) {
  if (low_value <= high_value) return;
  row.report(PolicyProblem::wrong_value, row.position(high),
             fmt::format("{} = {}", high, high_value),
             fmt::format("at least {} = {}", low, low_value));
}

unsigned read_clock(TableReader& hours, std::string_view key) {
  const Text typed = hours.text(
      key, Need::required,
      {[](std::string_view text) { return minutes_of(text).has_value(); }, "a time: \"09:00\""});
  return minutes_of(typed.value).value_or(0);
}

core::OfficeHours read_hours(TableReader& office) {
  core::OfficeHours hours;
  auto row = office.table("hours");
  if (!row) return hours;
  const auto days = row->texts("weekdays");
  for (const auto& day : days)
    if (const auto number = row->meaning("weekdays", day, weekdays))
      hours.weekdays.push_back(*number);
  if (days.empty() && row->has("weekdays"))
    row->report(PolicyProblem::wrong_value, row->position("weekdays"), "no day in \"weekdays\"",
                "at least one");
  hours.from_minute = read_clock(*row, "from");
  hours.to_minute = read_clock(*row, "to");
  if (row->has("from") && row->has("to") && hours.from_minute >= hours.to_minute)
    row->report(PolicyProblem::wrong_value, row->position("to"), "hours that end before they begin",
                "a time later than \"from\"");
  row->done();
  return hours;
}

void read_notices(TableReader& file, core::Notices& notices) {
  auto row = file.table("notices");
  if (!row) return;
  constexpr Range days{1, 365};
  for (const auto number : row->numbers("days_before", days))
    notices.days_before.push_back(static_cast<int>(std::clamp(number, days.least, days.most)));
  const auto at = row->position("days_before");
  if (row->has("days_before") && notices.days_before.empty())
    row->report(PolicyProblem::wrong_value, at, "no day in \"days_before\"", "at least one");
  if (std::ranges::adjacent_find(notices.days_before, std::ranges::less_equal{}) !=
      notices.days_before.end())
    row->report(PolicyProblem::wrong_value, at,
                fmt::format("days_before = [{}]", fmt::join(notices.days_before, ", ")),
                "each number smaller than the one before it");
  notices.minimum_days = static_cast<int>(row->number("minimum_days", days));
  if (!notices.days_before.empty() && notices.minimum_days > notices.days_before.front())
    row->report(PolicyProblem::wrong_value, row->position("minimum_days"),
                fmt::format("minimum_days = {}", notices.minimum_days),
                fmt::format("at most {}, the first notice: it could never come in time",
                            notices.days_before.front()));
  notices.source = read_source(*row);
  row->done();
}

void read_passwords(TableReader& file, core::PasswordRules& rules) {
  auto row = file.table("passwords");
  if (!row) return;
  rules.minimum = read_count(*row, "minimum", {15, 128});
  rules.maximum = read_count(*row, "maximum", {64, 4096});
  refuse_crossing(*row, "minimum", rules.minimum, "maximum", rules.maximum);
  for (const auto& word : row->texts("context_words")) rules.context_words.push_back(word.value);
  rules.source = read_source(*row);
  row->done();
}

void read_usernames(TableReader& file, core::UsernameRules& rules) {
  auto row = file.table("usernames");
  if (!row) return;
  const auto patterns = row->texts(
      "patterns", Need::required,
      {is_username_pattern,
       "{first}, {last} or their first letters as in {first:1}, with letters, single dots or "
       "hyphens between, and at least one whole name"});
  for (const auto& pattern : patterns) rules.patterns.push_back(pattern.value);
  if (row->has("patterns") && patterns.empty())
    row->report(PolicyProblem::wrong_value, row->position("patterns"), "no pattern in \"patterns\"",
                "at least one");
  rules.minimum = read_count(*row, "minimum", {1, 64});
  rules.maximum = read_count(*row, "maximum", {8, 64});
  refuse_crossing(*row, "minimum", rules.minimum, "maximum", rules.maximum);
  for (const auto& name :
       row->texts("reserved", Need::required,
                  {is_username, "a username: lower-case letters, digits, single dots, hyphens"}))
    rules.reserved.push_back(name.value);
  rules.source = read_source(*row);
  row->done();
}

void read_applications(TableReader& file, core::ApplicationRules& rules) {
  auto row = file.table("applications");
  if (!row) return;
  rules.document_megabytes = read_count(*row, "document_megabytes", {1, 100});
  rules.documents_most = read_count(*row, "documents_most", {1, 50});
  rules.confirm_days = read_count(*row, "confirm_days", {1, 90});
  rules.activation_code_days = read_count(*row, "activation_code_days", {1, 365});
  rules.draft_hours = read_count(*row, "draft_hours", {1, 720});
  rules.source = read_source(*row);
  row->done();
}

void read_attempts(TableReader& file, core::AttemptRules& rules) {
  auto row = file.table("attempts");
  if (!row) return;
  rules.free_failures = read_count(*row, "free_failures", {1, 50});
  rules.first_delay_seconds = read_count(*row, "first_delay_seconds", {1, 3600});
  rules.longest_delay_seconds = read_count(*row, "longest_delay_seconds", {1, 86400});
  rules.most_failures = read_count(*row, "most_failures", {2, 100});
  refuse_crossing(*row, "first_delay_seconds", rules.first_delay_seconds, "longest_delay_seconds",
                  rules.longest_delay_seconds);
  refuse_crossing(*row, "free_failures", rules.free_failures, "most_failures", rules.most_failures);
  read_source(*row);
  row->done();
}

}  // namespace

void read_institution(TableReader& file, Draft& draft) {
  auto row = file.table("institution");
  if (!row) return;
  auto& institution = draft.policy.institution;
  institution.name = row->words("name");
  institution.account_name = row->words("account_name");
  institution.time_zone =
      row->text("time_zone", Need::required, {is_time_zone, "a time zone: Europe/Athens"}).value;
  institution.website =
      row->text("website", Need::required, {is_https, "an https:// address"}).value;
  institution.support_name = row->words("support_name");
  institution.support_email = row->text("support_email", Need::required, email).value;
  read_source(*row);
  row->done();
}

void read_units(TableReader& file, Draft& draft) {
  auto table = file.table("units", Need::optional);
  if (!table) return;
  for (const auto& [word, sort] : unit_sorts) {
    for (auto& row : table->rows(word)) {
      core::Unit unit;
      unit.key = read_key(row, fmt::format("[units] {}", word), draft.units).value;
      unit.name = row.words("name");
      unit.sort = sort;
      row.done();
      draft.policy.units.push_back(std::move(unit));
    }
  }
  read_source(*table);
  table->done();
}

void read_office(TableReader& file, Draft& draft) {
  auto row = file.table("office");
  if (!row) return;
  auto& office = draft.policy.office;
  office.name = row->words("name");
  office.place = row->words("place");
  office.email = row->text("email", Need::required, email).value;
  office.phone = row->text("phone", Need::required, {is_phone, "a telephone number"}).value;
  office.hours = read_hours(*row);
  office.source = read_source(*row);
  row->done();
}

void read_limits(TableReader& file, Draft& draft) {
  read_notices(file, draft.policy.notices);
  read_passwords(file, draft.policy.passwords);
  read_usernames(file, draft.policy.usernames);
  read_applications(file, draft.policy.applications);
  read_attempts(file, draft.policy.attempts);
}

}  // namespace metroon::policy

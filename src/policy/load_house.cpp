// The institution itself, its units and office, and the limits it sets.
#include <fmt/format.h>

#include <algorithm>

#include "policy/draft.hpp"
#include "policy/shapes.hpp"

namespace metroon::policy {
namespace {

constexpr Range notice_days{1, 365};
constexpr Expectation email{is_email, "an e-mail address: office@example.edu"};

/// A number into `target`; whether it will do.
bool read_count(TableReader& row, std::string_view key, Range range, unsigned& target) {
  const auto number = row.number(key, range);
  if (number) target = static_cast<unsigned>(*number);
  return number.has_value();
}

struct Count {
  std::string_view key;
  Range range;
  unsigned& target;
};

// Two numbers of which the first may not be the greater.
void read_bounds(TableReader& row, Count low, Count high) {
  const bool low_will_do = read_count(row, low.key, low.range, low.target);
  const bool high_will_do = read_count(row, high.key, high.range, high.target);
  if (!low_will_do || !high_will_do || low.target <= high.target) return;
  row.report(PolicyProblem::wrong_value, row.position(high.key),
             fmt::format("{} = {}", high.key, high.target),
             fmt::format("at least {} = {}", low.key, low.target));
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
  for (const auto& day : row->texts("weekdays", Filling::some))
    if (const auto number = row->meaning("weekdays", day, weekdays))
      hours.weekdays.push_back(*number);
  hours.from_minute = read_clock(*row, "from");
  hours.to_minute = read_clock(*row, "to");
  if (row->has("from") && row->has("to") && hours.from_minute >= hours.to_minute)
    row->report(PolicyProblem::wrong_value, row->position("to"), "hours that end before they begin",
                "a time later than \"from\"");
  row->done();
  return hours;
}

void read_days_before(TableReader& row, core::Notices& notices) {
  const auto days = row.numbers("days_before", notice_days);
  if (!days) return;
  notices.days_before.assign(days->begin(), days->end());
  if (std::ranges::adjacent_find(*days, std::ranges::less_equal{}) != days->end())
    row.report(PolicyProblem::wrong_value, row.position("days_before"),
               fmt::format("days_before = [{}]", fmt::join(*days, ", ")),
               "each number smaller than the one before it");
}

void read_notices(TableReader& file, core::Notices& notices) {
  auto row = file.table("notices");
  if (!row) return;
  read_days_before(*row, notices);
  const auto minimum = row->number("minimum_days", notice_days);
  notices.minimum_days = static_cast<int>(minimum.value_or(1));
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
  read_bounds(*row, {"minimum", {15, 128}, rules.minimum}, {"maximum", {64, 4096}, rules.maximum});
  for (const auto& word : row->texts("context_words", Filling::any))
    rules.context_words.push_back(word.value);
  rules.source = read_source(*row);
  row->done();
}

void read_usernames(TableReader& file, core::UsernameRules& rules) {
  auto row = file.table("usernames");
  if (!row) return;
  const auto patterns = row->texts(
      "patterns", Filling::some,
      {is_username_pattern,
       "{first}, {last} or their first letters as in {first:1}, with letters, single dots or "
       "hyphens between, and at least one whole name"});
  for (const auto& pattern : patterns) rules.patterns.push_back(pattern.value);
  read_bounds(*row, {"minimum", {1, 64}, rules.minimum}, {"maximum", {8, 64}, rules.maximum});
  for (const auto& name :
       row->texts("reserved", Filling::any,
                  {is_username, "a username: lower-case letters, digits, single dots, hyphens"}))
    rules.reserved.push_back(name.value);
  rules.source = read_source(*row);
  row->done();
}

void read_applications(TableReader& file, core::ApplicationRules& rules) {
  auto row = file.table("applications");
  if (!row) return;
  read_count(*row, "document_megabytes", {1, 100}, rules.document_megabytes);
  read_count(*row, "documents_most", {1, 50}, rules.documents_most);
  read_count(*row, "confirm_days", {1, 90}, rules.confirm_days);
  read_count(*row, "activation_code_days", {1, 365}, rules.activation_code_days);
  read_count(*row, "draft_hours", {1, 720}, rules.draft_hours);
  rules.source = read_source(*row);
  row->done();
}

void read_claims(TableReader& file, core::ClaimRules& rules, const core::Notices& notices) {
  auto row = file.table("claims");
  if (!row) return;
  const auto days = [&](std::string_view key, int& into) {
    if (const auto number = row->number(key, {1, 365})) into = static_cast<int>(*number);
  };
  days("ahead_days", rules.ahead_days);
  days("hold_days", rules.hold_days);
  days("days_after_decision", rules.days_after_decision);
  if (rules.days_after_decision < notices.minimum_days)
    row->report(PolicyProblem::wrong_value, row->position("days_after_decision"),
                fmt::format("days_after_decision = {}", rules.days_after_decision),
                fmt::format("at least {}, the minimum_days of [notices]", notices.minimum_days));
  rules.source = read_source(*row);
  row->done();
}

void read_retention(TableReader& file, std::optional<core::RetentionRules>& rules) {
  auto row = file.table("retention", Need::optional);
  if (!row) return;
  auto& read = rules.emplace();
  const auto figure = [&](std::string_view key, Range range, int& into) {
    if (const auto number = row->number(key, range)) into = static_cast<int>(*number);
  };
  figure("person_years", {1, 100}, read.person_years);
  figure("application_days", {1, 3650}, read.application_days);
  figure("document_days", {30, 3650}, read.document_days);
  read.source = read_source(*row);
  row->done();
}

void read_collection(TableReader& file, std::optional<core::CollectionRules>& target) {
  auto row = file.table("collection", Need::optional);
  if (!row) return;
  core::CollectionRules rules;
  const auto reminders = row->numbers("reminders", {1, 3650});
  if (reminders) rules.reminders.assign(reminders->begin(), reminders->end());
  if (std::ranges::adjacent_find(rules.reminders, std::ranges::greater_equal{}) !=
      rules.reminders.end())
    row->report(PolicyProblem::wrong_value, row->position("reminders"),
                fmt::format("reminders = [{}]", fmt::join(rules.reminders, ", ")),
                "each number greater than the one before it");
  const auto close = row->number("close_after", {2, 3650});
  rules.close_after = static_cast<int>(close.value_or(3650));
  if (close && !rules.reminders.empty() && rules.close_after <= rules.reminders.back())
    row->report(PolicyProblem::wrong_value, row->position("close_after"),
                fmt::format("close_after = {}", rules.close_after),
                fmt::format("more than {}, the last reminder", rules.reminders.back()));
  rules.source = read_source(*row);
  row->done();
  target = std::move(rules);
}

void read_attempts(TableReader& file, core::AttemptRules& rules) {
  auto row = file.table("attempts");
  if (!row) return;
  read_bounds(*row, {"free_failures", {1, 50}, rules.free_failures},
              {"most_failures", {2, 100}, rules.most_failures});
  read_bounds(*row, {"first_delay_seconds", {1, 3600}, rules.first_delay_seconds},
              {"longest_delay_seconds", {1, 86400}, rules.longest_delay_seconds});
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
  for (auto& typed : row->texts("support_aliases", Filling::any, email, Need::optional))
    institution.support_aliases.push_back(std::move(typed.value));
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
  read_claims(file, draft.policy.claims, draft.policy.notices);
  read_collection(file, draft.policy.collection);
  read_attempts(file, draft.policy.attempts);
  read_retention(file, draft.policy.retention);
}

}  // namespace metroon::policy

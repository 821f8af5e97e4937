// Whom a stopped run concerns. It is tried on a copy of the database, so only who asks for it
// waits.
#include <algorithm>

#include "app/foresee_run.hpp"
#include "base/spreadsheet.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

constexpr std::size_t rows_shown = 100;
constexpr std::array sorts{core::ChangeSort::ends, core::ChangeSort::changes,
                           core::ChangeSort::begins};

struct Keys {
  std::string_view heading;  ///< With `{count}`.
  std::string_view one;
};

Keys keys_of(core::ChangeSort sort) {
  switch (sort) {
    case core::ChangeSort::ends:
      return {"foreseen.ends", "foreseen.one_ends"};
    case core::ChangeSort::changes:
      return {"foreseen.changes", "foreseen.one_changes"};
    case core::ChangeSort::begins:
      return {"foreseen.begins", "foreseen.one_begins"};
  }
  return {};
}

std::string until_text(const Context& context, const core::Affiliation& one) {
  return one.ends ? context.texts.day(context.language(), *one.ends - core::Day::duration{1})
                  : context.text("people.no_end");
}

// What a table and a spreadsheet say of one change, in words.
struct Line {
  std::string who, username, capacity, unit, before, until;
};

Line line_of(const Context& context, const app::ConcernedPerson& one) {
  const auto& [sort, before, after] = one.change;
  auto unit = unit_name(context, after.unit);
  if (before && before->unit != after.unit)
    unit = fmt::format("{} → {}", unit_name(context, before->unit), unit);
  return {.who = one.names.last + " " + one.names.first,
          .username = one.username,
          .capacity = context.words(context.house.policy.affiliations[after.kind].name),
          .unit = std::move(unit),
          .before = before ? until_text(context, *before) : std::string{"–"},
          .until = until_text(context, after)};
}

struct Answer {
  std::optional<app::ForeseenRun> seen;
  int status{200};
  std::string problem;  ///< Not empty: why there is nothing to see, in words.
};

Answer foresee(Context& context) {
  const auto tried = app::foresee_run(
      context.house, context.call, context.parameters.find("name")->second, {context.number("id")});
  if (!tried) {
    switch (tried.error().problem) {
      case app::DoorProblem::no_such_registry:
        return {.seen = {}, .status = 404, .problem = {}};
      case app::DoorProblem::busy:
        return {.seen = {}, .status = 409, .problem = context.text("registries.busy")};
      case app::DoorProblem::unreadable:
        return {.seen = {},
                .status = 409,
                .problem = context.text("registries.unreadable") + ": " + tried.error().what};
    }
  }
  if (*tried) return {.seen = **tried, .status = 200, .problem = {}};
  switch (tried->error()) {
    case app::RunProblem::applied_already:
      return {.seen = {}, .status = 409, .problem = context.text("foreseen.applied_already")};
    case app::RunProblem::no_such_run:
    case app::RunProblem::never:
    case app::RunProblem::same_person:
      break;
  }
  return {.seen = {}, .status = 404, .problem = {}};
}

void put_group(View& seen, const Context& context, const app::ForeseenRun& foreseen,
               core::ChangeSort sort) {
  const auto& people = foreseen.of(sort);
  if (people.empty()) return;
  auto group = seen.add("GROUP");
  group.set("HEADING",
            context.text(keys_of(sort).heading, {{"count", std::to_string(people.size())}}));
  for (const auto& one : std::span{people}.first(std::min(people.size(), rows_shown))) {
    const auto line = line_of(context, one);
    auto row = group.add("ROW");
    row.set("WHO", line.who)
        .set("USERNAME", line.username)
        .set("CAPACITY", line.capacity)
        .set("UNIT", line.unit)
        .set("BEFORE", line.before)
        .set("UNTIL", line.until)
        .show("KNOWN", one.known);
    if (one.known) row.set("HREF", fmt::format("/office/person/{}", one.person.value));
  }
  group.show("MORE", people.size() > rows_shown);
}

void put_seen(View& page, const Context& context, const app::ForeseenRun& foreseen) {
  auto seen = page.add("SEEN");
  seen.show("OTHER_NOW", !foreseen.is_as_stopped());
  const bool nobody =
      std::ranges::all_of(foreseen.people, [](const auto& group) { return group.empty(); });
  seen.show("NOBODY", nobody);
  if (!nobody) seen.add("SOMEBODY").set("CSV_HREF", run_path(foreseen.stopped) + "/people/csv");
  for (const auto sort : sorts) put_group(seen, context, foreseen, sort);
}

Response page_of(Context& context, const Answer& answer) {
  if (answer.status == 404) return context.problem(404, "no_such_run");
  View page;
  page.set("RUN_HREF",
           fmt::format("{}/run/{}", registry_path(context.parameters.find("name")->second),
                       context.number("id")));
  if (!answer.problem.empty()) page.add("PROBLEM").set("TEXT", answer.problem);
  if (answer.seen) put_seen(page, context, *answer.seen);
  return context.page("registry_foreseen", page, context.text("foreseen.title"), answer.status);
}

Response people(Context& context) {
  return page_of(context, foresee(context));
}

Response spreadsheet(Context& context) {
  const auto answer = foresee(context);
  if (!answer.seen) return page_of(context, answer);
  // The mark tells spreadsheets that it is UTF-8.
  std::string csv = "\xEF\xBB\xBF";
  const auto word = [&](std::string_view key) { return context.text(key); };
  csv += base::spreadsheet_row({word("foreseen.what"), word("field.last_name"),
                                word("field.first_name"), word("people.username"),
                                word("held.capacity"), word("field.unit"),
                                word("foreseen.until_before"), word("foreseen.until")});
  for (const auto sort : sorts)
    for (const auto& one : answer.seen->of(sort)) {
      const auto line = line_of(context, one);
      csv +=
          base::spreadsheet_row({word(keys_of(sort).one), one.names.last, one.names.first,
                                 line.username, line.capacity, line.unit, line.before, line.until});
    }
  const auto& run = answer.seen->stopped;
  return context.file(std::move(csv), "text/csv; charset=utf-8",
                      fmt::format("{}-{}-people.csv", run.registry, run.id.value));
}

}  // namespace

void register_office_foreseen(Router& router) {
  router.get("/office/registry/{name}/run/{id}/people", Access::office, people);
  router.get("/office/registry/{name}/run/{id}/people/csv", Access::office, spreadsheet);
}

}  // namespace metroon::web

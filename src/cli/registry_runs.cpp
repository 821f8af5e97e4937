#include "cli/registry_runs.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <ranges>
#include <utility>

#include "base/spreadsheet.hpp"
#include "cli/person.hpp"
#include "core/words.hpp"

namespace metroon::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t most_rows_told = 100;
constexpr std::size_t most_rows = 1000;

json::object to_json(const core::DeliveryCounts& counts) {
  return {{"asserted", counts.asserted},
          {"rows", counts.rows},
          {"unchanged", counts.unchanged},
          {"added", counts.added},
          {"changed", counts.changed},
          {"ended", counts.ended},
          {"bad", counts.bad}};
}

json::array to_json(const std::vector<app::BadRow>& rows) {
  json::array all;
  for (const auto& row : rows)
    all.push_back({{"line", row.line},
                   {"key", row.key},
                   {"column", row.column},
                   {"reason", row.reason},
                   {"found", row.found}});
  return all;
}

json::object to_json(const app::RegistryRun& run) {
  return {{"run", run.id.value},
          {"registry", run.registry},
          {"source", run.source},
          {"verdict", core::to_word(run.verdict)},
          {"applied", run.applied.has_value()},
          {"by", run.by},
          {"confirmed_by", run.confirmed_by},
          {"made", base::to_iso(run.made)},
          {"started", base::to_iso(run.started)},
          {"held", run.held},
          {"counts", to_json(run.counts)}};
}

std::string text_of(const core::DeliveryCounts& counts) {
  return fmt::format(
      "{} rows ({} asserted before): {} unchanged, {} new, {} changed, {} ended, {} bad\n",
      counts.rows, counts.asserted, counts.unchanged, counts.added, counts.changed, counts.ended,
      counts.bad);
}

std::string text_of(const app::RegistryRun& run) {
  const auto held = run.held == 0 ? "" : fmt::format("{} of them wait for the office\n", run.held);
  return text_of(run.counts) + held;
}

// One that is being applied at this moment cannot be told from one that died.
std::string_view outcome(const app::RegistryRun& run) {
  if (run.applied) return "applied";
  return app::is_begun(run) ? "begun and not finished" : "not applied";
}

std::string text_of(const std::vector<app::BadRow>& rows) {
  std::string text;
  for (const auto& row : rows | std::views::take(most_rows_told))
    text += fmt::format("  {}{}: {}{}{}\n", row.line > 0 ? fmt::format("line {} ", row.line) : "",
                        row.key, row.reason, row.column.empty() ? "" : " in " + row.column,
                        row.found.empty() ? "" : ": " + row.found);
  if (rows.size() > most_rows_told)
    text += fmt::format("  and {} more: --json names them\n", rows.size() - most_rows_told);
  return text;
}

std::string name_of(const app::ForeseenPerson& one) {
  return one.names.last + " " + one.names.first;
}

json::array to_json(const std::vector<app::ForeseenPerson>& people) {
  json::array all;
  for (const auto& one : people) {
    json::array acts;
    for (const auto& act : one.acts)
      acts.push_back({{"action", act.action}, {"detail", act.detail}});
    all.push_back({{"name", name_of(one)}, {"username", one.username}, {"acts", std::move(acts)}});
  }
  return all;
}

std::string text_of(const std::vector<app::ForeseenPerson>& people, std::size_t most) {
  std::string text;
  for (const auto& one : people | std::views::take(most)) {
    text += fmt::format("  {}{}{}:", name_of(one), one.username.empty() ? "" : " ", one.username);
    for (const auto& act : one.acts)
      text += fmt::format("{} {}{}{}", &act == one.acts.data() ? "" : ",", act.action,
                          act.detail.empty() ? "" : " ", act.detail);
    text += '\n';
  }
  if (people.size() > most)
    text += fmt::format("  and {} more: --csv names them all\n", people.size() - most);
  return text;
}

std::string csv_of(const std::vector<app::ForeseenPerson>& people) {
  std::string csv = "last,first,username,action,detail\r\n";
  for (const auto& one : people)
    for (const auto& act : one.acts)
      csv += base::spreadsheet_row(
          {one.names.last, one.names.first, one.username, act.action, act.detail});
  return csv;
}

std::string advice(const app::RegistryRun& run) {
  return core::may_be_confirmed(run.verdict)
             ? fmt::format(
                   "nothing was changed; somebody else confirms it: `metroon registry "
                   "confirm DECLARATION {}`, with the same --delivery if there was one",
                   run.id.value)
             : "nothing was changed; see to the source";
}

Output told(app::House& house, const app::RegistryRun& run, Format format) {
  const auto bad =
      house.store.read([&](app::Ports& ports) { return ports.registries.bad(run.id, most_rows); });
  const int code = run.applied ? 0 : 1;
  if (format == Format::json) {
    auto object = to_json(run);
    object["bad"] = to_json(bad);
    return {json::serialize(object) + "\n", code};
  }
  return {fmt::format("run {}: {}\n{}{}", run.id.value,
                      run.applied ? "applied"
                                  : fmt::format("{}: {}", core::to_word(run.verdict), advice(run)),
                      text_of(run), text_of(bad)),
          code};
}

}  // namespace

Output registry_preview(app::House& house, const core::Registry& registry,
                        const app::OpenDelivery& open, Format format) {
  const auto seen = app::preview_delivery(house, registry, open);
  if (format == Format::json)
    return {json::serialize(json::object{{"verdict", core::to_word(seen.verdict)},
                                         {"counts", to_json(seen.counts)},
                                         {"bad", to_json(seen.bad)}}) +
                "\n",
            0};
  return {
      fmt::format("{}\n{}{}", core::to_word(seen.verdict), text_of(seen.counts), text_of(seen.bad)),
      0};
}

Output registry_foresee(app::House& copy, const app::Call& call, const core::Registry& registry,
                        const app::OpenDelivery& open, const ForeseenFormat& wanted,
                        Format format) {
  const auto seen = app::foresee_delivery(copy, call, registry, open);
  if (wanted.csv) return {csv_of(seen.people), 0};
  if (format == Format::json) {
    auto object = to_json(seen.run);
    for (const auto* only_true_of_runs : {"run", "applied", "by", "confirmed_by"})
      object.erase(only_true_of_runs);
    object["confirmed"] = seen.confirmed;
    object["bad"] = to_json(seen.bad);
    object["people"] = to_json(seen.people);
    return {json::serialize(object) + "\n", 0};
  }
  return {
      fmt::format("{}{}\n{}{}{}", core::to_word(seen.run.verdict),
                  seen.confirmed ? ": stopped for a second person; as if let through" : "",
                  text_of(seen.run.counts), text_of(seen.bad), text_of(seen.people, wanted.most)),
      0};
}

Output registry_run(app::House& house, const app::Call& call, const core::Registry& registry,
                    const app::OpenDelivery& open, Format format) {
  return told(house, app::run_delivery(house, call, registry, open), format);
}

Output registry_confirm(app::House& house, const app::Call& call, const core::Registry& registry,
                        const app::OpenDelivery& open, std::int64_t run, Format format) {
  const auto done = app::confirm_delivery(house, call, registry, open, {run});
  if (done) return told(house, *done, format);
  switch (done.error()) {
    case app::RunProblem::no_such_run:
      return refusal("R01", "this registry has no such run", "see `metroon registry history`");
    case app::RunProblem::applied_already:
      return refusal("R02", "the run was applied already", "nothing has to be done");
    case app::RunProblem::never:
      return refusal("R03", "such a delivery is never applied: it is cut, late or empty",
                     "see to the source");
    case app::RunProblem::same_person:
      return refusal("R04", "who started a run cannot confirm it", "ask a second person");
  }
  std::unreachable();
}

Output registry_history(app::House& house, std::string_view registry, Format format) {
  const auto runs =
      house.store.read([&](app::Ports& ports) { return ports.registries.runs(registry, 50); });
  json::array all;
  std::string text;
  for (const auto& run : runs) {
    all.push_back(to_json(run));
    text += fmt::format(
        "{}  {}  {}  {}  {}  by {}{}\n  {}", base::to_iso(run.started), run.id.value, run.registry,
        core::to_word(run.verdict), outcome(run), run.by,
        run.confirmed_by.empty() ? "" : ", confirmed by " + run.confirmed_by, text_of(run));
  }
  return {format == Format::json ? json::serialize(all) + "\n" : text, 0};
}

Output registry_decide(app::House& house, const app::Call& call, std::string_view registry,
                       std::string_view row_key, std::string_view person, std::string_view reason) {
  core::PersonId id;
  if (!person.empty()) {
    const auto found = find_person(house, call, person);
    if (!found) return no_such_person(person);
    id = *found;
  }
  const auto done = app::decide_held_row(house, call, registry, row_key, id, reason);
  if (done) return {"the next run acts on it\n", 0};
  switch (done.error()) {
    case app::HeldProblem::no_such_row:
      return refusal("R05", "the registry has no such row", "give the key as the run prints it");
    case app::HeldProblem::not_held:
      return refusal("R06", "the row is not held", "see `metroon registry run`");
    case app::HeldProblem::reason_missing:
      return refusal("R07", "numbers, names or birth date of the row and of that person contradict",
                     "see the row's page at the office; if it is the same person, say why "
                     "with --reason");
    case app::HeldProblem::number_of_another:
    case app::HeldProblem::no_such_person:
      return no_such_person(person);
  }
  std::unreachable();
}

}  // namespace metroon::cli

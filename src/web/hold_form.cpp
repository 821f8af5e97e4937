#include "web/hold_form.hpp"

#include <fmt/format.h>

#include "web/form_view.hpp"

namespace metroon::web {
namespace {

using app::HoldProblem;

FieldView why_field(const Context& context, std::optional<HoldProblem> problem) {
  return {.name = "why",
          .label = context.text("hold.reason"),
          .value = std::string{context.form("why")},
          .hint = context.text("hold.reason_hint"),
          .error = problem == HoldProblem::text_missing ? context.text("problem_of.missing") : "",
          .autocomplete = "off"};
}

FieldView day_field(const Context& context, std::optional<HoldProblem> problem) {
  return {.name = "last_day",
          .label = context.text("hold.last_day"),
          .input = Input::date,
          .value = std::string{context.form("last_day")},
          .hint = context.text("hold.last_day_hint"),
          .error = problem == HoldProblem::day_wrong ? context.text("hold.day_wrong") : "",
          .autocomplete = "off"};
}

}  // namespace

void put_hold(View& page, Context& context, const core::Dossier& dossier,
              std::optional<HoldProblem> problem) {
  const auto* held = app::office_hold(dossier, context.call.now.day);
  page.show("HOLD_OPEN", held != nullptr || problem).show("FREE", held == nullptr);
  const auto path = fmt::format("/office/person/{}/", dossier.person.value);
  FormView form{.action = path + (held != nullptr ? "lift" : "hold"),
                .submit = context.text(held != nullptr ? "hold.lift" : "hold.place"),
                .fields = {why_field(context, problem)},
                .secondary = true};
  if (held == nullptr) form.fields.push_back(day_field(context, problem));
  if (held != nullptr && held->until)
    page.add("HELD").set(
        "TEXT",
        context.text("hold.held", {{"day", context.texts.day(context.language(),
                                                             *held->until - std::chrono::days{1})},
                                   {"reason", held->reason}}));
  put_form(page, "HOLD", form, context.token());
}

std::expected<void, HoldProblem> place_hold(Context& context) {
  return app::place_hold(context.house, context.call, {context.number("id")}, context.form("why"),
                         context.form("last_day"));
}

std::expected<void, HoldProblem> lift_hold(Context& context) {
  return app::lift_hold(context.house, context.call, {context.number("id")}, context.form("why"));
}

}  // namespace metroon::web

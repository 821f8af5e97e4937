// Members: search, one member with everything the rules say about them, corrections (E1).
#include "app/acts.hpp"
#include "app/desk.hpp"
#include "app/hold.hpp"
#include "app/suspension.hpp"
#include "web/claim_view.hpp"
#include "web/history.hpp"
#include "web/hold_form.hpp"
#include "web/pages.hpp"
#include "web/person_fields.hpp"
#include "web/person_plot.hpp"

namespace metroon::web {
namespace {

using app::AliasProblem;
using app::CorrectionProblem;
using app::ReplaceProblem;
using core::IdentityDocument;

core::PersonId id_of(const Context& context) {
  return {context.number("id")};
}

std::string path_of(core::PersonId id) {
  return fmt::format("/office/person/{}", id.value);
}

Response people(Context& context) {
  const auto text = context.request.query.get("text");
  const auto rows = app::find_people(context.house, context.call, text);
  View page;
  page.set("TEXT", text).show("NOTHING", rows.empty() && !text.empty());
  if (!rows.empty()) {
    auto table = page.add("TABLE");
    for (const auto& row : rows)
      table.add("ROW")
          .set("HREF", path_of(row.id))
          .set("WHO", row.last + " " + row.first)
          .set("USERNAME", row.username)
          .set("BIRTH", context.texts.day(context.language(), row.birth));
  }
  return context.page("people", page, context.text("people.title"));
}

void put_affiliations(View& page, const Context& context, const core::Dossier& dossier) {
  for (const auto& one : dossier.affiliations) {
    const auto& kind = context.house.policy.affiliations[one.kind];
    auto row = page.add("AFFILIATION");
    row.set("KIND", context.words(kind.name)).set("UNIT", unit_name(context, one.unit));
    row.set("FROM", context.texts.day(context.language(), one.from));
    row.set("ENDS", one.ends
                        ? context.texts.day(context.language(), *one.ends - core::Day::duration{1})
                        : context.text("people.no_end"));
    row.set("BY", source_text(context, one.asserted_by)).set("SOURCE", kind.source);
  }
}

void put_services(View& page, const Context& context, const app::PersonView& view) {
  if (!view.standing || view.standing->services.empty()) return;
  auto table = page.add("SERVICES");
  for (const auto& one : view.standing->services) {
    auto row = table.add("SERVICE");
    row.set("NAME", context.words(context.house.policy.services[one.service].name));
    row.set("GATE", context.text(key_of(one.gate))).show("OPEN", one.open());
    row.set("UNTIL", until_text(context, one));
    row.set("WHY", why_text(context, view.dossier, one));
  }
}

void put_account(View& page, const Context& context, const app::PersonView& view) {
  put_fact(
      page, context.text("people.state"),
      context.text(key_of(view.standing ? view.standing->state : core::AccountState::no_account)));
  if (!view.dossier.account) return;
  const auto& account = *view.dossier.account;
  put_fact(page, context.text("people.username"), account.username);
  for (const auto& address : account.addresses)
    put_fact(page, context.text("people.address"),
             address.local + "@" + context.house.policy.realms[address.realm].name);
  const auto put_day = [&](std::string_view key, const std::optional<base::Day>& day) {
    if (day) put_fact(page, context.text(key), context.texts.day(context.language(), *day));
  };
  if (view.standing) put_day("person.collect_before", view.standing->collect_before);
  put_day("people.activated", account.activated);
  if (account.suspended)
    put_fact(page, context.text(key_of(core::AccountState::suspended)), account.suspended->reason);
  if (view.proof)
    put_fact(page, context.text("people.proof"),
             fmt::format("{}, {}", context.texts.time(context.language(), view.proof->at),
                         context.text(key_of(view.proof->document))));
}

void put_merges(View& page, const Context& context, const app::PersonView& view) {
  page.set("MERGE_HREF", fmt::format("/office/merge?keep={}", view.person.id.value));
  if (view.merges.empty()) return;
  auto merged = page.add("MERGED");
  for (const auto& one : view.merges)
    merged.add("MERGE")
        .set("HREF", fmt::format("/office/merge/{}", one.id.value))
        .set("WHEN", context.texts.time(context.language(), one.at))
        .set("REASON", one.reason);
}

// A renewed paper: its number, and how the officer knows the person.
FormView replace_form(const Context& context, IdentityDocument on_record,
                      std::string_view number_error, std::string_view note_error) {
  const auto typed = core::from_word<IdentityDocument>(context.form("document"));
  FieldView document{.name = "document",
                     .label = context.text("desk.document"),
                     .input = Input::radio,
                     .value = std::string{core::to_word(typed.value_or(on_record))}};
  for (const auto one : {IdentityDocument::identity_card, IdentityDocument::passport})
    document.options.push_back(
        {.value = std::string{core::to_word(one)}, .label = context.text(key_of(one)), .hint = {}});
  return {.action = path_of(id_of(context)) + "/document",
          .submit = context.text("replace.submit"),
          .fields = {document,
                     {.name = "number",
                      .label = context.text(key_of(core::Field::document_number)),
                      .value = std::string{context.form("number")},
                      .error = std::string{number_error},
                      .autocomplete = "off"},
                     {.name = "note",
                      .label = context.text("replace.note"),
                      .value = std::string{context.form("note")},
                      .hint = context.text("replace.note_hint"),
                      .error = std::string{note_error},
                      .autocomplete = "off"}},
          .secondary = true};
}

std::string number_error(const Context& context, std::optional<ReplaceProblem> problem) {
  if (problem == ReplaceProblem::number_malformed) return context.text("problem_of.wrong_shape");
  if (problem == ReplaceProblem::number_of_another) return context.text("problem_of.of_another");
  return {};
}

std::string alias_error(const Context& context, AliasProblem problem) {
  switch (problem) {
    case AliasProblem::no_such_person:
    case AliasProblem::no_account:
      return context.text("alias.no_account");
    case AliasProblem::malformed:
      return context.text("decide.username_malformed");
    case AliasProblem::taken:
      return context.text("decide.username_taken");
  }
  return {};
}

void put_alias(View& page, Context& context, const app::PersonView& view,
               std::optional<AliasProblem> problem) {
  if (!view.dossier.account) return;
  page.show("ALIAS_OPEN", problem.has_value());
  std::string names;
  for (const auto& one : view.alias_proposals) names += (names.empty() ? "" : ", ") + one;
  put_form(page, "ALIAS",
           {.action = path_of(view.person.id) + "/alias",
            .submit = context.text("alias.submit"),
            .fields = {{.name = "alias",
                        .label = context.text("alias.local"),
                        .value = std::string{context.form("alias")},
                        .hint = context.text("decide.free", {{"names", names}}),
                        .error = problem ? alias_error(context, *problem) : std::string{},
                        .autocomplete = "off"}},
            .secondary = true},
           context.token());
}

// What the officer did not fill in, and in which of the forms.
struct Stopped {
  std::string_view step;  ///< `suspend`, `resume` or `close`; empty: nothing was tried.
  std::string reason, username;

  [[nodiscard]] bool empty() const { return step.empty(); }
};

FormView stop_form(const Context& context, std::string_view step, const Stopped& stopped) {
  const bool tried = stopped.step == step;
  FormView form{.action = fmt::format("{}/{}", path_of(id_of(context)), step),
                .submit = context.text(fmt::format("stop.{}", step)),
                .fields = {{.name = "reason",
                            .label = context.text("stop.reason"),
                            .value = tried ? std::string{context.form("reason")} : std::string{},
                            .hint = context.text("stop.reason_hint"),
                            .error = tried ? stopped.reason : std::string{},
                            .autocomplete = "off"}},
                .danger = step != "resume"};
  if (step == "close")
    form.fields.push_back({.name = "username",
                           .label = context.text("stop.username"),
                           .value = tried ? std::string{context.form("username")} : std::string{},
                           .error = tried ? stopped.username : std::string{},
                           .autocomplete = "off"});
  return form;
}

void put_stops(View& page, Context& context, const core::Account& account, const Stopped& stopped) {
  if (account.closed) return;
  auto stops = page.add("STOPS");
  stops.show("STOPS_OPEN", !stopped.empty());
  put_form(stops, account.suspended ? "RESUME" : "SUSPEND",
           stop_form(context, account.suspended ? "resume" : "suspend", stopped), context.token());
  put_form(stops, "CLOSE", stop_form(context, "close", stopped), context.token());
}

Response person(Context& context, std::optional<ReplaceProblem> problem,
                std::optional<AliasProblem> alias = {}, const Stopped& stopped = {},
                std::optional<app::HoldProblem> hold = {}) {
  const auto view = app::open_person(context.house, context.call, id_of(context));
  if (!view) return context.problem(404, "no_such_person");
  const auto& one = view->person;
  // The record was merged into another one: its old address leads there.
  if (one.id != id_of(context) && !problem) return context.redirect(path_of(one.id));
  View page;
  auto account = page.add("ACCOUNT");
  put_account(account, context, *view);
  auto data = page.add("DATA");
  put_person_facts(data, context, one.names, one.birth, one.contact, one.identifiers);
  put_affiliations(page, context, view->dossier);
  put_services(page, context, *view);
  put_person_plot(page, context, *view);
  for (const auto& shared : view->shared)
    page.add("SHARED")
        .set("HREF", fmt::format("/office/successors/{}", shared.account.id.value))
        .set("USERNAME", shared.account.username)
        .set("SHARED_TITLE", shared.title);
  for (const auto& claim : app::claims_of_person(context.house, context.call, one.id)) {
    auto row = page.add("CLAIM");
    row.set("HREF", office_claim_path(claim.id)).set("NUMBER", app::grouped(claim.number, 5));
    row.set("MADE", context.texts.time(context.language(), claim.created));
    put_claim_stage(row, context, claim.stage);
  }
  if (view->dossier.account)
    page.add("TO_DESK").set("HREF", "/office/desk?typed=" + view->dossier.account->username);
  put_merges(page, context, *view);
  page.set("CORRECT_HREF", path_of(one.id) + "/correct").show("REPLACE_OPEN", problem.has_value());
  put_form(page, "REPLACE",
           replace_form(context, one.identifiers.document, number_error(context, problem),
                        problem == ReplaceProblem::note_missing ? context.text("problem_of.missing")
                                                                : std::string{}),
           context.token());
  put_alias(page, context, *view, alias);
  put_hold(page, context, view->dossier, hold);
  if (view->dossier.account) put_stops(page, context, *view->dossier.account, stopped);
  put_history(page, context, view->history);
  return context.page("person", page, both_names(one.names),
                      problem || alias || !stopped.empty() || hold ? 422 : 200);
}

Response held(Context& context, std::expected<void, app::HoldProblem> done, std::string_view how) {
  if (done) return context.redirect(path_of(id_of(context)), how);
  if (done.error() == app::HoldProblem::text_missing || done.error() == app::HoldProblem::day_wrong)
    return person(context, {}, {}, {}, done.error());
  return context.problem(409, "someone_was_first");
}

Response add_alias(Context& context) {
  const auto done =
      app::add_alias(context.house, context.call, id_of(context), context.form("alias"));
  if (done) return context.redirect(path_of(id_of(context)), "alias_added");
  if (done.error() == AliasProblem::no_such_person) return context.problem(404, "no_such_person");
  return person(context, {}, done.error());
}

Response replace_document(Context& context) {
  const auto document = core::from_word<IdentityDocument>(context.form("document"));
  if (!document) return context.problem(400, "bad_request");  // The form has one chosen.
  const auto done =
      app::prove_by_new_document(context.house, context.call, context.staff()->id, id_of(context),
                                 *document, context.form("number"), context.form("note"));
  if (done) return context.redirect(path_of(id_of(context)), "proved");
  switch (done.error()) {
    case ReplaceProblem::no_such_person:
      return context.problem(404, "no_such_person");
    case ReplaceProblem::someone_was_first:
      return context.problem(409, "someone_was_first");
    case ReplaceProblem::number_malformed:
    case ReplaceProblem::number_of_another:
    case ReplaceProblem::note_missing:
      return person(context, done.error());
  }
  return person(context, {});
}

using StopAct = std::expected<void, app::StopProblem> (*)(app::House&, const app::Call&,
                                                          core::AccountId, std::string_view);

Response stop(Context& context, std::string_view step, StopAct act) {
  const auto record = context.house.store.read(
      [&](app::Ports& ports) { return ports.accounts.of_person(id_of(context)); });
  if (!record) return context.problem(404, "no_such_person");
  // Nothing brings a closed account back: its name is typed, not clicked.
  if (step == "close" && context.form("username") != record->account.username)
    return person(context, {}, {},
                  {.step = step, .reason = {}, .username = context.text("stop.other_username")});
  const auto done = act(context.house, context.call, record->account.id, context.form("reason"));
  if (done) return context.redirect(path_of(id_of(context)), fmt::format("stop_{}", step));
  switch (done.error()) {
    case app::StopProblem::text_missing:
      return person(context, {}, {},
                    {.step = step, .reason = context.text("problem_of.missing"), .username = {}});
    case app::StopProblem::no_such_account:
      return context.problem(404, "no_such_person");
    case app::StopProblem::closed:
    case app::StopProblem::suspended_already:
    case app::StopProblem::not_suspended:
      return context.problem(409, "someone_was_first");
  }
  return person(context, {});
}

// What `to_form` needs of a person.
core::ApplicationForm form_of(const core::Person& person) {
  core::Application application;
  application.names = person.names;
  application.birth = person.birth;
  application.contact = person.contact;
  application.identifiers = person.identifiers;
  return core::to_form(application);
}

Response correct_form(Context& context, const core::ApplicationForm& typed, std::int64_t version,
                      const app::CorrectionRefused* refused) {
  FormView form{.action = path_of(id_of(context)) + "/correct",
                .submit = context.text("correct.submit"),
                .hidden = {{"version", std::to_string(version)}}};
  form.fields = person_fields(
      context, typed, refused != nullptr ? refused->fields : std::vector<core::FieldProblem>{});
  const bool no_reason = refused != nullptr && refused->problem == CorrectionProblem::text_missing;
  form.fields.push_back({.name = "reason",
                         .label = context.text("correct.reason"),
                         .value = std::string{context.form("reason")},
                         .hint = context.text("correct.reason_hint"),
                         .error = no_reason ? context.text("problem_of.missing") : std::string{}});
  if (refused != nullptr && refused->problem == CorrectionProblem::no_proof_today)
    form.problem = context.text("correct.no_proof_today");
  if (refused != nullptr && refused->problem == CorrectionProblem::someone_was_first)
    form.problem = context.text("correct.someone_was_first");
  View page;
  page.set("PERSON_HREF", path_of(id_of(context)));
  put_form(page, "FORM", form, context.token());
  return context.page("correct", page, context.text("correct.title"),
                      refused != nullptr ? 422 : 200);
}

Response correct_page(Context& context) {
  const auto view = app::open_person(context.house, context.call, id_of(context));
  if (!view) return context.problem(404, "no_such_person");
  return correct_form(context, form_of(view->person), view->person.version, nullptr);
}

std::int64_t version_now(Context& context) {
  const auto view = app::open_person(context.house, context.call, id_of(context));
  return view ? view->person.version : 0;
}

Response correct(Context& context) {
  const app::Correction correction{.version = context.form_number("version"),
                                   .data = typed_person(context),
                                   .reason = std::string{context.form("reason")}};
  const auto done = app::correct_person(context.house, context.call, id_of(context), correction);
  if (done) return context.redirect(path_of(id_of(context)), "corrected");
  switch (done.error().problem) {
    case CorrectionProblem::no_such_person:
      return context.problem(404, "no_such_person");
    case CorrectionProblem::someone_was_first:  // What was typed stays; the newer state is told of.
    case CorrectionProblem::no_proof_today:
    case CorrectionProblem::text_missing:
    case CorrectionProblem::fields:
      return correct_form(context, correction.data, version_now(context), &done.error());
  }
  return correct_page(context);
}

}  // namespace

void register_office_people(Router& router) {
  router.get("/office/people", Access::office, people);
  router.get("/office/person/{id}", Access::office,
             [](Context& context) { return person(context, {}); });
  router.post("/office/person/{id}/document", Access::office, replace_document);
  router.post("/office/person/{id}/hold", Access::office,
              [](Context& context) { return held(context, place_hold(context), "hold_placed"); });
  router.post("/office/person/{id}/lift", Access::office,
              [](Context& context) { return held(context, lift_hold(context), "hold_lifted"); });
  router.post("/office/person/{id}/alias", Access::office, add_alias);
  router.post("/office/person/{id}/suspend", Access::office,
              [](Context& context) { return stop(context, "suspend", app::suspend_account); });
  router.post("/office/person/{id}/resume", Access::office,
              [](Context& context) { return stop(context, "resume", app::resume_account); });
  router.post("/office/person/{id}/close", Access::office,
              [](Context& context) { return stop(context, "close", app::close_account); });
  router.get("/office/person/{id}/correct", Access::office, correct_page);
  router.post("/office/person/{id}/correct", Access::office, correct);
}

}  // namespace metroon::web

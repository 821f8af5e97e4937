// What was merged, with the way back; and who may be one person.
#include <algorithm>

#include "app/merge.hpp"
#include "web/history.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::SplitProblem;

constexpr std::size_t merges_shown = 50;
constexpr std::size_t pairs_shown = 20;

std::int64_t before(const Context& context) {
  const auto text = context.request.query.get("before");
  std::int64_t value = 0;
  for (const char digit : text.substr(0, 18)) {
    if (digit < '0' || digit > '9') return 0;
    value = value * 10 + (digit - '0');
  }
  return value;
}

std::string person_path(core::PersonId id) {
  return fmt::format("/office/person/{}", id.value);
}
std::string record_path(core::MergeId id) {
  return fmt::format("/office/merge/{}", id.value);
}

// Two of one name are told from each other by their accounts.
std::string whose(const core::Names& names, const std::string& username) {
  return username.empty() ? both_names(names) : both_names(names) + ", " + username;
}

Response merges(Context& context) {
  const auto rows =
      app::list_merges(context.house, context.call, {before(context)}, merges_shown + 1);
  View page;
  page.show("EMPTY", rows.empty());
  if (!rows.empty()) {
    auto table = page.add("TABLE");
    Actors actors{context};
    for (std::size_t index = 0; index < std::min(rows.size(), merges_shown); ++index) {
      const auto& [record, keep, other, keep_username, other_username] = rows[index];
      table.add("ROW")
          .set("HREF", record_path(record.id))
          .set("KEEP", whose(keep, keep_username))
          .set("OTHER", whose(other, other_username))
          .set("WHEN", context.texts.time(context.language(), record.at))
          .set("BY", actors.name(record.by))
          .set("REASON", record.reason)
          .show("UNDONE", record.undone.has_value())
          .show("STANDS", !record.undone);
    }
  }
  if (rows.size() > merges_shown)
    page.add("OLDER").set(
        "HREF", fmt::format("/office/merges?before={}", rows[merges_shown - 1].record.id.value));
  return context.page("merges", page, context.text("merge.list_title"));
}

void put_record(View& page, const Context& context, const app::MergeView& view) {
  const auto& record = view.record;
  const auto time = [&](base::Instant at) { return context.texts.time(context.language(), at); };
  Actors actors{context};
  put_fact(page, context.text("merge.keep"), whose(view.keep.names, view.keep_username));
  put_fact(page, context.text("merge.other"), whose(view.other.names, view.other_username));
  put_fact(page, context.text("merge.when"), time(record.at));
  put_fact(page, context.text("merge.by"), actors.name(record.by));
  put_fact(page, context.text("merge.reason"), record.reason);
  if (!record.undone) return;
  put_fact(page, context.text("merge.undone"), time(record.undone->at));
  put_fact(page, context.text("merge.undone_by"), actors.name(record.undone->by));
  put_fact(page, context.text("merge.undone_reason"), record.undone->reason);
}

FormView undo_form(const Context& context, const app::MergeRecord& record,
                   std::optional<SplitProblem> problem) {
  FormView form{.action = record_path(record.id) + "/undo",
                .submit = context.text("merge.undo_submit"),
                .fields = {{.name = "reason",
                            .label = context.text("merge.undo_reason"),
                            .input = Input::area,
                            .value = std::string{context.form("reason")}}},
                .danger = true};
  if (problem == SplitProblem::reason_missing)
    form.fields.front().error = context.text("problem_of.missing");
  return form;
}

Response record_page(Context& context, std::optional<SplitProblem> problem) {
  const auto view = app::open_merge(context.house, context.call, {context.number("id")});
  if (!view) return context.problem(404, "no_such_merge");
  const auto& record = view->record;
  View page;
  page.set("KEEP_HREF", person_path(record.keep)).set("KEEP_NAME", both_names(view->keep.names));
  if (record.undone)
    page.add("OTHER_LINK")
        .set("OTHER_HREF", person_path(record.other))
        .set("OTHER_NAME", both_names(view->other.names));
  put_record(page, context, *view);
  page.show("SINCE_NONE", view->since.empty());
  if (!view->since.empty()) {
    auto since = page.add("SINCE_SOME");
    put_history(since, context, view->since);
  }
  page.show("LATER", view->later_merge);
  if (!record.undone && !view->later_merge) {
    put_form(page, "FORM", undo_form(context, record, problem), context.token());
    page.show("NEW_CODE", record.keep_account && record.other_account);
  }
  return context.page("merge_record", page, context.text("merge.record_title"),
                      problem ? 422 : 200);
}

Response undo(Context& context) {
  const core::MergeId id{context.number("id")};
  const auto done = app::split_people(context.house, context.call, id, context.form("reason"));
  if (done) return context.redirect(record_path(id), "merge_undone");
  switch (done.error()) {
    case SplitProblem::no_such_merge:
      return context.problem(404, "no_such_merge");
    case SplitProblem::already_undone:
      return context.problem(409, "someone_was_first");
    case SplitProblem::later_merge:
    case SplitProblem::reason_missing:
      return record_page(context, done.error());
  }
  return record_page(context, {});
}

void put_pair_person(View& pair, const Context& context, const core::Person& person,
                     const std::string& username) {
  auto card = pair.add("PERSON");
  card.set("HREF", person_path(person.id)).set("NAME", both_names(person.names));
  put_fact(card, context.text("people.username"), username);
  put_person_facts(card, context, person.names, person.birth, person.contact, person.identifiers);
}

void put_pair(View& page, Context& context, const app::AlikePair& pair) {
  auto one = page.add("PAIR");
  const auto& keep = pair.newer_should_stay ? pair.newer : pair.older;
  const auto& other = pair.newer_should_stay ? pair.older : pair.newer;
  one.set("WHO", both_names(pair.newer.names)).set("MATCH", context.text(key_of(pair.match)));
  one.show("SURE", pair.match != core::Match::perhaps);
  std::string shared;
  for (const auto& item : pair.shared_items)
    shared += (shared.empty() ? "" : ", ") + context.text("alike." + item);
  one.set("SHARED", shared);
  put_pair_person(one, context, pair.newer, pair.newer_username);
  put_pair_person(one, context, pair.older, pair.older_username);
  one.set("MERGE_HREF",
          fmt::format("/office/merge?keep={}&other={}", keep.id.value, other.id.value));
  put_form(one, "APART",
           {.action = "/office/alike",
            .submit = context.text("merge.tell_apart"),
            .hidden = {{"one", std::to_string(pair.newer.id.value)},
                       {"other", std::to_string(pair.older.id.value)}},
            .secondary = true},
           context.token());
}

Response alike(Context& context) {
  const auto found =
      app::suggest_merges(context.house, context.call, {before(context)}, pairs_shown);
  View page;
  page.show("EMPTY", found.pairs.empty());
  for (const auto& pair : found.pairs) put_pair(page, context, pair);
  if (found.next)
    page.add("OLDER").set("HREF", fmt::format("/office/alike?before={}", found.next.value));
  return context.page("alike", page, context.text("merge.alike_title"));
}

Response tell_apart(Context& context) {
  if (!app::tell_apart(context.house, context.call, {context.form_number("one")},
                       {context.form_number("other")}))
    return context.problem(404, "no_such_person");
  return context.redirect("/office/alike", "told_apart");
}

}  // namespace

void register_office_merges(Router& router) {
  router.get("/office/merges", Access::office, merges);
  router.get("/office/merge/{id}", Access::office,
             [](Context& context) { return record_page(context, {}); });
  router.post("/office/merge/{id}/undo", Access::office, undo);
  router.get("/office/alike", Access::office, alike);
  router.post("/office/alike", Access::office, tell_apart);
}

}  // namespace metroon::web

// Two records side by side: what differs, what would happen, and the two answers to it.
#include "app/acts.hpp"
#include "app/merge.hpp"
#include "base/text.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::MergeProblem;
using core::MergeObstacle;

core::PersonId asked(const Context& context, std::string_view name) {
  const auto text = context.request.query.get(name);
  std::int64_t value = 0;
  for (const char digit : text.substr(0, 18)) {
    if (digit < '0' || digit > '9') return {};
    value = value * 10 + (digit - '0');
  }
  return {value};
}

std::string merge_path(core::PersonId keep, core::PersonId other) {
  return fmt::format("/office/merge?keep={}&other={}", keep.value, other.value);
}

std::string person_path(core::PersonId id) {
  return fmt::format("/office/person/{}", id.value);
}

std::string obstacle_text(const Context& context, MergeObstacle obstacle) {
  switch (obstacle) {
    case MergeObstacle::same_record:
      return context.text("merge.same_record");
    case MergeObstacle::afm_differs:
      return context.text("merge.afm_differs");
    case MergeObstacle::amka_differs:
      return context.text("merge.amka_differs");
    case MergeObstacle::working_account_must_stay:
      return context.text("merge.working_account_must_stay");
  }
  return {};
}

void add_line(std::string& lines, std::string_view line) {
  if (!lines.empty()) lines += '\n';
  lines += line;
}

std::string address_text(const Context& context, const core::Address& address) {
  return address.local + "@" + context.house.policy.realms[address.realm].name;
}

std::string addresses_text(const Context& context, const app::MergeSideView& view) {
  std::string lines;
  if (view.side.dossier.account)
    for (const auto& one : view.side.dossier.account->addresses)
      add_line(lines, address_text(context, one));
  return lines;
}

std::string services_text(const Context& context, const app::MergeSideView& view) {
  std::string names;
  if (view.standing)
    for (const auto& one : view.standing->services)
      if (one.open()) {
        const auto& name = context.words(context.house.policy.services[one.service].name);
        names += (names.empty() ? "" : ", ") + name;
      }
  return names;
}

std::string state_text(const Context& context, const app::MergeSideView& view) {
  return context.text(
      key_of(view.standing ? view.standing->state : core::AccountState::no_account));
}

std::string proof_text(const Context& context, const app::MergeSideView& view) {
  if (!view.proof) return context.text("merge.no_proof");
  return fmt::format("{}, {}", context.texts.time(context.language(), view.proof->at),
                     context.text(key_of(view.proof->document)));
}

std::string owned_text(const app::MergeSideView& view) {
  std::string lines;
  for (const auto& one : view.owned)
    add_line(lines, fmt::format("{} – {}", one.account.username, one.title));
  return lines;
}

// One line of the comparison; left out where neither has anything. What differs says so in words.
void put_item(View& page, const std::string& label, std::string_view left, std::string_view right) {
  if (left.empty() && right.empty()) return;
  page.add("ITEM")
      .set("LABEL", label)
      .set("LEFT", left.empty() ? "–" : left)
      .set("RIGHT", right.empty() ? "–" : right)
      .show("DIFFERS", left != right);
}

void put_data(View& page, const Context& context, const core::Person& left,
              const core::Person& right) {
  using enum core::Field;
  const auto item = [&](core::Field field, std::string_view one, std::string_view other) {
    put_item(page, context.text(key_of(field)), one, other);
  };
  const auto born = [&](const core::Person& one) {
    return context.texts.day(context.language(), one.birth);
  };
  const auto paper = [&](const core::Person& one) {
    const auto& numbers = one.identifiers;
    return numbers.document_number.empty()
               ? std::string{}
               : context.text(key_of(numbers.document)) + " " + numbers.document_number;
  };
  item(first_name, left.names.first, right.names.first);
  item(last_name, left.names.last, right.names.last);
  item(first_latin, left.names.first_latin, right.names.first_latin);
  item(last_latin, left.names.last_latin, right.names.last_latin);
  item(father_name, left.names.father, right.names.father);
  item(birth, born(left), born(right));
  item(document, paper(left), paper(right));
  item(afm, left.identifiers.afm, right.identifiers.afm);
  item(amka, left.identifiers.amka, right.identifiers.amka);
  item(email, left.contact.email, right.contact.email);
  item(phone, left.contact.phone, right.contact.phone);
}

void put_items(View& page, const Context& context, const app::MergePreview& view) {
  const auto& left = view.keep;
  const auto& right = view.other;
  put_data(page, context, left.side.person, right.side.person);
  const auto username = [](const app::MergeSideView& one) {
    return one.side.dossier.account ? one.side.dossier.account->username : std::string{};
  };
  put_item(page, context.text("people.proof"), proof_text(context, left),
           proof_text(context, right));
  put_item(page, context.text("people.username"), username(left), username(right));
  put_item(page, context.text("people.state"), state_text(context, left),
           state_text(context, right));
  put_item(page, context.text("people.address"), addresses_text(context, left),
           addresses_text(context, right));
  put_item(page, context.text("people.affiliations"),
           affiliations_text(context, left.side.dossier.affiliations),
           affiliations_text(context, right.side.dossier.affiliations));
  put_item(page, context.text("merge.open_services"), services_text(context, left),
           services_text(context, right));
  put_item(page, context.text("people.shared"), owned_text(left), owned_text(right));
}

// What will happen, one sentence each.
std::vector<std::string> consequences(const Context& context, const app::MergePreview& view) {
  std::vector<std::string> lines;
  const auto& keep = view.keep.side;
  const auto& other = view.other.side;
  const auto& stays = keep.dossier.account;
  const auto& given_up = other.dossier.account;
  const auto say = [&](std::string_view key, const Values& values = {}) {
    lines.push_back(context.text(key, values));
  };
  if (stays && given_up) {
    say("merge.will_close", {{"stays", stays->username}, {"ends", given_up->username}});
    std::string addresses;
    for (const auto& one : given_up->addresses)
      addresses += (addresses.empty() ? "" : ", ") + address_text(context, one);
    if (!addresses.empty())
      say("merge.will_lead", {{"stays", stays->username}, {"addresses", addresses}});
  } else if (given_up) {
    say("merge.will_move_account", {{"ends", given_up->username}});
  }
  say("merge.will_move");
  if (view.person.names != keep.person.names)
    say("merge.will_be_called", {{"name", both_names(view.person.names)}});
  if (view.merged.suspension_taken) say("merge.will_be_suspended");
  for (const auto ending : view.merged.told_anew)
    say("merge.will_tell_anew", {{"day", context.texts.day(context.language(), ending)}});
  say("merge.will_write");
  say("merge.can_be_undone");
  return lines;
}

FormView merge_form(const Context& context, const app::MergePreview& view,
                    std::optional<MergeProblem> problem) {
  const auto& keep = view.keep.side.person;
  const auto& other = view.other.side.person;
  FormView form{.action = merge_path(keep.id, other.id),
                .submit = context.text("merge.submit"),
                .fields = {{.name = "reason",
                            .label = context.text("merge.reason"),
                            .input = Input::area,
                            .value = std::string{context.form("reason")},
                            .hint = context.text("merge.reason_hint")}},
                .hidden = {{"keep_version", std::to_string(keep.version)},
                           {"other_version", std::to_string(other.version)}},
                .danger = true};
  if (problem == MergeProblem::reason_missing)
    form.fields.front().error = context.text("problem_of.missing");
  if (problem == MergeProblem::someone_was_first)
    form.problem = context.text("merge.someone_was_first");
  return form;
}

Response compared(Context& context, const app::MergePreview& view,
                  std::optional<MergeProblem> problem) {
  const auto& keep = view.keep.side.person;
  const auto& other = view.other.side.person;
  View page;
  page.set("KEEP_HREF", person_path(keep.id)).set("KEEP_NAME", both_names(keep.names));
  auto stands = page.add("STANDS");
  stands.set("MATCH", context.text(key_of(view.match)));
  stands.show("SURE", view.match == core::Match::same || view.match == core::Match::conflict);
  stands.show("TOLD_APART", view.told_apart);
  put_items(stands, context, view);
  stands.set("SWAP_HREF", merge_path(other.id, keep.id));
  stands.show("PROPOSES_OTHER", !view.keep_should_stay && !view.obstacle);
  if (view.obstacle) {
    stands.add("OBSTACLE").set("TEXT", obstacle_text(context, *view.obstacle));
  } else {
    auto happens = stands.add("HAPPENS");
    for (const auto& line : consequences(context, view)) happens.add("LINE").set("TEXT", line);
    put_form(stands, "FORM", merge_form(context, view, problem), context.token());
  }
  put_form(stands, "APART",
           {.action = "/office/alike",
            .submit = context.text("merge.tell_apart"),
            .hidden = {{"one", std::to_string(keep.id.value)},
                       {"other", std::to_string(other.id.value)}},
            .secondary = true},
           context.token());
  return context.page("merge", page, context.text("merge.title"), problem ? 422 : 200);
}

Response choose(Context& context, core::PersonId keep) {
  const auto view = app::open_person(context.house, context.call, keep);
  if (!view) return context.problem(404, "no_such_person");
  const auto text = context.request.query.get("text");
  // Before anything is typed: who bears the same name.
  const auto sought = text.empty() ? app::full_name(view->person.names) : std::string{text};
  auto rows = app::find_people(context.house, context.call, sought);
  std::erase_if(rows, [&](const app::PersonRow& row) { return row.id == view->person.id; });
  View page;
  page.set("KEEP_HREF", person_path(view->person.id));
  page.set("KEEP_NAME", both_names(view->person.names)).set("KEEP", view->person.id.value);
  page.set("TEXT", text).show("NOTHING", rows.empty() && !text.empty());
  if (!rows.empty()) {
    auto table = page.add("TABLE");
    for (const auto& row : rows)
      table.add("ROW")
          .set("HREF", merge_path(view->person.id, row.id))
          .set("WHO", row.last + " " + row.first)
          .set("USERNAME", row.username)
          .set("BIRTH", context.texts.day(context.language(), row.birth));
  }
  return context.page("merge_choose", page, context.text("merge.choose_title"));
}

Response merge_page(Context& context, std::optional<MergeProblem> problem) {
  const auto keep = asked(context, "keep");
  const auto other = asked(context, "other");
  if (!other) return choose(context, keep);
  const auto view = app::preview_merge(context.house, context.call, keep, other);
  if (!view) return context.problem(404, "no_such_person");
  const auto& left = view->keep.side.person.id;
  if (left == view->other.side.person.id) return context.redirect(person_path(left));
  return compared(context, *view, problem);
}

Response merge(Context& context) {
  const auto done = app::merge_people(context.house, context.call,
                                      {.keep = asked(context, "keep"),
                                       .keep_version = context.form_number("keep_version"),
                                       .other = asked(context, "other"),
                                       .other_version = context.form_number("other_version"),
                                       .reason = std::string{context.form("reason")}});
  if (done) return context.redirect(fmt::format("/office/merge/{}", done->id.value), "merged");
  switch (done.error()) {
    case MergeProblem::no_such_person:
      return context.problem(404, "no_such_person");
    case MergeProblem::someone_was_first:  // The page shows the newer state, and what was typed.
    case MergeProblem::same_record:
    case MergeProblem::afm_differs:
    case MergeProblem::amka_differs:
    case MergeProblem::working_account_must_stay:
    case MergeProblem::reason_missing:
      return merge_page(context, done.error());
  }
  return merge_page(context, {});
}

}  // namespace

void register_office_merge(Router& router) {
  router.get("/office/merge", Access::office,
             [](Context& context) { return merge_page(context, {}); });
  router.post("/office/merge", Access::office, merge);
}

}  // namespace metroon::web

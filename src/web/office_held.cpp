// Rows of registries that wait until the office says whose they are.
#include <algorithm>

#include "app/registry_doors.hpp"
#include "base/text.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

constexpr std::size_t rows_shown = 50;

std::int64_t number_in(std::string_view text) {
  std::int64_t value = 0;
  for (const char digit : text.substr(0, 18)) {
    if (digit < '0' || digit > '9') return 0;
    value = value * 10 + (digit - '0');
  }
  return value;
}

std::string held_path(core::HeldRowId id) {
  return fmt::format("/office/held/{}", id.value);
}

std::string title_of(const Context& context, std::string_view name) {
  const auto* registry = app::find_registry(context.house.declared, name);
  return registry == nullptr ? std::string{name} : context.words(registry->title);
}

// Several columns that make a key are joined by tabs.
std::string key_text(std::string key) {
  for (char& c : key)
    if (c == '\t') c = ' ';
  return key;
}

Response queue(Context& context) {
  const core::HeldRowId after{number_in(context.request.query.get("after"))};
  const auto rows = context.house.store.read(
      [&](app::Ports& ports) { return ports.registries.held_after(after, rows_shown + 1); });
  View page;
  page.show("EMPTY", rows.empty());
  if (!rows.empty()) {
    auto table = page.add("TABLE");
    for (std::size_t at = 0; at < std::min(rows.size(), rows_shown); ++at) {
      const auto& row = rows[at];
      table.add("ROW")
          .set("HREF", held_path(row.id))
          .set("WHO", row.observation.names.last + " " + row.observation.names.first)
          .set("REGISTRY", title_of(context, row.registry))
          .set("KEY", key_text(row.row_key))
          .set("REASON", bad_row_text(context, row.reason))
          .set("SINCE", context.texts.time(context.language(), row.since));
    }
  }
  if (rows.size() > rows_shown)
    page.add("OLDER").set("HREF",
                          fmt::format("/office/held?after={}", rows[rows_shown - 1].id.value));
  return context.page("held", page, context.text("held.title"));
}

// A column of the comparison: the row's, or a member's.
struct Column {
  core::Names names;
  core::Day birth{};
  core::Identifiers identifiers;
  std::string email, phone;
  std::vector<core::Affiliation> affiliations;
  std::vector<std::pair<std::string, std::string>> keys;  ///< (registry, row's key)
  std::string username, state;
};

Column column_of(const app::HeldRow& row) {
  const auto& seen = row.observation;
  return {.names = seen.names,
          .birth = seen.birth,
          .identifiers = seen.identifiers,
          .email = seen.email,
          .phone = seen.phone,
          .affiliations = {core::affiliation_of(seen)},
          .keys = {{row.registry, row.row_key}},
          .username = {},
          .state = {}};
}

Column column_of(const Context& context, const app::HeldView::Perhaps& one) {
  const auto& person = one.person;
  const auto& account = one.dossier.account;
  return {.names = person.names,
          .birth = person.birth,
          .identifiers = person.identifiers,
          .email = person.contact.email,
          .phone = person.contact.phone,
          .affiliations = one.dossier.affiliations,
          .keys = one.keys,
          .username = account ? account->username : std::string{},
          .state = context.text(
              key_of(one.standing ? one.standing->state : core::AccountState::no_account))};
}

std::string keys_text(const Context& context, const Column& column) {
  std::string lines;
  for (const auto& [registry, key] : column.keys)
    lines += fmt::format("{}{}: {}", lines.empty() ? "" : "\n", title_of(context, registry),
                         key_text(key));
  return lines;
}

class Comparison {
 public:
  Comparison(View& page, const Context& context, const app::HeldView& view)
      : page_{page}, context_{context}, row_{column_of(view.row)} {
    for (const auto& one : view.perhaps) members_.push_back(column_of(context, one));
  }

  void put() {
    put_person();
    put_belonging();
  }

 private:
  void put_person() {
    using enum core::Field;
    text(last_name, [](const Column& it) { return it.names.last; });
    text(first_name, [](const Column& it) { return it.names.first; });
    text(father_name, [](const Column& it) { return it.names.father; });
    text(last_latin, [](const Column& it) { return it.names.last_latin; });
    text(first_latin, [](const Column& it) { return it.names.first_latin; });
    text(birth,
         [&](const Column& it) { return context_.texts.day(context_.language(), it.birth); });
    text(document_number, [](const Column& it) { return it.identifiers.document_number; });
    text(afm, [](const Column& it) { return it.identifiers.afm; });
    text(amka, [](const Column& it) { return it.identifiers.amka; });
    text(email, [](const Column& it) { return it.email; });
    text(phone, [](const Column& it) { return it.phone; });
  }

  // Nobody is somebody else for having more capacities or keys than the row says: what is marked is
  // a member of other capacities only, or whom this registry knows by other keys only.
  void put_belonging() {
    item(
        context_.text("held.capacity"),
        [&](const Column& it) { return affiliations_text(context_, it.affiliations); },
        [](const Column& row, const Column& member) {
          const auto& said = row.affiliations.front();
          return !member.affiliations.empty() &&
                 std::ranges::none_of(member.affiliations, [&](const core::Affiliation& one) {
                   return one.kind == said.kind && one.unit == said.unit;
                 });
        });
    item(
        context_.text("registries.key"), [&](const Column& it) { return keys_text(context_, it); },
        [](const Column& row, const Column& member) {
          const auto& said = row.keys.front();
          const auto same_registry = [&](const auto& one) { return one.first == said.first; };
          return std::ranges::any_of(member.keys, same_registry) &&
                 std::ranges::find(member.keys, said) == member.keys.end();
        });
    const auto never = [](const Column&, const Column&) { return false; };
    item(context_.text("people.username"), [](const Column& it) { return it.username; }, never);
    item(context_.text("people.state"), [](const Column& it) { return it.state; }, never);
  }

  // What one of the two lacks does not differ.
  template <class F>
  void text(core::Field field, F&& of) {
    item(context_.text(key_of(field)), of, [&](const Column& row, const Column& member) {
      return !of(row).empty() && !of(member).empty() && of(row) != of(member);
    });
  }

  // Left out where nobody has any.
  template <class F, class D>
  void item(const std::string& label, F&& of, D&& differs) {
    const auto lacks = [&](const Column& one) { return of(one).empty(); };
    if (lacks(row_) && std::ranges::all_of(members_, lacks)) return;
    const auto shown = [&](const Column& one) { return lacks(one) ? std::string{"–"} : of(one); };
    auto line = page_.add("ITEM");
    line.set("LABEL", label).set("VALUE", shown(row_));
    for (const auto& member : members_)
      line.add("CELL")
          .set("CELL_HEAD", both_names(member.names))
          .set("CELL_VALUE", shown(member))
          .show("DIFFERS", differs(row_, member));
  }

  View& page_;
  const Context& context_;
  Column row_;
  std::vector<Column> members_;
};

// Several people may be asked about on one page: each field has a name of its own.
std::string_view reason_of(const Context& context) {
  return context.form(fmt::format("reason-{}", context.form_number("person")));
}

FormView answer(const Context& context, const app::HeldView& view, std::string_view key,
                core::PersonId person) {
  return {.action = held_path(view.row.id),
          .submit = context.text(key),
          .hidden = {{"person", std::to_string(person.value)}},
          .secondary = !person};
}

// What speaks against it stands beside the button, and has to be answered with a reason.
void put_same(View& page, Context& context, const app::HeldView& view,
              const app::HeldView::Perhaps& one) {
  auto same = page.add("SAME");
  same.set("NAME", both_names(one.person.names));
  auto form = answer(context, view, "held.same_submit", one.person.id);
  std::string others;
  for (const auto field : one.against)
    others += (others.empty() ? "" : ", ") + context.text(key_of(field));
  if (!others.empty()) {
    same.add("AGAINST").set("TEXT", context.text("held.against", {{"items", others}}));
    const bool asked = context.form_number("person") == one.person.id.value;
    form.fields = {{.name = fmt::format("reason-{}", one.person.id.value),
                    .label = context.text("merge.reason"),
                    .input = Input::area,
                    .value = asked ? std::string{reason_of(context)} : std::string{},
                    .hint = context.text("held.reason_hint"),
                    .error = asked && base::squeeze(reason_of(context)).empty()
                                 ? context.text("problem_of.missing")
                                 : std::string{}}};
    form.danger = true;
  }
  put_form(same, "FORM", form, context.token());
}

Response row_page(Context& context, int status = 200, const std::string& problem = {}) {
  const auto view = app::open_held(context.house, context.call, {context.number("id")});
  if (!view) return context.problem(404, "no_such_held_row");
  View page;
  page.set("REGISTRY_HREF", registry_path(view->row.registry))
      .set("REGISTRY", title_of(context, view->row.registry))
      .set("REASON", bad_row_text(context, view->row.reason));
  if (!problem.empty()) page.add("PROBLEM").set("TEXT", problem);
  for (const auto& one : view->perhaps)
    page.add("HEAD")
        .set("HREF", fmt::format("/office/person/{}", one.person.id.value))
        .set("NAME", both_names(one.person.names));
  Comparison{page, context, *view}.put();
  page.show("NOBODY", view->perhaps.empty());
  for (const auto& one : view->perhaps) put_same(page, context, *view, one);
  put_form(page, "NEW", answer(context, *view, "held.new_submit", {}), context.token());
  const auto& names = view->row.observation.names;
  return context.page("held_row", page, names.last + " " + names.first, status);
}

Response decide(Context& context) {
  const auto done = app::decide_held(context.house, context.call, {context.number("id")},
                                     {context.form_number("person")}, reason_of(context));
  if (done) return context.redirect("/office/held", "held_decided");
  switch (done.error()) {
    case app::HeldProblem::no_such_row:
      return context.problem(404, "no_such_held_row");
    case app::HeldProblem::no_such_person:
      return context.problem(404, "no_such_person");
    case app::HeldProblem::not_held:
      return context.problem(409, "someone_was_first");
    case app::HeldProblem::number_of_another:
      return row_page(context, 422, bad_row_text(context, "number_of_another"));
    case app::HeldProblem::reason_missing:
      return row_page(context, 422);
  }
  return row_page(context);
}

}  // namespace

void register_office_held(Router& router) {
  router.get("/office/held", Access::office, queue);
  router.get("/office/held/{id}", Access::office,
             [](Context& context) { return row_page(context); });
  router.post("/office/held/{id}", Access::office, decide);
}

}  // namespace metroon::web

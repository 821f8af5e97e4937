// Rows of registries that wait until the office says whose they are.
#include <algorithm>

#include "app/registry_doors.hpp"
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
  std::string email, phone, username;
};

Column column_of(const core::Observation& seen) {
  return {seen.names, seen.birth, seen.identifiers, seen.email, seen.phone, {}};
}
Column column_of(const app::HeldView::Perhaps& one) {
  const auto& person = one.person;
  return {person.names,         person.birth,         person.identifiers,
          person.contact.email, person.contact.phone, one.username};
}

class Comparison {
 public:
  Comparison(View& page, const Context& context, const app::HeldView& view)
      : page_{page}, context_{context}, row_{column_of(view.row.observation)} {
    for (const auto& one : view.perhaps) members_.push_back(column_of(one));
  }

  void put() {
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
    item(context_.text("people.username"), [](const Column& it) { return it.username; });
  }

 private:
  template <class F>
  void text(core::Field field, F&& of) {
    item(context_.text(key_of(field)), std::forward<F>(of));
  }

  // Left out where nobody has any; what one of the two lacks does not differ.
  template <class F>
  void item(const std::string& label, F&& of) {
    const auto value = of(row_);
    std::vector<std::string> others;
    for (const auto& one : members_) others.push_back(of(one));
    const auto lacks = [](const std::string& one) { return one.empty(); };
    if (value.empty() && std::ranges::all_of(others, lacks)) return;
    auto line = page_.add("ITEM");
    line.set("LABEL", label).set("VALUE", value.empty() ? "–" : value);
    for (const auto& other : others)
      line.add("CELL")
          .set("CELL_VALUE", other.empty() ? "–" : other)
          .show("DIFFERS", !value.empty() && !other.empty() && value != other);
  }

  View& page_;
  const Context& context_;
  Column row_;
  std::vector<Column> members_;
};

void put_capacity(View& page, const Context& context, const app::HeldView& view) {
  const auto& seen = view.row.observation;
  auto capacity = context.words(context.house.policy.affiliations[seen.kind].name);
  if (!seen.unit.empty()) capacity += ", " + unit_name(context, seen.unit);
  const auto put = [&](const std::string& label, const std::string& value) {
    auto line = page.add("ITEM");
    line.set("LABEL", label).set("VALUE", value);
    for (std::size_t n = 0; n < view.perhaps.size(); ++n) line.add("CELL").set("CELL_VALUE", "");
  };
  put(context.text("registries.key"), key_text(view.row.row_key));
  put(context.text("held.capacity"), capacity);
  put(context.text("held.from"), context.texts.day(context.language(), seen.from));
}

FormView answer(const Context& context, const app::HeldView& view, std::string_view key,
                core::PersonId person) {
  return {.action = held_path(view.row.id),
          .submit = context.text(key),
          .hidden = {{"person", std::to_string(person.value)}},
          .secondary = !person};
}

Response row_page(Context& context, const std::string& problem = {}) {
  const auto view = app::open_held(context.house, context.call, {context.number("id")});
  if (!view) return context.problem(404, "no_such_held_row");
  View page;
  page.set("REGISTRY_HREF", "/office/registry/" + view->row.registry)
      .set("REGISTRY", title_of(context, view->row.registry))
      .set("REASON", bad_row_text(context, view->row.reason));
  if (!problem.empty()) page.add("PROBLEM").set("TEXT", problem);
  for (const auto& one : view->perhaps)
    page.add("HEAD")
        .set("HREF", fmt::format("/office/person/{}", one.person.id.value))
        .set("NAME", both_names(one.person.names));
  Comparison{page, context, *view}.put();
  put_capacity(page, context, *view);
  page.show("NOBODY", view->perhaps.empty());
  for (const auto& one : view->perhaps) {
    auto same = page.add("SAME");
    same.set("NAME", both_names(one.person.names));
    put_form(same, "FORM", answer(context, *view, "held.same_submit", one.person.id),
             context.token());
  }
  put_form(page, "NEW", answer(context, *view, "held.new_submit", {}), context.token());
  const auto& names = view->row.observation.names;
  return context.page("held_row", page, names.last + " " + names.first,
                      problem.empty() ? 200 : 422);
}

Response decide(Context& context) {
  const auto done = app::decide_held(context.house, context.call, {context.number("id")},
                                     {context.form_number("person")});
  if (done) return context.redirect("/office/held", "held_decided");
  switch (done.error()) {
    case app::HeldProblem::no_such_row:
      return context.problem(404, "no_such_held_row");
    case app::HeldProblem::no_such_person:
      return context.problem(404, "no_such_person");
    case app::HeldProblem::not_held:
      return context.problem(409, "someone_was_first");
    case app::HeldProblem::number_of_another:
      return row_page(context, bad_row_text(context, "number_of_another"));
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

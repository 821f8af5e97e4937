#include "web/office.hpp"

#include "app/acts.hpp"

namespace metroon::web {

std::string both_names(const core::Names& names) {
  const auto latin = names.first_latin + " " + names.last_latin;
  const auto full = app::full_name(names);
  return latin == full ? full : fmt::format("{} ({})", full, latin);
}

void put_stage(View& view, const Context& context, core::Stage stage) {
  using enum core::Stage;
  view.set("STAGE", context.text(key_of(stage)));
  view.show("STAGE_GOOD", stage == approved || stage == handed_over || stage == activated);
  view.show("STAGE_WARN", stage == unconfirmed || stage == incomplete || stage == needs_more);
  view.show("STAGE_WRONG", stage == rejected || stage == withdrawn || stage == expired);
}

void put_fact(View& view, const std::string& label, std::string_view value) {
  if (!value.empty()) view.add("FACT").set("LABEL", label).set("VALUE", value);
}

void put_person_facts(View& view, const Context& context, const core::Names& names, core::Day born,
                      const core::Contact& contact, const core::Identifiers& identifiers) {
  using enum core::Field;
  const auto label = [&](core::Field field) { return context.text(key_of(field)); };
  put_fact(view, label(first_name), names.first);
  put_fact(view, label(last_name), names.last);
  put_fact(view, label(first_latin), names.first_latin);
  put_fact(view, label(last_latin), names.last_latin);
  put_fact(view, label(father_name), names.father);
  put_fact(view, label(birth), context.texts.day(context.language(), born));
  put_fact(view, context.text(key_of(identifiers.document)), identifiers.document_number);
  put_fact(view, label(afm), identifiers.afm);
  put_fact(view, label(amka), identifiers.amka);
  put_fact(view, label(email), contact.email);
  put_fact(view, label(phone), contact.phone);
}

std::string affiliation_text(const Context& context, const core::Affiliation& one) {
  const auto day = [&](core::Day on) { return context.texts.day(context.language(), on); };
  auto capacity = context.words(context.house.policy.affiliations[one.kind].name);
  if (!one.unit.empty()) capacity += ", " + unit_name(context, one.unit);
  return fmt::format(
      "{}, {} – {}", capacity, day(one.from),
      one.ends ? day(*one.ends - core::Day::duration{1}) : context.text("people.no_end"));
}

std::string affiliations_text(const Context& context, std::span<const core::Affiliation> all) {
  std::string lines;
  for (const auto& one : all) lines += (lines.empty() ? "" : "\n") + affiliation_text(context, one);
  return lines;
}

void put_capacity_facts(View& view, const Context& context, const core::Application& application) {
  using enum core::Field;
  const auto label = [&](core::Field field) { return context.text(key_of(field)); };
  const auto day = [&](core::Day one) { return context.texts.day(context.language(), one); };
  put_fact(view, label(kind), kind_name(context, application.kind));
  put_fact(view, label(unit), unit_name(context, application.unit));
  if (application.period) {
    put_fact(view, label(period_from), day(application.period->from));
    put_fact(view, label(period_until), day(application.period->until));
  }
  if (application.supervisor) {
    put_fact(view, label(supervisor_name), application.supervisor->name);
    put_fact(view, label(supervisor_email), application.supervisor->email);
  }
}

}  // namespace metroon::web

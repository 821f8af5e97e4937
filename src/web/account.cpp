// The holder's page: what there is, why, until when, and what will happen (E1 to E3).
#include <algorithm>

#include "app/account.hpp"
#include "app/acts.hpp"
#include "app/claims.hpp"
#include "web/claim_view.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using core::Gate;
using core::Until;

const core::Service& service_of(const Context& context, core::ServiceIndex index) {
  return context.house.policy.services[index];
}

std::string address_of(const Context& context, const core::Address& address) {
  return address.local + "@" + context.house.policy.realms[address.realm].name;
}

void put_capacities(View& page, const Context& context, const core::Dossier& dossier) {
  for (const auto& one : dossier.affiliations) {
    auto row = page.add("CAPACITY");
    row.set("KIND", context.words(context.house.policy.affiliations[one.kind].name));
    row.set("UNIT", unit_name(context, one.unit)).show("HAS_UNIT", !one.unit.empty());
    row.set("FROM", context.texts.day(context.language(), one.from));
    if (one.ends)
      row.add("ENDS").set(
          "LAST", context.texts.day(context.language(), *one.ends - core::Day::duration{1}));
  }
}

void put_switch(View& row, const Context& context, const core::ServiceStanding& standing,
                const std::string& name) {
  const bool may = standing.gate == Gate::open || standing.gate == Gate::switched_off;
  if (!may) return;
  row.add("SWITCH")
      .set("SERVICE_KEY", service_of(context, standing.service).key)
      .set("VALUE", standing.on ? "off" : "on")
      .set("LABEL", context.text(standing.on ? "account.switch_off" : "account.switch_on"))
      .set("SERVICE_NAME", name);
}

// Until when, where the reason does not say it already.
std::string until_text(const Context& context, const Until& until) {
  using enum Until::Kind;
  if (until.kind == for_ever || until.kind == no_end_known) return {};
  return context.text("account.until", {{"until", context.texts.until(context.language(), until)}});
}

std::string lasting_text(const Context& context, const core::ServiceStanding& standing) {
  const auto until = core::open_until(context.house.policy.notices, standing, context.call.now.day);
  if (standing.gate == Gate::ended)
    return context.text("account.was_until",
                        {{"until", context.texts.until(context.language(), until)}});
  if (standing.waits_for_notice) return context.text("account.waits_for_notice");
  return until_text(context, until);
}

// By which other capacities the service would be there.
void put_other_rights(View& row, const Context& context, const core::Dossier& dossier,
                      const app::ServiceView& view) {
  std::optional<View> others;
  for (const auto& right : view.rights) {
    if (right.affiliation == view.standing.because && right.why == view.standing.why) continue;
    if (!others) others = row.add("ALSO");
    others->add("RIGHT")
        .set("TEXT", why_text(context, dossier.affiliations[right.affiliation], right.why))
        .set("UNTIL", until_text(context, right.until));
  }
}

void put_service(View& row, const Context& context, const core::Dossier& dossier,
                 const app::ServiceView& view) {
  const auto& standing = view.standing;
  const auto& service = service_of(context, standing.service);
  const auto& name = context.words(service.name);
  row.set("KEY", service.key).set("SERVICE", name).set("ABOUT", context.words(service.about));
  row.set("GATE", context.text(key_of(standing.gate)));
  row.show("IS_OPEN", standing.open());
  row.set("WHY", why_text(context, dossier, standing))
      .set("UNTIL", lasting_text(context, standing));
  if (standing.level < service.levels.size())
    row.add("LEVEL").set("TEXT", context.words(service.levels[standing.level]));
  const auto link = service.software ? "/account/software#service-" + service.key : service.url;
  if (standing.open() && !link.empty()) row.add("LINK").set("HREF", link).set("SERVICE_NAME", name);
  put_switch(row, context, standing, name);
  put_other_rights(row, context, dossier, view);
}

void put_services(View& page, const Context& context, const app::AccountView& view) {
  bool any_ended = false;
  for (const auto& one : view.services) {
    const bool ended = one.standing.gate == Gate::ended;
    any_ended = any_ended || ended;
    auto row = page.add(ended ? "ENDED" : "OPEN");
    put_service(row, context, view.dossier, one);
  }
  page.show("ANY_ENDED", any_ended);
}

// First on the page, since it cannot wait until somebody has scrolled that far.
void put_ending(View& page, const Context& context, const app::AccountView& view,
                const core::NextEnding& ending) {
  std::vector<core::ServiceIndex> shut;
  for (const auto& event : view.timeline)
    if (event.what == core::TimelineEvent::What::service_shuts)
      shut.insert(shut.end(), event.services.begin(), event.services.end());
  auto box = page.add("ENDING");
  box.set("TEXT", ending_text(context, ending));
  if (!shut.empty()) box.add("SHUTS").set("NAMES", services_text(context, shut));
}

// What stays for ever stands last, after every day.
void put_timeline(View& page, const Context& context, const app::AccountView& view) {
  using enum core::TimelineEvent::What;
  auto events = view.timeline;
  std::ranges::stable_partition(events, [](const auto& one) { return one.what != kept_for_ever; });
  for (const auto& event : events) {
    auto row = page.add("EVENT");
    row.set("DAY", event.what == kept_for_ever ? context.text("until.for_ever")
                                               : context.texts.day(context.language(), event.day));
    row.set("WHAT", context.text(key_of(event.what)));
    row.set("NAMES", services_text(context, event.services))
        .show("HAS_NAMES", !event.services.empty());
  }
  page.show("NO_EVENTS", events.empty());
}

void put_shared(View& page, const Context& context, const app::AccountView& view) {
  if (!view.may_ask_shared && view.shared.empty() && view.shared_requests.empty()) return;
  auto section = page.add("SHARED");
  for (const auto& one : view.shared)
    section.add("OWNED")
        .set("NAME", one.account.title)
        .set("ADDRESS", one.account.account.username + "@" +
                            context.house.policy.realms[one.account.account.realm].name)
        .set("STATE", context.text(key_of(one.standing.state)))
        .show("IS_ACTIVE", one.standing.state == core::AccountState::active);
}

void put_identity(View& page, const Context& context, const app::AccountView& view) {
  const auto& account = *view.dossier.account;
  auto facts = page.add("WHO");
  put_fact(facts, context.text("account.name"), both_names(view.person.names));
  put_fact(facts, context.text("people.username"), account.username);
  put_fact(facts, context.text("account.address"),
           account.username + "@" + context.house.policy.realms[view.standing.realm].name);
  for (const auto& address : account.addresses)
    if (address.realm != view.standing.realm || address.local != account.username)
      put_fact(facts, context.text("account.alias"), address_of(context, address));
  put_fact(facts, context.text("people.state"), context.text(key_of(view.standing.state)));
  auto data = page.add("DATA");
  put_fact(data, context.text("field.birth"),
           context.texts.day(context.language(), view.person.birth));
  put_fact(data, context.text("field.email"), view.person.contact.email);
  put_fact(data, context.text("field.phone"), view.person.contact.phone);
}

// Each language names itself, for those who read no other.
FormView language_form(const Context& context, core::Language chosen) {
  FieldView language{.name = "language",
                     .label = context.text("account.language"),
                     .input = Input::radio,
                     .value = std::string{core::to_code(chosen)},
                     .hint = context.text("account.language_hint")};
  for (const auto one : {core::Language::el, core::Language::en})
    language.options.push_back({.value = std::string{core::to_code(one)},
                                .label = context.texts.text(one, "account.language_name"),
                                .hint = {}});
  return {.action = "/account/language",
          .submit = context.text("account.choose_language"),
          .fields = {language},
          .secondary = true};
}

Response account(Context& context) {
  const auto view = app::view_account(context.house, context.call, *context.holder());
  View page;
  put_identity(page, context, view);
  put_capacities(page, context, view.dossier);
  put_services(page, context, view);
  put_timeline(page, context, view);
  const auto claims = app::claims_of(context.house, context.call, *context.holder());
  if (claims.ending) put_ending(page, context, view, *claims.ending);
  page.show("MAY_CLAIM", claims.ending.has_value());
  page.show("CLAIMED", !claims.ending && !claims.claims.empty());
  page.set("TOKEN", context.token());
  page.set("PASSWORD_SET", view.password_set
                               ? context.texts.time(context.language(), *view.password_set)
                               : std::string{"–"});
  put_shared(page, context, view);
  put_form(page, "LANGUAGE", language_form(context, view.person.contact.language), context.token());
  const auto& office = context.house.policy.office;
  page.set("OFFICE", context.words(office.name)).set("PLACE", context.words(office.place));
  page.set("HOURS", context.texts.office_hours(context.language(), office.hours));
  return context.page("account", page, context.text("account.title"));
}

Response choose(Context& context) {
  const auto service = context.house.policy.service_of(context.form("service"));
  if (!service) return context.problem(404, "not_found");
  const bool on = context.form("value") == "on";
  const auto done = app::set_choice(context.house, context.call, *context.holder(), *service, on);
  if (!done) return context.problem(409, "not_entitled");
  return context.redirect("/account#service-" + context.house.policy.services[*service].key,
                          on ? "switched_on" : "switched_off");
}

Response choose_language(Context& context) {
  const auto language = core::language_of(context.form("language"));
  if (!language) return context.problem(404, "not_found");
  app::choose_language(context.house, context.call, *context.holder(), *language);
  return context.redirect("/account#data", "language_chosen");
}

}  // namespace

void register_account(Router& router) {
  router.get("/account", Access::holder, account);
  router.post("/account/choice", Access::holder, choose);
  router.post("/account/language", Access::holder, choose_language);
}

}  // namespace metroon::web

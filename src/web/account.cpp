// The holder's page: what there is, why, until when, and what will happen (E1 to E3).
#include <algorithm>

#include "app/account.hpp"
#include "app/acts.hpp"
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
std::string until_text(const Context& context, const core::ServiceStanding& standing) {
  using enum Until::Kind;
  if (standing.until.kind == for_ever || standing.until.kind == no_end_known) return {};
  const auto until = context.texts.until(context.language(), standing.until);
  if (standing.gate == Gate::ended) return context.text("account.was_until", {{"until", until}});
  if (standing.waits_for_notice) return context.text("account.waits_for_notice");
  return context.text("account.until", {{"until", until}});
}

void put_service(View& row, const Context& context, const core::Dossier& dossier,
                 const app::ServiceView& view) {
  const auto& standing = view.standing;
  const auto& service = service_of(context, standing.service);
  const auto& name = context.words(service.name);
  row.set("KEY", service.key).set("SERVICE", name).set("ABOUT", context.words(service.about));
  row.set("GATE", context.text(key_of(standing.gate)));
  row.show("IS_OPEN", standing.open());
  row.set("WHY", why_text(context, dossier, standing)).set("UNTIL", until_text(context, standing));
  if (standing.level < service.levels.size())
    row.add("LEVEL").set("TEXT", context.words(service.levels[standing.level]));
  const auto link = service.software ? "/account/software#" + service.key : service.url;
  if (standing.open() && !link.empty()) row.add("LINK").set("HREF", link).set("SERVICE_NAME", name);
  put_switch(row, context, standing, name);
  for (const auto& right : view.rights) {
    if (right.affiliation == standing.because && right.why == standing.why) continue;
    row.add("RIGHT")
        .set("TEXT", why_text(context, dossier.affiliations[right.affiliation], right.why))
        .set("UNTIL", context.texts.until(context.language(), right.until));
  }
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

void put_timeline(View& page, const Context& context, const app::AccountView& view) {
  for (const auto& event : view.timeline) {
    auto row = page.add("EVENT");
    const bool now = event.what == core::TimelineEvent::What::kept_for_ever;
    row.set("DAY", now ? context.text("until.for_ever")
                       : context.texts.day(context.language(), event.day));
    row.set("WHAT", context.text(key_of(event.what)));
    std::string names;
    for (const auto service : event.services)
      names += (names.empty() ? "" : ", ") + context.words(service_of(context, service).name);
    row.set("NAMES", names).show("HAS_NAMES", !names.empty());
  }
  page.show("NO_EVENTS", view.timeline.empty());
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

Response account(Context& context) {
  const auto view = app::view_account(context.house, context.call, *context.holder());
  View page;
  put_identity(page, context, view);
  put_capacities(page, context, view.dossier);
  put_services(page, context, view);
  put_timeline(page, context, view);
  page.set("TOKEN", context.token());
  page.set("PASSWORD_SET", view.password_set
                               ? context.texts.time(context.language(), *view.password_set)
                               : std::string{"–"});
  page.show("SHARED", view.may_ask_shared || !view.shared.empty() || !view.shared_requests.empty());
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
  return context.redirect("/account", on ? "switched_on" : "switched_off");
}

}  // namespace

void register_account(Router& router) {
  router.get("/account", Access::holder, account);
  router.post("/account/choice", Access::holder, choose);
}

}  // namespace metroon::web

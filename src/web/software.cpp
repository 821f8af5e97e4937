// Software that the holder is entitled to: a download, a licence key, a VPN profile (E4).
#include "app/account.hpp"
#include "web/pages.hpp"
#include "web/words.hpp"

namespace metroon::web {
namespace {

using app::SoftwareProblem;
using Delivery = core::SoftwareItem::Delivery;

Response refuse(Context& context, SoftwareProblem problem) {
  switch (problem) {
    case SoftwareProblem::not_open:
      return context.problem(409, "not_entitled");
    case SoftwareProblem::none_left:
      return context.problem(409, "no_licence_left");
    case SoftwareProblem::not_such_software:
      return context.problem(404, "not_found");
  }
  return context.problem(404, "not_found");
}

void put_item(View& page, const Context& context, const app::SoftwareView& view) {
  const auto& service = context.house.policy.services[view.service];
  auto item = page.add("ITEM");
  item.set("KEY", service.key)
      .set("NAME", context.words(service.name))
      .set("ABOUT", context.words(service.about))
      .show("IS_OPEN", view.open)
      .show("IS_SHUT", !view.open);
  if (!view.open) return;
  if (!service.software->url.empty())
    item.add("DOWNLOAD")
        .set("HREF", service.software->url)
        .set("LABEL",
             context.text(service.software->delivery == Delivery::link ? "software.download"
                                                                       : "software.program"))
        .set("NAME", context.words(service.name));
  switch (service.software->delivery) {
    case Delivery::link:
      return;
    case Delivery::licence_key:
      if (view.licence_key.empty())
        item.add("TAKE_KEY").set("KEY", service.key);
      else
        item.add("LICENCE").set("LICENCE_KEY", view.licence_key);
      return;
    case Delivery::vpn_profile:
      item.add("PROFILE").set("KEY", service.key);
      return;
  }
}

Response software(Context& context) {
  const auto items = app::software(context.house, context.call, *context.holder());
  View page;
  page.set("TOKEN", context.token()).show("NONE", items.empty());
  for (const auto& item : items) put_item(page, context, item);
  return context.page("software", page, context.text("software.title"));
}

std::optional<core::ServiceIndex> service_of(const Context& context) {
  return context.house.policy.service_of(context.parameters.at("service"));
}

Response take_key(Context& context) {
  const auto service = service_of(context);
  if (!service) return context.problem(404, "not_found");
  const auto key = app::take_licence_key(context.house, context.call, *context.holder(), *service);
  if (!key) return refuse(context, key.error());
  return context.redirect("/account/software#service-" + context.parameters.at("service"),
                          "licence_given");
}

Response profile(Context& context) {
  const auto service = service_of(context);
  if (!service) return context.problem(404, "not_found");
  auto text = app::vpn_profile(context.house, context.call, *context.holder(), *service);
  if (!text) return refuse(context, text.error());
  return context.file(std::move(*text), "application/x-openvpn-profile",
                      context.holder()->username + ".ovpn");
}

}  // namespace

void register_software(Router& router) {
  router.get("/account/software", Access::holder, software);
  router.post("/account/software/{service}/key", Access::holder, take_key);
  router.post("/account/software/{service}/profile", Access::holder, profile);
}

}  // namespace metroon::web

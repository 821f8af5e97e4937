#include "web/router.hpp"

#include <algorithm>
#include <utility>

#include "app/acts.hpp"

namespace metroon::web {
namespace {

constexpr unsigned most_forged_an_hour = 200;

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    path.remove_prefix(1);  // The slash.
    const auto end = path.find('/');
    parts.push_back(path.substr(0, end));
    path = end == path.npos ? std::string_view{} : path.substr(end);
  }
  return parts;
}

bool is_parameter(std::string_view part) {
  return part.starts_with('{');
}

bool matches(std::string_view pattern, std::string_view path) {
  return std::ranges::equal(parts_of(pattern), parts_of(path),
                            [](std::string_view wanted, std::string_view found) {
                              return is_parameter(wanted) ? !found.empty() : wanted == found;
                            });
}

void take_parameters(Context& context, std::string_view pattern) {
  const auto wanted = parts_of(pattern);
  const auto found = parts_of(context.request.path);
  for (std::size_t at = 0; at < wanted.size(); ++at)
    if (is_parameter(wanted[at]))
      context.parameters.emplace(wanted[at].substr(1, wanted[at].size() - 2), found[at]);
}

bool may_enter(app::Role role, Access access) {
  switch (role) {
    case app::Role::office:
      return access == Access::office || access == Access::desk;
    case app::Role::desk:
      return access == Access::desk;
    case app::Role::auditor:
      return access == Access::auditor;
    case app::Role::secretary:
      return access == Access::secretary;
  }
  std::unreachable();
}

// Empty if this visitor may see the page.
std::optional<Response> barrier(Context& context, Access access) {
  switch (access) {
    case Access::everyone:
    case Access::program:
      return {};
    case Access::holder:
      if (context.holder()) return {};
      return context.sign_in_first("/sign-in");
    case Access::office:
    case Access::desk:
    case Access::auditor:
    case Access::secretary:
      if (!context.staff()) return context.sign_in_first("/office/sign-in");
      if (may_enter(context.staff()->role, access)) return {};
      return context.problem(403, "not_yours");
  }
  return {};
}

// The pattern is put on record, not the path: a path may carry the secret of a link. Who floods us
// with forged forms does not fill the disk.
Response refuse_forged(Context& context, const std::string& pattern) {
  context.house.store.write([&](app::Ports& ports) {
    if (!app::count_in_hour(ports, context.call, "forged:" + app::network_of(context.call.client),
                            most_forged_an_hour))
      app::audit(ports, context.house, context.call, "forged_form_refused", "page", pattern);
  });
  return context.problem(403, "forged");
}

}  // namespace

void Router::get(std::string pattern, Access access, Handler handler) {
  routes_.push_back({Method::get, std::move(pattern), access, std::move(handler)});
}

void Router::post(std::string pattern, Access access, Handler handler, std::size_t body_limit) {
  routes_.push_back({Method::post, std::move(pattern), access, std::move(handler), body_limit});
}

Response Router::answer(Context& context) const {
  bool path_known = false;
  for (const auto& route : routes_) {
    if (!matches(route.pattern, context.request.path)) continue;
    path_known = true;
    if (route.method != context.request.method) continue;
    take_parameters(context, route.pattern);
    if (auto barred = barrier(context, route.access)) return std::move(*barred);
    if (route.method == Method::post && route.access != Access::program && context.is_forged())
      return refuse_forged(context, route.pattern);
    return route.handler(context);
  }
  return path_known ? context.problem(405, "wrong_method") : context.problem(404, "not_found");
}

std::size_t Router::body_limit(std::string_view path) const {
  std::size_t limit = 0;
  for (const auto& route : routes_)
    if (route.method == Method::post && matches(route.pattern, path))
      limit = std::max(limit, route.body_limit);
  return limit;
}

}  // namespace metroon::web

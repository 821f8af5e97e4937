#include "web/site.hpp"

#include <algorithm>

#include "app/acts.hpp"
#include "web/pages.hpp"
#include "web/static_files.hpp"

namespace metroon::web {
namespace {

std::string_view key_of(int status) {
  switch (status) {
    case 404:
      return "not_found";
    case 405:
      return "wrong_method";
    case 408:
      return "too_slow";
    case 413:
      return "too_large";
    case 503:
      return "busy";
    default:
      return "bad_request";
  }
}

}  // namespace

Language preferred_language(std::string_view accept_language) {
  const auto greek = accept_language.find("el");
  const auto english = accept_language.find("en");
  return english < greek ? Language::en : Language::el;
}

Site::Site(app::House& house, const Texts& texts, SiteSettings settings)
    : settings_{std::move(settings)},
      renderer_{texts},
      frame_{house, texts, renderer_, settings_.keyed_hash, settings_.secure_cookies} {
  register_start(router_);
  register_apply(router_);
  register_apply_form(router_, house.policy.applications);
  register_track(router_);
  register_track_application(router_, house.policy.applications);
  register_activate(router_);
  register_account(router_);
  register_account_password(router_);
  register_account_claim(router_, house.policy.applications);
  register_software(router_);
  register_support(router_);
  register_shared_accounts(router_);
  register_office_queue(router_);
  register_office_application(router_);
  register_office_claims(router_, house.policy.applications);
  register_office_campaigns(router_);
  register_office_campaign(router_);
  register_office_endings(router_);
  register_office_numbers(router_);
  register_office_desk(router_);
  register_office_people(router_);
  register_office_merge(router_);
  register_office_merges(router_);
  register_office_shared(router_);
  register_office_successors(router_);
  register_office_registries(router_);
  register_office_held(router_);
  register_office_foreseen(router_);
  register_registry_rows(router_);
  register_audit(router_);
  register_secretary(router_);
  register_secretary_batch(router_);
}

BodyLimit Site::body_limit(std::string_view path) const {
  return {router_.body_limit(path)};
}

Response Site::answer(const Request& request) {
  if (request.path.starts_with("/static/")) {
    if (auto file = static_file(request.path)) return std::move(*file);
  }
  const app::Call call{.now = settings_.now(),
                       .actor = "visitor",
                       .client = request.client,
                       .language = preferred_language(request.accept_language)};
  try {
    Context context{frame_, request, call, true};
    return router_.answer(context);
  } catch (const std::exception& fault) {
    const auto incident = app::mint_code(frame_.house.random, 8);
    settings_.log_fault(incident, fault.what());
    // Named, since a Context only refers to its request.
    const Request nothing_asked{.path = "/"};
    Context context{frame_, nothing_asked, call, false};
    View view;
    view.set("PROBLEM_TEXT", context.text("problem.fault.text", {{"incident", incident}}));
    const auto title = context.text("problem.fault.title");
    view.set("PROBLEM_TITLE", title);
    return context.page("problem", view, title, 500);
  }
}

Response Site::refusal(int status, std::string_view accept_language) const {
  const Request request{.path = "/"};
  Context context{frame_,
                  request,
                  {.now = settings_.now(),
                   .actor = "visitor",
                   .client = {},
                   .language = preferred_language(accept_language)},
                  false};
  return context.problem(status, key_of(status));
}

}  // namespace metroon::web

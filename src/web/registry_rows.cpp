// Where a registry's own program posts its rows.
#include <boost/json.hpp>

#include "app/acts.hpp"
#include "app/registry_doors.hpp"
#include "core/words.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

namespace json = boost::json;

constexpr std::size_t most_rows_octets = 16 * 1024 * 1024;  // As feed::open_posted reads.
// A little more, so that what is just too long is answered in JSON.
constexpr std::size_t most_body_octets = most_rows_octets + 1024 * 1024;
constexpr unsigned most_wrong_keys_an_hour = 30;
constexpr unsigned most_posts_an_hour = 600;

Response answer(int status, std::string_view content_type, const json::object& object) {
  Response response;
  response.status = status;
  response.content_type = content_type;
  response.body = json::serialize(object) + "\n";
  return response;
}

// RFC 9457.
Response problem(int status, std::string_view title, std::string_view detail) {
  return answer(status, "application/problem+json",
                {{"status", status}, {"title", title}, {"detail", detail}});
}

Response wait(int status, std::string_view detail, std::chrono::seconds left) {
  auto response = problem(status, status == 429 ? "too many requests" : "busy", detail);
  response.headers.emplace_back("Retry-After", std::to_string(left.count()));
  return response;
}

// Nobody learns which registries there are: a wrong name is answered as a wrong key.
std::optional<Response> refuse_key(Context& context, const std::string& name) {
  const auto& shown = context.request.authorization;
  if (shown.empty()) {
    auto response = problem(401, "no key", "send Authorization: Bearer KEY");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  const auto counted = [&](const std::string& what, unsigned most) {
    return context.house.store.write(
        [&](app::Ports& ports) { return app::count_in_hour(ports, context.call, what, most); });
  };
  auto* declared = context.house.declared;
  if (declared != nullptr && declared->shows_key(name, shown)) {
    if (const auto left = counted("registry:" + name, most_posts_an_hour))
      return wait(429, "at most 600 posts an hour", left->left);
    return {};
  }
  if (const auto left =
          counted("registry_key:" + app::network_of(context.call.client), most_wrong_keys_an_hour))
    return wait(429, "too many wrong keys", left->left);
  context.house.store.write([&](app::Ports& ports) {
    app::audit(ports, context.house, context.call, "registry_key_refused", "page",
               "/registries/{name}/rows");
  });
  return problem(403, "wrong key", "the key is not this registry's");
}

Response told(const app::RegistryRun& run) {
  const auto& n = run.counts;
  json::object object{{"run", std::to_string(run.id.value)},
                      {"applied", run.applied.has_value()},
                      {"verdict", core::to_word(run.verdict)},
                      {"rows", n.rows},
                      {"unchanged", n.unchanged},
                      {"added", n.added},
                      {"changed", n.changed},
                      {"ended", n.ended},
                      {"bad", n.bad},
                      {"held", run.held}};
  if (run.applied) return answer(200, "application/json", object);
  object["status"] = 409;
  object["title"] = "stopped";
  object["detail"] = core::may_be_confirmed(run.verdict)
                         ? "nothing was changed; the office has to let it through"
                         : "nothing was changed, and such a delivery is never applied";
  return answer(409, "application/problem+json", object);
}

Response take_rows(Context& context) {
  const auto& name = context.parameters.find("name")->second;
  if (auto refused = refuse_key(context, name)) return *std::move(refused);
  const auto& request = context.request;
  if (request.content_type != "application/json")
    return problem(415, "not JSON", "send Content-Type: application/json");
  if (request.body.size() > most_rows_octets)
    return problem(413, "too long", "more than 16 MiB: post in parts");
  context.call.actor = "registry:" + name;
  const auto run = app::take_posted(context.house, context.call, name, request.body);
  if (run) return told(*run);
  switch (run.error().problem) {
    case app::DoorProblem::no_such_registry:
      return problem(404, "no such registry", "");
    case app::DoorProblem::busy:
      return wait(503, "another delivery of this registry is being applied",
                  std::chrono::seconds{10});
    case app::DoorProblem::unreadable:
      return problem(422, "not rows", run.error().what);
  }
  return problem(500, "", "");
}

// Programs talk to this address, also by mistake: no page for people.
Response refuse_to_show(Context&) {
  auto response = problem(405, "wrong method", "POST the rows; nothing is to be read here");
  response.headers.emplace_back("Allow", "POST");
  return response;
}

}  // namespace

void register_registry_rows(Router& router) {
  router.get("/registries/{name}/rows", Access::program, refuse_to_show);
  router.post("/registries/{name}/rows", Access::program, take_rows, most_body_octets);
}

}  // namespace metroon::web

#include "web/site_fixture.hpp"

#include "wire/form.hpp"

namespace metroon::web {

Response Browser::send(Request request) {
  request.cookies = cookies;
  request.accept_language = language_;
  request.fetch_site = fetch_site;
  request.client = "192.0.2.7";
  auto response = site_.answer(request);
  for (const auto& [name, value] : response.headers) {
    if (name != "Set-Cookie") continue;
    const auto equals = value.find('=');
    cookies[value.substr(0, equals)] = value.substr(equals + 1, value.find(';') - equals - 1);
  }
  constexpr std::string_view mark = "name=\"forgery\" value=\"";
  if (const auto at = response.body.find(mark); at != std::string::npos)
    token = response.body.substr(at + mark.size(),
                                 response.body.find('"', at + mark.size()) - at - mark.size());
  return response;
}

Response Browser::get(const std::string& target) {
  Request request;
  request.path = target.substr(0, target.find('?'));
  if (request.path.size() < target.size())
    request.query.pairs = wire::parse_form(target.substr(request.path.size() + 1)).value();
  return send(std::move(request));
}

Response Browser::post(const std::string& path, Pairs fields, std::vector<UploadedFile> files) {
  if (token.empty()) (void)get("/sign-in");
  fields.emplace_back("forgery", token);
  Request request{.method = Method::post, .path = path};
  request.form.pairs = std::move(fields);
  request.files = std::move(files);
  return send(std::move(request));
}

Response Browser::post_forged(const std::string& path, Pairs fields) {
  Request request{.method = Method::post, .path = path};
  request.form.pairs = std::move(fields);
  return send(std::move(request));
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [one, value] : response.headers)
    if (one == name) return value;
  return {};
}

std::string part(const std::string& body, const std::string& from, const std::string& to) {
  const auto begin = body.find(from);
  if (begin == std::string::npos) return {};
  return body.substr(begin, body.find(to, begin) - begin);
}

std::string error_of(const Response& page, const std::string& field) {
  return part(page.body, "id=\"" + field + "-error\"", "</p>");
}

SiteTest::SiteTest(const std::string& database)
    : world{database},
      site{world.house,
           texts,
           {.now = [this] { return world.call().now; },
            .keyed_hash =
                [](std::string_view purpose, std::string_view text) {
                  return std::string{purpose} + "-" + std::string{text};
                },
            .log_fault =
                [this](std::string_view incident, std::string_view what) {
                  faults.push_back(std::string{incident} + " " + std::string{what});
                },
            .secure_cookies = false}} {
  world.house.batches = &batches;
}

Browser SiteTest::holder(const app::Member& member, std::string language) {
  auto browser = visitor(std::move(language));
  const auto answer = browser.post(
      "/sign-in", {{"username", member.username}, {"password", std::string{app::good_password}}});
  EXPECT_EQ(header(answer, "Location"), "/account");
  return browser;
}

Browser SiteTest::staff(app::Role role, std::string language) {
  const std::string login = role == app::Role::office ? "office"
                            : role == app::Role::desk ? "desk"
                                                      : "auditor";
  (void)app::add_staff(world.house, world.call("operator"), login, "Δοκιμή", role,
                       base::Secret{std::string{app::good_password}});
  auto browser = visitor(std::move(language));
  const auto answer = browser.post(
      "/office/sign-in", {{"username", login}, {"password", std::string{app::good_password}}});
  EXPECT_EQ(answer.status, 303) << answer.body;
  return browser;
}

Browser SiteTest::secretary(std::string unit, std::string language) {
  (void)world.secretary("secretary-" + unit, {unit});
  auto browser = visitor(std::move(language));
  const auto answer = browser.post(
      "/office/sign-in",
      {{"username", "secretary-" + unit}, {"password", std::string{app::good_password}}});
  EXPECT_EQ(header(answer, "Location"), "/secretary");
  return browser;
}

}  // namespace metroon::web

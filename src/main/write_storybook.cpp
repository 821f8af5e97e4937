#include "main/write_storybook.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <queue>
#include <regex>
#include <set>

#include "main/runtime.hpp"
#include "main/sample_registry.hpp"
#include "main/sample_university.hpp"
#include "web/site.hpp"

namespace metroon::main {
namespace {

namespace files = std::filesystem;

struct Role {
  std::string name;
  std::string first_page;
  SampleLogin login;  ///< Without a name: a visitor.
};

void write(const files::path& file, std::string_view bytes) {
  files::create_directories(file.parent_path());
  std::ofstream{file, std::ios::binary} << bytes;
}

// `/office/application/123?x=y` and `/office/application/456` are one kind of page.
std::string kind_of(const std::string& path) {
  static const std::regex digits{"[0-9]{3,}"};
  return std::regex_replace(path.substr(0, path.find('?')), digits, "N");
}

std::vector<std::string> links_of(const std::string& html) {
  static const std::regex link{"(?:href|src)=\"(/[^\"#]*)\""};
  std::vector<std::string> links;
  for (std::sregex_iterator at{html.begin(), html.end(), link}, end; at != end; ++at)
    links.push_back((*at)[1]);
  return links;
}

// A browser of the smallest kind: it keeps cookies.
class Walker {
 public:
  Walker(web::Site& site, core::Language language, files::path folder)
      : site_{site}, language_{language}, folder_{std::move(folder)} {}

  std::size_t walk(const Role& role) {
    if (!role.login.name.empty()) sign_in(role.login);
    std::queue<std::string> ahead;
    std::set<std::string> seen;
    ahead.push(role.first_page);
    std::size_t written = 0;
    for (; !ahead.empty(); ahead.pop()) {
      const auto path = ahead.front();
      if (!seen.insert(kind_of(path)).second) continue;
      const auto response = get(path);
      if (response.status != 200) continue;
      if (!response.content_type.starts_with("text/html")) {
        if (path.starts_with("/static/"))
          write(folder_.parent_path() / path.substr(1), response.body);
        continue;
      }
      write(folder_ / file_name(role, path), response.body);
      ++written;
      for (auto& link : links_of(response.body)) ahead.push(std::move(link));
    }
    return written;
  }

 private:
  static std::string file_name(const Role& role, const std::string& path) {
    auto name = kind_of(path);
    std::ranges::replace(name, '/', '_');
    return role.name + name + ".html";
  }

  web::Response send(web::Request request) {
    request.cookies = cookies_;
    request.accept_language = core::to_code(language_);
    request.client = "127.0.0.1";
    auto response = site_.answer(request);
    for (const auto& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      const auto pair = value.substr(0, value.find(';'));
      cookies_[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
    }
    return response;
  }

  web::Response get(const std::string& path) {
    const auto question = path.find('?');
    web::Request request{.path = path.substr(0, question)};
    if (question != std::string::npos && path.find("lang=") != std::string::npos)
      return {.status = 404};  // The other language has its own folder.
    return send(std::move(request));
  }

  void sign_in(const SampleLogin& login) {
    static const std::regex token{"name=\"forgery\" value=\"([^\"]*)\""};
    const auto page = get(login.where);
    std::smatch found;
    if (!std::regex_search(page.body, found, token))
      throw std::logic_error{"the sign-in page has no form"};
    web::Request request{.method = web::Method::post, .path = login.where};
    request.form.pairs = {
        {"forgery", found[1]}, {"username", login.name}, {"password", login.password}};
    if (send(std::move(request)).status != 303)
      throw std::logic_error{"the storybook could not sign in as " + login.name};
  }

  web::Site& site_;
  core::Language language_;
  files::path folder_;
  std::map<std::string, std::string, std::less<>> cookies_;
};

std::vector<Role> roles_of(const std::vector<SampleLogin>& logins) {
  std::vector<Role> roles{{"visitor", "/", {}}};
  int holder = 0;
  for (const auto& login : logins) {
    if (login.where == "/office/sign-in" && roles.size() == 1)
      roles.push_back({"office", "/office", login});
    if (login.where == "/sign-in" && login.who.find("αναστολή") == std::string::npos)
      roles.push_back({fmt::format("holder{:02}", ++holder), "/account", login});
  }
  return roles;
}

Settings settings_in(const files::path& folder) {
  Settings settings;
  settings.database = ":memory:";
  settings.key_file = folder / "sample.key";
  return settings;
}

}  // namespace

int write_storybook(const std::string& folder_name) {
  const files::path folder{folder_name};
  files::create_directories(folder);
  auto settings = settings_in(folder);
  const auto registries = folder / "registries";
  settings.registries = {write_sample_declaration(registries, read_policy({}))};
  Runtime runtime{settings};
  const auto logins = make_sample_university(runtime.house(), runtime.clock().now());
  deliver_sample_week(runtime.house(), runtime.clock().now(), registries);
  web::Site site{
      runtime.house(),
      runtime.texts(),
      {.now = [&] { return runtime.clock().now(); },
       .keyed_hash = [](std::string_view, std::string_view text) { return std::string{text}; },
       .log_fault =
           [](std::string_view incident, std::string_view what) {
             spdlog::error("METROON-W01: incident {}: {}", incident, what);
           }}};
  std::size_t written = 0;
  for (const auto language : core::all_languages)
    for (const auto& role : roles_of(logins))
      written += Walker{site, language, folder / std::string{core::to_code(language)}}.walk(role);
  std::cout << fmt::format("{} pages in {}\n", written, folder_name);
  return 0;
}

}  // namespace metroon::main

// The pages over a whole institution in memory, and a browser of the smallest kind.
#pragma once

#include "app/house_fixture.hpp"
#include "web/site.hpp"
#include "web/texts.hpp"

namespace metroon::web {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Keeps cookies, follows no redirect, and sends the anti-forgery token of the page it saw last.
class Browser {
 public:
  Browser(Site& site, std::string language) : site_{site}, language_{std::move(language)} {}

  Response get(const std::string& target);
  Response post(const std::string& path, Pairs fields, std::vector<UploadedFile> files = {});
  /// As another site's page would send it: without the token.
  Response post_forged(const std::string& path, Pairs fields);

  std::map<std::string, std::string, std::less<>> cookies;
  std::string token;
  std::string fetch_site;

 private:
  Response send(Request request);

  Site& site_;
  std::string language_;
};

[[nodiscard]] std::string header(const Response&, std::string_view name);
/// The part of a page from one mark up to the next; empty if the first is not there.
[[nodiscard]] std::string part(const std::string& body, const std::string& from,
                               const std::string& to);
/// What stands beside a field that is wrong.
[[nodiscard]] std::string error_of(const Response& page, const std::string& field);

class SiteTest : public testing::Test {
 protected:
  SiteTest();
  [[nodiscard]] Browser visitor(std::string language = "el") { return {site, std::move(language)}; }
  [[nodiscard]] Browser holder(const app::Member&, std::string language = "el");
  [[nodiscard]] Browser staff(app::Role, std::string language = "el");
  [[nodiscard]] Browser secretary(std::string unit = "chemistry", std::string language = "el");

  app::World world;
  Texts texts{"Europe/Athens"};
  std::vector<std::string> faults;
  Site site;
};

}  // namespace metroon::web

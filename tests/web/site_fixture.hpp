// The pages over a whole institution in memory, and a browser of the smallest kind.
#pragma once

#include "app/batches.hpp"
#include "app/house_fixture.hpp"
#include "app/secretariat.hpp"
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

/// Draws at once, whoever asks.
class PromptBatches final : public app::Batches {
 public:
  explicit PromptBatches(app::House& house) : house_{house} {}
  bool start(const app::Call& call, const app::Staff& staff, app::BatchOf of) override {
    pdfs_[staff.id.value] =
        app::draw_batch(house_, call, staff, of, [](std::size_t, std::size_t) { return true; });
    return true;
  }
  std::optional<app::BatchProgress> progress(core::StaffId staff, app::Instant) override {
    if (!pdfs_.contains(staff.value)) return {};
    return app::BatchProgress{app::BatchProgress::State::ready, 1, 1};
  }
  std::optional<app::Bytes> take(core::StaffId staff, app::Instant) override {
    const auto node = pdfs_.extract(staff.value);
    return node.empty() ? std::nullopt : std::optional{node.mapped()};
  }

 private:
  app::House& house_;
  std::map<std::int64_t, app::Bytes> pdfs_;
};

class SiteTest : public testing::Test {
 protected:
  explicit SiteTest(const std::string& database = ":memory:");
  [[nodiscard]] Browser visitor(std::string language = "el") { return {site, std::move(language)}; }
  [[nodiscard]] Browser holder(const app::Member&, std::string language = "el");
  [[nodiscard]] Browser staff(app::Role, std::string language = "el");
  [[nodiscard]] Browser secretary(std::string unit = "chemistry", std::string language = "el");

  app::World world;  // Its database may be a file, of which a copy can be made.
  PromptBatches batches{world.house};
  Texts texts{"Europe/Athens"};
  std::vector<std::string> faults;
  Site site;
};

}  // namespace metroon::web

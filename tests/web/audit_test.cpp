// An auditor reads the record and can do nothing else; reading is on record.
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "app/auditing.hpp"
#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using AuditPages = SiteTest;

struct KnownRoute {
  bool post{false};
  std::string path;
};

// Every route that the sources register: one that is added tomorrow is tried too.
std::vector<KnownRoute> all_routes() {
  std::vector<KnownRoute> all;
  const std::regex route{R"re(router\.(get|post)\(\s*"([^"]+)")re"};
  for (const auto& file : std::filesystem::directory_iterator{METROON_SOURCE_DIR "/src/web"}) {
    if (file.path().extension() != ".cpp") continue;
    std::ostringstream text;
    text << std::ifstream{file.path()}.rdbuf();
    const auto source = text.str();
    for (std::sregex_iterator it{source.begin(), source.end(), route}, end; it != end; ++it)
      all.push_back({(*it)[1] == "post",
                     std::regex_replace((*it)[2].str(), std::regex{R"(\{[a-z]+\})"}, "1")});
  }
  return all;
}

TEST_F(AuditPages, AnAuditorSignsInToTheAudit) {
  auto auditor = staff(app::Role::auditor);
  const auto page = auditor.get("/audit");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Έλεγχος ενεργειών"), std::string::npos);
  EXPECT_EQ(page.body.find("href=\"/office"), std::string::npos);
}

TEST_F(AuditPages, NoPageOfOfficeOrDeskOpensToAnAuditor) {
  auto auditor = staff(app::Role::auditor);
  int tried = 0;
  for (const auto& [post, path] : all_routes()) {
    if (!path.starts_with("/office") || path == "/office/sign-in") continue;
    ++tried;
    const auto answer = post ? auditor.post(path, {{"version", "1"}}) : auditor.get(path);
    EXPECT_EQ(answer.status, 403) << path;
  }
  EXPECT_GT(tried, 15);
}

TEST_F(AuditPages, TheAuditOpensToNobodyElse) {
  EXPECT_EQ(staff(app::Role::office).get("/audit").status, 403);
  EXPECT_EQ(staff(app::Role::desk).get("/audit").status, 403);
  EXPECT_EQ(header(visitor().get("/audit"), "Location").substr(0, 15), "/office/sign-in");
}

TEST_F(AuditPages, EntriesAreSearchedAndTheSearchIsOnRecordOnce) {
  const auto someone = world.member("contractor", 1);
  auto auditor = staff(app::Role::auditor, "en");
  const auto target = "/audit?search=1&subject=person:" + std::to_string(someone.person.value);
  const auto page = auditor.get(target);
  EXPECT_NE(page.body.find("proof_recorded"), std::string::npos) << page.body;
  (void)auditor.get(target + "&below=3");
  const auto record = auditor.get("/audit?search=1&action=audit_read");
  EXPECT_EQ(part(record.body, "<tbody", "</tbody>").find("<tr"),
            part(record.body, "<tbody", "</tbody>").rfind("<tr"));
  EXPECT_NE(record.body.find("staff:auditor"), std::string::npos);
}

TEST_F(AuditPages, ALongListGoesOnWhereItEnded) {
  world.store->write([&](app::Ports& ports) {
    for (int index = 0; index < 120; ++index)
      app::audit(ports, world.house, world.call("system"), "thing_done", "person:7",
                 "<script>&" + std::to_string(index));
  });
  auto auditor = staff(app::Role::auditor, "en");
  auto page = auditor.get("/audit?search=1&subject=person:7");
  EXPECT_EQ(page.body.find("<script>&"), std::string::npos);
  int pages = 1;
  for (;; ++pages) {
    std::smatch link;
    const std::regex older{R"re(<p class="m-actions"><a href="([^"]+)")re"};
    if (!std::regex_search(page.body, link, older) || pages > 3) break;
    page = auditor.get(std::regex_replace(link[1].str(), std::regex{"&amp;"}, "&"));
  }
  EXPECT_EQ(pages, 3);
}

TEST_F(AuditPages, TheStateOfTheChainAndItsLastCheckpointAreShown) {
  auto auditor = staff(app::Role::auditor, "en");
  EXPECT_NE(auditor.get("/audit?state=1").body.find("none yet"), std::string::npos);
  const auto made = app::sign_checkpoint(world.house, world.call("system")).value();
  const auto page = auditor.get("/audit?state=1").body;
  EXPECT_NE(page.find("The chain holds."), std::string::npos);
  EXPECT_NE(page.find(base::to_hex(made.hash)), std::string::npos);
}

TEST_F(AuditPages, ADateThatIsNoneIsToldAndKept) {
  auto auditor = staff(app::Role::auditor, "en");
  const auto page = auditor.get("/audit?search=1&from=someday").body;
  EXPECT_NE(page.find("could not be read"), std::string::npos);
  EXPECT_NE(page.find("value=\"someday\""), std::string::npos);
}

}  // namespace
}  // namespace metroon::web

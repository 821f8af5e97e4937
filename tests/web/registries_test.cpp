#include <gmock/gmock.h>

#include <filesystem>

#include "app/registry_doors.hpp"
#include "support/memory_registries.hpp"
#include "web/site_fixture.hpp"

namespace metroon::web {
namespace {

using testing::HasSubstr;
using testing::Not;

class RegistryPages : public SiteTest {
 protected:
  explicit RegistryPages(const std::string& database = ":memory:") : SiteTest{database} {
    core::Registry students;
    students.name = "students";
    students.title = {"Φοιτητολόγιο", "Student registry"};
    students.kinds = {kind()};
    students.limits.least_rows = 4;
    students.daily_at = 330;
    declared.declared = {students};
    world.house.declared = &declared;
    deliver(20);
  }

  core::KindIndex kind() { return world.house.policy.kind_of("undergraduate").value(); }
  support::DeliveredRow student(int n) {
    static constexpr std::array letters{"βα", "γα", "δα", "ζα", "λα", "μα", "να", "ρα", "σα", "τα"};
    core::Observation one;
    one.key = std::to_string(1080000 + n);
    one.names.first = "Μαρία";
    one.names.last = std::string{"Κα"} + letters.at(static_cast<std::size_t>(n / 10)) +
                     letters.at(static_cast<std::size_t>(n % 10));
    one.birth = world.call().now.day - std::chrono::days{8000 + n};
    one.kind = kind();
    one.unit = "chemistry";
    one.from = world.call().now.day;
    return {one.key, one, {}};
  }
  app::RegistryRun deliver(int count) {
    declared.rows.clear();
    for (int n = 0; n < count; ++n) declared.rows.push_back(student(n));
    return run();
  }
  app::RegistryRun run(const std::string& actor = "operator:maria") {
    declared.made += std::chrono::hours{24};
    const auto call = world.call(actor);
    return app::run_delivery(world.house, call, declared.declared.front(),
                             declared.opening("students", call.now.instant, {}));
  }
  static std::string path(const app::RegistryRun& run) {
    return "/office/registry/students/run/" + std::to_string(run.id.value);
  }
  Response post(const std::string& body, std::string authorization,
                std::string type = "application/json", std::string name = "students") {
    return site.answer({.method = Method::post,
                        .path = "/registries/" + name + "/rows",
                        .authorization = std::move(authorization),
                        .content_type = std::move(type),
                        .body = body,
                        .client = "192.0.2.9"});
  }
  const std::string key{support::MemoryRegistries::key};

  support::MemoryRegistries declared;
};

TEST_F(RegistryPages, registries_are_listed_with_their_last_run_in_both_languages) {
  auto browser = staff(app::Role::office);
  const auto page = browser.get("/office/registries");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Φοιτητολόγιο"));
  EXPECT_THAT(page.body, HasSubstr("05:30"));
  EXPECT_THAT(browser.get("/office/registries?lang=en").body, HasSubstr("Student registry"));
  EXPECT_THAT(browser.get("/office/registry/students").body, HasSubstr("<svg"));
  EXPECT_EQ(browser.get("/office/registry/nothing").status, 404);
}

TEST_F(RegistryPages, fault_of_the_source_stands_on_the_registrys_page) {
  declared.fault = "no file matches <pattern>";
  (void)app::fetch_registry(world.house, world.call("system"), declared.declared.front(), 400);
  auto browser = staff(app::Role::office);
  EXPECT_THAT(browser.get("/office/registry/students").body,
              HasSubstr("no file matches &lt;pattern&gt;"));
}

TEST_F(RegistryPages, only_the_office_sees_them) {
  const auto stopped = deliver(10);
  auto clerk = staff(app::Role::desk);
  for (const auto& page : {std::string{"/office/registries"}, std::string{"/office/held"},
                           path(stopped), path(stopped) + "/rows"}) {
    EXPECT_EQ(clerk.get(page).status, 403) << page;
    EXPECT_EQ(visitor().get(page).status, 303) << page;
  }
  EXPECT_EQ(clerk.post(path(stopped) + "/confirm", {}).status, 403);
  auto officer = staff(app::Role::office);
  EXPECT_EQ(officer.post_forged(path(stopped) + "/confirm", {}).status, 403);
}

TEST_F(RegistryPages, second_person_lets_a_stopped_run_through_and_the_starter_does_not) {
  declared.rows.resize(10);
  const auto own = run("staff:office");
  auto browser = staff(app::Role::office);
  EXPECT_THAT(browser.get(path(own)).body, Not(HasSubstr("/confirm\"")));
  EXPECT_EQ(browser.post(path(own) + "/confirm", {}).status, 403);
  const auto stopped = run();
  EXPECT_THAT(browser.get(path(stopped)).body, HasSubstr("/confirm\""));
  declared.busy = true;
  EXPECT_EQ(browser.post(path(stopped) + "/confirm", {}).status, 422);
  declared.busy = false;
  const auto done = browser.post(path(stopped) + "/confirm", {});
  EXPECT_THAT(header(done, "Location"), HasSubstr("done=registry_confirmed"));
  EXPECT_THAT(browser.get("/office/registry/students").body, HasSubstr("m-tag-good"));
}

TEST_F(RegistryPages, run_that_would_do_something_else_by_now_is_shown_anew) {
  declared.rows.resize(10);
  const auto stopped = run();
  declared.rows.resize(9);
  auto browser = staff(app::Role::office);
  const auto again = browser.post(path(stopped) + "/confirm", {});
  ASSERT_THAT(header(again, "Location"), HasSubstr("done=registry_other_now"));
  EXPECT_THAT(header(again, "Location"), Not(HasSubstr(path(stopped))));
  EXPECT_THAT(browser.get(header(again, "Location")).body, HasSubstr("/confirm\""));
}

TEST_F(RegistryPages, unusable_rows_are_shown_and_no_spreadsheet_computes_them) {
  declared.rows.push_back(student(20));
  declared.rows.back().key = "=1+1";
  declared.rows.back().bad = "not_a_date";
  declared.declared.front().limits.bad_rows = 1;
  const auto done = run();
  auto browser = staff(app::Role::office);
  EXPECT_THAT(browser.get(path(done)).body, HasSubstr("Δεν είναι ημερομηνία"));
  const auto csv = browser.get(path(done) + "/rows");
  EXPECT_THAT(csv.content_type, HasSubstr("text/csv"));
  EXPECT_THAT(csv.body, HasSubstr("\"22\",\"'=1+1\",\"birth\",\"not_a_date\",\"?\"\r\n"));
}

TEST_F(RegistryPages, held_row_is_answered_at_the_office) {
  declared.rows.push_back(student(3));
  declared.rows.back().key = "1090000";
  (void)run();
  auto browser = staff(app::Role::office);
  const auto queue = browser.get("/office/held").body;
  const auto id = part(queue, "/office/held/", "\"");
  ASSERT_FALSE(id.empty());
  const auto page = browser.get(id);
  EXPECT_EQ(page.status, 200);
  const auto person = part(page.body, "/office/person/", "\"").substr(15);
  EXPECT_EQ(browser.post(id, {{"person", "404"}}).status, 404);
  EXPECT_EQ(header(browser.post(id, {{"person", person}}), "Location"),
            "/office/held?done=held_decided");
  EXPECT_EQ(browser.get(id).status, 404);
  EXPECT_EQ(world.dossier({std::stoll(person)}).affiliations.size(), 2U);
}

TEST_F(RegistryPages, held_row_that_contradicts_is_taken_for_the_same_person_only_with_a_reason) {
  declared.rows.push_back(student(30));
  declared.rows.back().observation.names.father = "Πέτρος";
  (void)run();
  declared.rows.push_back(student(30));
  declared.rows.back().key = declared.rows.back().observation.key = "1090000";
  declared.rows.back().observation.names.father = "Γεώργιος";
  (void)run();
  auto browser = staff(app::Role::office, "en");
  const auto id = part(browser.get("/office/held").body, "/office/held/", "\"");
  ASSERT_FALSE(id.empty());
  const auto page = browser.get(id).body;
  EXPECT_THAT(page, HasSubstr("different things about: Father&#39;s first name"));
  const auto person = part(page, "/office/person/", "\"").substr(15);
  const auto refused = browser.post(id, {{"person", person}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_FALSE(error_of(refused, "reason-" + person).empty());
  const auto done =
      browser.post(id, {{"person", person}, {"reason-" + person, "Both papers seen"}});
  EXPECT_EQ(header(done, "Location"), "/office/held?done=held_decided");
  EXPECT_TRUE(world.audited("person:" + person, "registry_row_same_person"));
}

TEST_F(RegistryPages, held_row_stands_beside_capacities_keys_and_account_of_whom_it_may_be) {
  declared.rows.push_back(student(3));
  declared.rows.back().key = declared.rows.back().observation.key = "1090000";
  declared.rows.back().observation.unit = "physics";
  (void)run();
  auto browser = staff(app::Role::office);
  const auto id = part(browser.get("/office/held").body, "/office/held/", "\"");
  const auto page = browser.get(id + "?lang=en").body;
  const auto line = [&](const std::string& label) {
    return part(page, "scope=\"row\">" + label + "</th>", "</tr>");
  };
  EXPECT_THAT(line("Capacity"), AllOf(HasSubstr("Physics"), HasSubstr("Chemistry"),
                                      HasSubstr("not known"), HasSubstr(">differs<")));
  EXPECT_THAT(line("Key"), AllOf(HasSubstr("Student registry: 1090000"),
                                 HasSubstr("Student registry: 1080003"), HasSubstr(">differs<")));
  const auto person = part(page, "/office/person/", "\"").substr(15);
  EXPECT_THAT(line("Username"), HasSubstr(world.dossier({std::stoll(person)}).account->username));
  EXPECT_THAT(line("State"), HasSubstr("m-lines"));
  EXPECT_EQ(line("Date of birth").find(">differs<"), std::string::npos);
}

struct OwnFolder {
  OwnFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "metroon-foreseen-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no folder"};
    folder = pattern;
  }
  ~OwnFolder() { std::filesystem::remove_all(folder); }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;

  std::filesystem::path folder;
};

// Over a database of which a copy can be made.
class ForeseenRuns : private OwnFolder, public RegistryPages {
 protected:
  ForeseenRuns() : RegistryPages{database()} {
    world.house.copy = [this] {
      return store::open_copy(database(), world.house.policy, world.sealer);
    };
  }

  // Of 20 students ten are left out, one changes department and one is new.
  app::RegistryRun stop() {
    declared.rows.resize(10);
    declared.rows[4].observation.unit = "physics";
    declared.rows.push_back(student(30));
    return run();
  }
  static std::string group(const std::string& page, const std::string& heading) {
    return part(page, "<h2>" + heading + "</h2>", "</section>");
  }

 private:
  std::string database() { return (folder / "metroon.db").string(); }
};

TEST_F(ForeseenRuns, second_person_sees_who_ends_who_changes_and_who_is_new_and_nothing_is_done) {
  const auto stopped = stop();
  auto browser = staff(app::Role::office);
  EXPECT_THAT(browser.get(path(stopped)).body, HasSubstr(path(stopped) + "/people\""));
  const auto page = browser.get(path(stopped) + "/people?lang=en").body;
  const auto ends = group(page, "End: 10");
  const auto& gone = student(11).observation.names;
  EXPECT_THAT(ends, AllOf(HasSubstr(gone.last + " " + gone.first), HasSubstr("Undergraduate"),
                          HasSubstr("Chemistry"), HasSubstr(">not known</td>"),
                          HasSubstr(">1 March 2026</td>")));
  EXPECT_THAT(group(page, "Change: 1"), HasSubstr("Chemistry → Department of Physics"));
  const auto begins = group(page, "New capacities: 1");
  EXPECT_THAT(begins, HasSubstr(student(30).observation.names.last));
  EXPECT_THAT(begins, Not(HasSubstr("/office/person/")));
  EXPECT_THAT(page, Not(HasSubstr("no longer hold")));
  EXPECT_FALSE(app::open_run(world.house, world.call(), "students", stopped.id)->run.applied);
  EXPECT_TRUE(world.audited("registry:students", "registry_run_foreseen"));
  EXPECT_THAT(header(browser.post(path(stopped) + "/confirm", {}), "Location"),
              HasSubstr("done=registry_confirmed"));
}

TEST_F(ForeseenRuns, whom_it_concerns_is_a_spreadsheet_as_well) {
  const auto stopped = stop();
  auto browser = staff(app::Role::office);
  const auto csv = browser.get(path(stopped) + "/people/csv");
  EXPECT_THAT(csv.content_type, HasSubstr("text/csv"));
  EXPECT_TRUE(csv.body.starts_with("\xEF\xBB\xBF\"Τι γίνεται\",\"Επώνυμο\""));
  EXPECT_EQ(std::ranges::count(csv.body, '\n'), 13);
  EXPECT_THAT(csv.body, HasSubstr("\"αλλάζει\",\"" + student(4).observation.names.last + "\""));
}

TEST_F(ForeseenRuns, what_a_run_would_do_by_now_may_be_something_else_and_is_said) {
  const auto stopped = stop();
  declared.rows.resize(9);
  auto browser = staff(app::Role::office);
  EXPECT_THAT(browser.get(path(stopped) + "/people?lang=en").body, HasSubstr("no longer hold"));
}

TEST_F(ForeseenRuns, only_a_stopped_run_that_may_be_confirmed_is_foreseen) {
  const auto done = run();
  auto browser = staff(app::Role::office);
  EXPECT_THAT(browser.get(path(done)).body, Not(HasSubstr(path(done) + "/people")));
  EXPECT_EQ(browser.get(path(done) + "/people").status, 409);
  const auto stopped = stop();
  declared.busy = true;
  EXPECT_EQ(browser.get(path(stopped) + "/people").status, 409);
  declared.busy = false;
  declared.fault = "no file <matches>";
  EXPECT_THAT(browser.get(path(stopped) + "/people/csv").body,
              HasSubstr("no file &lt;matches&gt;"));
  declared.fault.clear();
  declared.rows.clear();
  const auto emptied = run();
  EXPECT_EQ(browser.get(path(emptied) + "/people").status, 404);
  EXPECT_EQ(browser.get("/office/registry/students/run/1/people").status, 404);
  EXPECT_EQ(staff(app::Role::desk).get(path(stopped) + "/people").status, 403);
}

TEST_F(RegistryPages, program_that_asks_for_rows_is_told_in_its_own_words_to_post_them) {
  for (const std::string name : {"students", "nothing"}) {
    const auto refused = visitor().get("/registries/" + name + "/rows");
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.content_type, "application/problem+json");
    EXPECT_EQ(header(refused, "Allow"), "POST");
    EXPECT_THAT(refused.body, HasSubstr("\"status\":405"));
    EXPECT_EQ(header(refused, "Set-Cookie"), "");
  }
}

TEST_F(RegistryPages, program_posts_rows_with_its_key_and_nothing_else_opens_the_door) {
  declared.rows.push_back(student(20));
  EXPECT_EQ(post("the rows", "").status, 401);
  EXPECT_EQ(post("the rows", "Bearer wrong").status, 403);
  EXPECT_EQ(post("the rows", key, "application/json", "nothing").status, 403);
  EXPECT_EQ(post("the rows", key, "text/plain").status, 415);
  EXPECT_EQ(post("other", key).status, 422);
  EXPECT_EQ(post(std::string(16 * 1024 * 1024 + 1, ' '), key).status, 413);
  EXPECT_EQ(post("other", key).content_type, "application/problem+json");
  const auto done = post("the rows", key);
  EXPECT_EQ(done.status, 200);
  EXPECT_THAT(done.body, HasSubstr("\"added\":1"));
  EXPECT_EQ(header(done, "Set-Cookie"), "");
  declared.rows.resize(10);
  EXPECT_EQ(post("the rows", key).status, 409);
  EXPECT_TRUE(declared.remembered);
  declared.busy = true;
  EXPECT_EQ(header(post("the rows", key), "Retry-After"), "10");
}

TEST_F(RegistryPages, who_guesses_keys_has_to_wait) {
  for (int n = 0; n < 30; ++n) EXPECT_EQ(post("the rows", "Bearer wrong").status, 403);
  const auto waits = post("the rows", "Bearer wrong");
  EXPECT_EQ(waits.status, 429);
  EXPECT_NE(header(waits, "Retry-After"), "");
}

TEST_F(RegistryPages, secretary_finds_a_new_student_by_the_registrys_number) {
  auto browser = secretary();
  EXPECT_THAT(header(browser.post("/secretary/find", {{"typed", "1080007"}}), "Location"),
              HasSubstr("/secretary/student/"));
  EXPECT_EQ(browser.post("/secretary/find", {{"typed", "108000"}}).status, 200);
}

}  // namespace
}  // namespace metroon::web

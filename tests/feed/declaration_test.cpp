// Files that declare registries: right ones, and what is said of wrong ones.
#include "feed/declaration.hpp"

#include <gmock/gmock.h>

#include "feed/registries.hpp"
#include "policy/embedded.hpp"

namespace metroon::feed {
namespace {

using ::testing::HasSubstr;

std::string error_of(std::string_view toml) {
  const auto declaration = load_declaration(toml, "registry.toml", patras());
  return declaration ? "no error" : policy::to_text(declaration.error());
}

TEST(Declaration, says_what_a_registry_is) {
  const auto declaration = declared(small_registry);
  EXPECT_EQ(declaration.registry.name, "students");
  EXPECT_EQ(declaration.registry.title.en, "Student registry");
  EXPECT_EQ(declaration.registry.kinds, (std::vector{kind("undergraduate"), kind("postgraduate")}));
  EXPECT_TRUE(declaration.registry.full);
  EXPECT_EQ(declaration.registry.silence, core::Ending::lapsed);
  EXPECT_EQ(std::get<FileSource>(declaration.source).path, "/nowhere/students.csv");
  EXPECT_EQ(declaration.fact(Fact::key)->width, 7U);
  EXPECT_FALSE(declaration.fact(Fact::amka));
}

TEST(Declaration, takes_limits_in_percent) {
  const auto text = std::string{small_registry} +
                    "[limits]\nbad_rows = 1\nendings = 10\nnewcomers = 100\nleast_rows = 7\n"
                    "nameless_rows = 3\n";
  const auto limits = declared(text).registry.limits;
  EXPECT_DOUBLE_EQ(limits.bad_rows, 0.01);
  EXPECT_DOUBLE_EQ(limits.endings, 0.10);
  EXPECT_DOUBLE_EQ(limits.newcomers, 1.0);
  EXPECT_EQ(limits.least_rows, 7);
  EXPECT_EQ(limits.nameless_rows, 3);
}

TEST(Declaration, says_in_which_language_its_reports_are) {
  EXPECT_EQ(declared(small_registry).registry.report_language, core::Language::el);
  const auto text = "report_language = \"en\"\n" + std::string{small_registry};
  EXPECT_EQ(declared(text).registry.report_language, core::Language::en);
}

TEST(Declaration, the_examples_are_right) {
  for (const auto* name : {"students", "personnel", "research"}) {
    const auto file = std::string{"registries/"} + name + ".toml";
    const auto text = policy::embedded_file(file);
    ASSERT_TRUE(text) << "the program carries " << file;
    EXPECT_EQ(declared(*text).registry.name, name);
  }
}

TEST(Declaration, every_department_of_the_example_has_a_word) {
  const auto declaration =
      declared(read_whole(METROON_SOURCE_DIR "/policy/registries/students.toml"));
  const auto& words = declaration.fact(Fact::unit)->values;
  for (const auto& unit : patras().units) {
    if (unit.sort != core::Unit::Sort::department) continue;
    EXPECT_TRUE(std::ranges::any_of(words, [&](const auto& one) {
      return one.second.unit == unit.key;
    })) << unit.key;
  }
}

struct Wrong {
  std::string_view old_part, new_part, said;
};

TEST(Declaration, tells_what_is_wrong_and_where) {
  const Wrong all[]{
      {"name     =", "nmae     =", R"(registry.toml:1: unknown key "nmae")"},
      {"\"undergraduate\",", "\"undergradaute\",", R"(did you mean "undergraduate"?)"},
      {"delivery = \"full\"", "delivery = \"all\"", "one of: full, delta"},
      {"silence  = \"lapsed\"\n", "", "does not say how what it leaves out ended"},
      {"delivery = \"full\"", "delivery = \"delta\"", "silence of a delta"},
      {"row_key  = [\"number\"]", "row_key  = []", "at least one"},
      {"\"2026-12-31\"", "\"12/31/2026\"", "one of: 31/12/2026, 2026-12-31, 46387"},
      {"/nowhere/", "nowhere/", "a path from the root"},
      {"\"utf-8\"", "\"latin1\"", "one of: utf-8, windows-1253, iso-8859-7"},
      {"[file]", "[fiel]", R"(unknown key "fiel")"},
      {"[facts]", "[post]\nkey_file = \"/k\"\n[facts]", "a second source"},
      {"birth  = {column = \"birth\"}\n", "", R"(missing key "birth" in [facts])"},
      {"afm    = {", "amf    = {", R"(did you mean "afm"?)"},
      {"width = 7", "pad = true", "pad without width"},
      {"U = \"undergraduate\"", "U = \"faculty\"", "one of \"kinds\" above"},
      {"left = \"lapsed\"", "left = \"gone\"", "one of: lapsed, graduation"},
      {"unit   = {column = \"unit\"}", "unit   = {constant = \"phisics\"}", "\"physics\""},
      {"unit   = {column = \"unit\"}", "unit   = {}", "neither a column nor a constant"},
      {"birth  = {column = \"birth\"}", "birth  = {column = \"birth\", width = 10}", "\"width\""},
      {"ends   = {column = \"ends\", nothing = [\"-\"]}\n", "", "ending without ends"},
      {"dates    = [\"31/12/2026\", \"2026-12-31\"]", "dates = \"2026-12-31\"", "a list of texts"},
  };
  for (const auto& [old_part, new_part, said] : all) {
    EXPECT_THAT(error_of(edited(small_registry, old_part, new_part)), HasSubstr(std::string{said}));
  }
}

TEST(Declaration, names_the_nearest_key_for_every_key_that_is_misspelt) {
  const Wrong all[]{
      {"name     =", "nmae     =", "name"},
      {"title    =", "titel    =", "title"},
      {"kinds    =", "kind     =", "kinds"},
      {"delivery =", "delivry  =", "delivery"},
      {"silence  =", "silense  =", "silence"},
      {"row_key  =", "row_keys =", "row_key"},
      {"dates    =", "date     =", "dates"},
      {"row_key  =", "reprot_to = [\"a@b\"]\nrow_key =", "report_to"},
      {"row_key  =", "dayly_at = \"05:30\"\nrow_key =", "daily_at"},
      {"row_key  =", "titel_case = true\nrow_key =", "title_case"},
      {"en = \"Student", "eng = \"Student", "en"},
      {"[file]", "[fiel]", "file"},
      {"path      =", "pth       =", "path"},
      {"encoding  =", "encodign  =", "encoding"},
      {"separator =", "seperator =", "separator"},
      {"[facts]", "[limit]\n[facts]", "limits"},
      {"[facts]", "[limits]\nending = 10\n[facts]", "endings"},
      {"birth  = {column", "brith  = {column", "birth"},
      {"ends   = {column", "endz   = {column", "ends"},
      {"{column = \"birth\"}", "{colum = \"birth\"}", "column"},
      {"unit   = {column = \"unit\"}", "unit   = {constnat = \"physics\"}", "constant"},
      {"width = 7", "widht = 7, pad = true", "width"},
      {"values = {U", "vales = {U", "values"},
      {"nothing = [\"-\"]", "nohting = [\"-\"]", "nothing"},
      {"{column = \"afm\"}", "{column = \"afm\", leave_out_wron = true}", "leave_out_wrong"},
  };
  for (const auto& [old_part, new_part, key] : all) {
    const auto error = error_of(edited(small_registry, old_part, new_part));
    EXPECT_THAT(error, HasSubstr("unknown "));
    EXPECT_THAT(error, HasSubstr("did you mean \"" + std::string{key} + "\"?"));
  }
}

TEST(Declaration, is_no_place_for_a_password) {
  const auto file = small_registry.find("[file]");
  const auto facts = small_registry.find("[facts]");
  const auto text = std::string{small_registry.substr(0, file)} +
                    "[query]\naddress = \"host=a password=secret\"\nsql = \"select 1\"\n" +
                    std::string{small_registry.substr(facts)};
  EXPECT_THAT(error_of(text), HasSubstr("without a password"));
}

}  // namespace
}  // namespace metroon::feed

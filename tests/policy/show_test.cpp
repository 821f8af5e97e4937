// The listings show every row and nothing that the policy does not say.
#include "policy/show.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "files.hpp"

namespace metroon::policy {
namespace {

using testing::HasSubstr;
using testing::Not;

boost::json::object shown(std::string_view file) {
  return boost::json::parse(show_json(load(file))).as_object();
}

const boost::json::object& row(const boost::json::object& all, std::string_view list,
                               std::string_view key) {
  for (const auto& item : all.at(list).as_array())
    if (item.at("key").as_string() == key) return item.as_object();
  throw std::runtime_error{"no row " + std::string{key}};
}

TEST(ShowJson, HasTheThreeListsInTheFilesOrder) {
  const auto all = shown("patras.toml");
  EXPECT_EQ(all.size(), 3U);
  EXPECT_EQ(all.at("realms").as_array().size(), 2U);
  EXPECT_EQ(all.at("affiliations").as_array().size(), 14U);
  EXPECT_EQ(all.at("services").as_array().size(), 12U);
  EXPECT_EQ(all.at("realms").at(0).at("name").as_string(), "upatras.gr");
}

TEST(ShowJson, RowHasAllItsData) {
  const auto all = shown("patras.toml");
  const auto& contractor = row(all, "affiliations", "contractor");
  EXPECT_EQ(contractor.at("name").at("el").as_string(), "Συμβασιούχος");
  EXPECT_EQ(contractor.at("realm").as_string(), "upatras.gr");
  EXPECT_EQ(contractor.at("lifetime"),
            boost::json::value({{"rule", "from activation"}, {"months", 24}, {"source", "C10"}}));
  EXPECT_EQ(contractor.at("joining_evidence").as_array().size(), 3U);
  EXPECT_EQ(contractor.at("renewal").as_array().size(), 2U);
  EXPECT_EQ(contractor.at("services").as_array().size(), 4U);
  EXPECT_EQ(contractor.at("source").as_string(), "A2, B3, B4, B5, D4c");
  const auto& faculty = row(all, "affiliations", "faculty");
  EXPECT_EQ(faculty.at("lifetime"), boost::json::value({{"rule", "for life"}, {"source", "C2"}}));
}

TEST(ShowJson, ServiceTellsForWhomItOpens) {
  const auto all = shown("patras.toml");
  const auto& alumni = row(all, "services", "alumni");
  EXPECT_EQ(alumni.at("access").as_array().size(), 3U);
  EXPECT_EQ(alumni.at("access").at(0), boost::json::value({{"open", false},
                                                           {"on", true},
                                                           {"keep", "after graduation"},
                                                           {"affiliation", "undergraduate"}}));
  EXPECT_EQ(row(all, "services", "vpn").at("software").at("delivery").as_string(), "vpn profile");
  EXPECT_TRUE(row(all, "services", "email").at("software").is_null());
}

TEST(ShowText, HasARowForEachThingInTheLanguageAskedFor) {
  const auto policy = load("patras.toml");
  const auto greek = show_text(policy, core::Language::el);
  const auto english = show_text(policy, core::Language::en);
  for (const auto& kind : policy.affiliations) {
    EXPECT_THAT(greek, HasSubstr(kind.name.el));
    EXPECT_THAT(english, HasSubstr(kind.name.en));
  }
  for (const auto& service : policy.services) EXPECT_THAT(english, HasSubstr(service.name.en));
  EXPECT_THAT(english, HasSubstr("24 months from activation"));
  EXPECT_THAT(english, HasSubstr(policy.hash));
  EXPECT_THAT(english, Not(HasSubstr("Συμβασιούχος")));
}

// Columns line up by letters, not by octets: every cell of the second column begins at one place.
TEST(ShowText, ColumnsLineUpInGreek) {
  const auto text = show_text(load("patras.toml"), core::Language::el);
  const auto first = text.find("name        title");
  ASSERT_NE(first, text.npos);
  EXPECT_THAT(text, HasSubstr("\nupatras.gr  Προσωπικό και συνεργάτες  A2; precedence ours\n"));
  EXPECT_THAT(text, HasSubstr("\nupnet.gr    Φοιτητές και φοιτήτριες   A2; precedence ours\n"));
}

}  // namespace
}  // namespace metroon::policy

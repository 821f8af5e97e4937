// Both institutions load; whatever is wrong in a file is told with its line, in one sentence.
#include "policy/load_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "files.hpp"
#include "policy/embedded.hpp"

namespace metroon::policy {
namespace {

using testing::HasSubstr;

TEST(LoadPolicy, PatrasHasTheRowsOfItsSource) {
  const auto policy = load("patras.toml");
  EXPECT_EQ(policy.affiliations.size(), 14U);
  EXPECT_EQ(policy.services.size(), 12U);
  ASSERT_EQ(policy.realms.size(), 2U);
  EXPECT_EQ(policy.realms[0].name, "upatras.gr");
  EXPECT_EQ(policy.institution.account_name.en, "Upnet ID");
  EXPECT_GE(policy.units.size(), 35U);
  EXPECT_EQ(policy.notices.days_before, (std::vector{60, 30, 7, 1}));
  EXPECT_EQ(policy.office.hours.weekdays, (std::vector{1U, 2U, 3U, 4U, 5U}));
  EXPECT_EQ(policy.office.hours.from_minute, 9U * 60);
  EXPECT_EQ(policy.office.hours.to_minute, 15U * 60);
}

// C1 to C11: which rule, how many months, and the line it stands on.
TEST(LoadPolicy, PatrasLifetimesCiteTheirLines) {
  const auto policy = load("patras.toml");
  const auto term = [&](std::string_view key) {
    return policy.affiliations[policy.kind_of(key).value()].term;
  };
  EXPECT_EQ(term("faculty").kind, core::Term::Kind::for_life);
  EXPECT_EQ(term("faculty").source, "C2");
  EXPECT_EQ(term("emeritus").source, "C3");
  EXPECT_EQ(term("lecturer-407-80").kind, core::Term::Kind::while_active);
  EXPECT_EQ(term("lecturer-407-80").source, "C6");
  for (const auto& [key, line] : {std::pair{"postdoc", "C8"},
                                  {"researcher", "C9"},
                                  {"contractor", "C10"},
                                  {"scientific-collaborator", "C11"}}) {
    EXPECT_EQ(term(key).kind, core::Term::Kind::from_activation) << key;
    EXPECT_EQ(term(key).length, std::chrono::months{24}) << key;
    EXPECT_EQ(term(key).source, line) << key;
  }
}

// B5, D4c.
TEST(LoadPolicy, PatrasContractorBringsTwoPapersAndMayRenewInTwoWays) {
  const auto policy = load("patras.toml");
  const auto& contractor = policy.affiliations[policy.kind_of("contractor").value()];
  const auto paper = [&](std::string_view key) { return policy.evidence_of(key).value(); };
  EXPECT_THAT(contractor.joining_evidence,
              testing::UnorderedElementsAre(paper("identity-document"), paper("solemn-declaration"),
                                            paper("status-certificate")));
  EXPECT_TRUE(policy.evidence[paper("identity-document")].identity);
  EXPECT_TRUE(policy.evidence[paper("solemn-declaration")].form);
  EXPECT_EQ(
      contractor.renewal_evidence,
      (std::vector<std::vector<core::EvidenceIndex>>{
          {paper("contract")}, {paper("supervisor-certificate"), paper("solemn-declaration")}}));
  EXPECT_TRUE(contractor.needs_supervisor);
  EXPECT_TRUE(contractor.needs_period);
}

// B1: every service that an undergraduate gets is on, except the e-secretariat.
TEST(LoadPolicy, PatrasUndergraduateStartsWithAllButTheSecretariat) {
  const auto policy = load("patras.toml");
  const auto kind = policy.kind_of("undergraduate").value();
  EXPECT_EQ(policy.affiliations[kind].joining, core::Joining::secretariat);
  for (core::ServiceIndex service = 0; service < policy.services.size(); ++service)
    EXPECT_EQ(
        policy.entitlement(kind, service).on,
        policy.services[service].key != "e-secretariat" && policy.services[service].key != "spss")
        << policy.services[service].key;
}

// A4.
TEST(LoadPolicy, PatrasSharesMailAndListsOnly) {
  std::set<std::string> shared;
  const auto policy = load("patras.toml");
  for (const auto& service : policy.services)
    if (service.shared) shared.insert(service.key);
  EXPECT_EQ(shared, (std::set<std::string>{"email", "lists"}));
  for (const auto& kind : policy.affiliations)
    EXPECT_EQ(kind.owns_shared, kind.key == "faculty") << kind.key;
}

TEST(LoadPolicy, LevelsAreOrderedAsWritten) {
  const auto policy = load("patras.toml");
  const auto lists = policy.service_of("lists").value();
  EXPECT_EQ(policy.entitlement(policy.kind_of("undergraduate").value(), lists).level, 0);
  EXPECT_EQ(policy.entitlement(policy.kind_of("faculty").value(), lists).level, 1);
}

TEST(LoadPolicy, AnotherInstitutionIsAnotherFile) {
  const auto policy = load("example.toml");
  EXPECT_EQ(policy.realms.size(), 3U);
  EXPECT_EQ(policy.affiliations[policy.kind_of("player").value()].term.length,
            std::chrono::months{18});
  EXPECT_TRUE(std::ranges::none_of(policy.evidence, &core::Evidence::identity));
  EXPECT_FALSE(policy.kind_of("undergraduate"));
  EXPECT_FALSE(policy.service_of("email"));
}

TEST(LoadPolicy, EmbeddedCopiesAreTheFiles) {
  for (const std::string_view name : {"patras.toml", "example.toml"}) {
    const auto bytes = embedded_file(name);
    ASSERT_TRUE(bytes) << name;
    EXPECT_EQ(*bytes, policy_file(name)) << name;
    EXPECT_TRUE(load_policy(*bytes, name)) << name;
  }
  EXPECT_FALSE(embedded_file("nowhere.toml"));
}

TEST(LoadPolicy, HashChangesWithAnyOctet) {
  const auto text = policy_file("example.toml");
  const auto one = load_policy(text, "a");
  const auto other = load_policy(text + "\n", "a");
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->hash.size(), 64U);
  EXPECT_EQ(one->hash.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(one->hash, other->hash);
}

TEST(LoadPolicy, ErrorIsOneClearLine) {
  const auto text =
      edited(policy_file("patras.toml"),
             R"(lifetime         = {rule = "from activation", months = 24, source = "C8"})",
             R"(lifetme          = {rule = "from activation", months = 24, source = "C8"})");
  const auto policy = load_policy(text, "policy/patras.toml");
  ASSERT_FALSE(policy);
  EXPECT_EQ(to_text(policy.error()),
            "policy/patras.toml:" + std::to_string(line_of(text, "lifetme")) +
                ": unknown key \"lifetme\" in [[affiliation]] \"postdoc\"; expected one of: key, "
                "name, hint, realm, eduperson, student, joining, joining_evidence, renewal, "
                "lifetime, needs_supervisor, needs_period, supervises, owns_shared, source; did "
                "you mean \"lifetime\"?");
}

TEST(LoadPolicy, FirstErrorOfTheFileIsTold) {
  auto text = edited(policy_file("patras.toml"), "days_before  = [60", "days_before  = [6");
  text = edited(text, "time_zone     = \"Europe/Athens\"", "time_zone     = \"Athens\"");
  const auto policy = load_policy(text, "p");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().line, line_of(text, "\"Athens\""));
}

// A misspelt key of a row is the error, not that nobody finds the row.
TEST(LoadPolicy, WrongKeyOfARowIsNotToldAsUnknownReference) {
  const auto text = edited(policy_file("example.toml"), "key              = \"patron\"",
                           "key              = \"Patron\"");
  const auto moved =
      text.substr(text.find("[[service]]")) + text.substr(0, text.find("[[service]]"));
  const auto policy = load_policy(moved, "p");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().line, line_of(moved, "\"Patron\""));
}

TEST(LoadPolicy, WrongNameOfATableIsNotToldAsUnknownReference) {
  const auto text =
      edited(policy_file("example.toml"), "[[affiliation]]\nkey              = \"patron\"",
             "[[affilation]]\nkey              = \"patron\"");
  const auto moved =
      text.substr(text.find("[[service]]")) + text.substr(0, text.find("[[service]]"));
  const auto policy = load_policy(moved, "p");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().line, line_of(moved, "[[affilation]]")) << to_text(policy.error());
}

TEST(LoadPolicy, NeverTalksBackMoreThanALine) {
  const auto text = edited(policy_file("example.toml"), "\"statutes § 1\"",
                           "\"a\\nb" + std::string(5000, 'x') + "\"");
  const auto policy = load_policy(text, "p");
  ASSERT_FALSE(policy);
  EXPECT_EQ(to_text(policy.error()).find('\n'), std::string::npos);
  EXPECT_LT(to_text(policy.error()).size(), 400U);
}

TEST(LoadPolicy, MoreServicesThanADecisionHoldsAreRefused) {
  auto text = policy_file("example.toml");
  const auto first = line_of(text, "key    = \"gallery\"");
  const auto have = load("example.toml").services.size();
  for (auto count = have; count <= core::max_services; ++count)
    text += "[[service]]\nkey = \"extra-" + std::to_string(count) +
            "\"\nname = {el = \"α\", en = \"a\"}\nabout = {el = \"α\", en = \"a\"}\n"
            "access = [{for = [\"patron\"], on = true, source = \"s\"}]\nsource = \"s\"\n";
  const auto policy = load_policy(text, "p");
  ASSERT_FALSE(policy);
  EXPECT_GT(policy.error().line, first);
  EXPECT_EQ(policy.error().problem, PolicyProblem::too_many);
  EXPECT_THAT(to_text(policy.error()),
              testing::AllOf(HasSubstr("33 services in"), HasSubstr("; expected at most 32")));
}

TEST(LoadPolicy, MegabytesAreRefusedUnread) {
  const auto policy = load_policy(std::string(1'000'001, '#'), "p");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().problem, PolicyProblem::too_large);
}

}  // namespace
}  // namespace metroon::policy

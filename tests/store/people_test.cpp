#include "store/conformance.hpp"

namespace metroon::store {
namespace {

using app::Ports;

core::Affiliation contract(std::int64_t id) {
  return {.id = {id},
          .kind = support::contractor,
          .unit = "chemistry",
          .from = today,
          .ends = today + std::chrono::days{90},
          .ending = core::Ending::lapsed,
          .head_of_unit = false,
          .asserted_by = "application 1"};
}

core::Affiliation studies(std::int64_t id) {
  return {.id = {id},
          .kind = support::undergraduate,
          .unit = "",
          .from = today - std::chrono::days{900},
          .ends = today,
          .ending = core::Ending::graduation,
          .head_of_unit = true,
          .asserted_by = "registry students"};
}

TEST_P(Conformance, APersonComesBackAsTheyWere) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.insert(nikos());
  });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.people.find({77}), maria());
    EXPECT_EQ(ports.people.find({78}), nikos());
    EXPECT_EQ(ports.people.find({79}), std::nullopt);
  });
}

TEST_P(Conformance, OfTwoCorrectionsTheSecondIsTold) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  auto first = maria();
  first.names.last = "Παππά";
  first.identifiers.amka.clear();
  auto second = maria();
  second.contact.phone = "";
  EXPECT_TRUE(store->write([&](Ports& ports) { return ports.people.update(first); }));
  EXPECT_FALSE(store->write([&](Ports& ports) { return ports.people.update(second); }));
  first.version = 2;
  EXPECT_EQ(store->read([](Ports& ports) { return ports.people.find({77}); }), first);
}

TEST_P(Conformance, WhoeverIsAlikeIsFoundForManyAtOnceAsForOne) {
  std::vector<core::Person> people;
  for (std::int64_t id = 100; id < 400; ++id) {
    auto one = id % 3 == 0 ? maria(id) : nikos(id);
    one.names.last += id % 7 == 0 ? "ς" : "";
    one.birth += std::chrono::days{id % 5};
    one.identifiers.afm = id % 2 == 0 ? "" : "00" + std::to_string(id % 11);
    people.push_back(std::move(one));
  }
  store->write([&](Ports& ports) { ports.people.insert(people); });
  std::vector<core::Likeness> sought;
  for (const auto& one : people) sought.push_back({one.names, one.birth, one.identifiers});
  sought.push_back({{"Nobody", "Atall", "", "", ""}, today, {}});
  for (int round = 0; round < 2; ++round) {
    const auto at_once =
        store->write([&](Ports& ports) { return ports.people.alike_to_each(sought); });
    ASSERT_EQ(at_once.size(), sought.size());
    store->read([&](Ports& ports) {
      for (std::size_t at = 0; at < sought.size(); at += 13)
        EXPECT_EQ(at_once[at], ports.people.alike(sought[at]));
    });
    EXPECT_TRUE(at_once.back().empty());
    EXPECT_FALSE(at_once.front().empty());
  }
}

TEST_P(Conformance, PeopleAreFoundTogetherAndWhoIsNotThereIsLeftOut) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  const std::array ids{core::PersonId{77}, core::PersonId{78}};
  const auto found = store->read([&](Ports& ports) { return ports.people.find_all(ids); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front(), maria());
}

TEST_P(Conformance, AlikePeopleShareAnIdentifierOrNamesAndBirth) {
  auto other_names = nikos(80);
  other_names.identifiers = {core::IdentityDocument::identity_card, "", "", "04039012345"};
  auto latin_only = maria(81);
  latin_only.names = {"MARIA", "PAPADOPOULOU", "", "", ""};
  latin_only.identifiers = {};
  auto namesake = maria(82);
  namesake.birth += std::chrono::days{1};
  namesake.identifiers = {};
  store->write([&](Ports& ports) {
    for (const auto& one : {nikos(), other_names, latin_only, namesake}) ports.people.insert(one);
  });
  const auto it = maria();
  const auto found = store->read(
      [&](Ports& ports) { return ports.people.alike({it.names, it.birth, it.identifiers}); });
  EXPECT_EQ(found, (std::vector{other_names, latin_only}));
}

TEST_P(Conformance, AkinNamesAreFoundAloneAndAmongMany) {
  auto usual = nikos(80);
  usual.names = {"Γιώργος", "Ράπτης", "", "", ""};
  auto latin = nikos(81);
  latin.names = {"Γεράσιμος", "Άλλος", "", "Giorgos", "Raptis"};
  auto another_day = usual;
  another_day.id = {82};
  another_day.birth += std::chrono::days{1};
  store->write([&](Ports& ports) {
    for (auto* one : {&usual, &latin, &another_day}) {
      one->identifiers = {};
      ports.people.insert(*one);
    }
  });
  const std::vector<core::Likeness> sought{
      {{"Γεώργιος", "Ράπτης", "", "", ""}, usual.birth, {}},
      {{"Γεώργιος", "Ραπτάκης", "", "", ""}, usual.birth, {}},
      {{"Γιώργος Νικόλαος", "Ράπτης", "", "Georgios", "Raptis"}, usual.birth, {}}};
  const auto found = store->write([&](Ports& ports) { return ports.people.alike_to_each(sought); });
  EXPECT_EQ(found, (std::vector<std::vector<core::Person>>{{usual, latin}, {}, {usual, latin}}));
  store->read([&](Ports& ports) {
    for (std::size_t at = 0; at < sought.size(); ++at)
      EXPECT_EQ(ports.people.alike(sought[at]), found[at]);
  });
}

TEST_P(Conformance, MissingIdentifiersAndNamesAreNothingInCommon) {
  auto bare = maria();
  bare.names = {};
  bare.identifiers = {};
  store->write([&](Ports& ports) { ports.people.insert(bare); });
  EXPECT_TRUE(
      store->read([&](Ports& ports) { return ports.people.alike({{}, bare.birth, {}}); }).empty());
}

TEST_P(Conformance, PeopleAreFoundByNamesUsernameAndTrackingNumber) {
  auto approved = application(1, core::Stage::approved);
  approved.person = {77};
  store->write([&](Ports& ports) {
    ports.people.insert(maria());
    ports.people.insert(nikos());
    ports.accounts.insert(personal({78}, 9, "ngkikas"));
    ports.applications.insert(approved);
  });
  store->read([](Ports& ports) {
    const auto found = [&](std::string_view text) {
      std::vector<std::int64_t> ids;
      for (const auto& row : ports.people.search(text, 10)) ids.push_back(row.id.value);
      return ids;
    };
    const std::vector<std::int64_t> both{78, 77}, first{77}, second{78}, none{};
    EXPECT_EQ(found("παπα"), first);
    EXPECT_EQ(found("Μαρία ΠΑΠΑΔΟΠΟΥΛΟΥ"), first);
    EXPECT_EQ(found("papadopoulou maria"), first);
    EXPECT_EQ(found("νικος"), second);
    EXPECT_EQ(found("Ngkikas"), second);
    EXPECT_EQ(found("track-1"), first);
    EXPECT_EQ(found("μαρια νικος"), none);
    EXPECT_EQ(found("%"), none);
    EXPECT_EQ(found(""), none);
    EXPECT_EQ(found("\"'\\"), none);
    const auto row = ports.people.search("gkikas", 10).at(0);
    EXPECT_EQ(row.username, "ngkikas");
    EXPECT_EQ(row.first, "Νίκος");
    EXPECT_EQ(row.birth, nikos().birth);
  });
}

TEST_P(Conformance, ASearchGivesNoMoreThanAskedForInTheOrderOfNames) {
  store->write([](Ports& ports) {
    auto accented = maria(1);
    accented.names = {"Άννα", "Άλφα", "", "", ""};
    auto plain = maria(2);
    plain.names = {"Άννα", "Βήτα", "", "", ""};
    ports.people.insert(plain);
    ports.people.insert(accented);
  });
  store->read([](Ports& ports) {
    const auto rows = ports.people.search("αννα", 10);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].last, "Άλφα");
    EXPECT_EQ(ports.people.search("αννα", 1).size(), 1U);
  });
}

TEST_P(Conformance, ACorrectedNameIsFoundAndTheOldOneIsNot) {
  store->write([](Ports& ports) { ports.people.insert(maria()); });
  auto corrected = maria();
  corrected.names.last = "Ιωάννου";
  corrected.names.last_latin = "Ioannou";
  store->write([&](Ports& ports) { EXPECT_TRUE(ports.people.update(corrected)); });
  store->read([](Ports& ports) {
    EXPECT_EQ(ports.people.search("ιωαννου", 10).size(), 1U);
    EXPECT_TRUE(ports.people.search("παπαδοπουλου", 10).empty());
  });
}

TEST_P(Conformance, ADossierHoldsEverythingThatTheRulesLookAt) {
  core::Dossier expected;
  expected.person = {77};
  expected.affiliations = {contract(1), studies(2)};
  expected.holds = {{today, {}, {}, "claim", "office"},
                    {today, today + std::chrono::days{9}, {2}, "illness", "office"}};
  const auto named = core::ServiceSet{}.set(support::email).set(support::wifi);
  expected.notices = {{today, 30, {}}, {today, 30, today}, {today, 7, today, named}};
  auto record = personal({77}, 9, "maria");
  record.account.addresses.push_back({"m.papadopoulou", support::student_realm});
  record.account.proof = today;
  record.account.activated = today + std::chrono::days{1};
  record.account.suspended = core::Suspension{today, "stolen"};
  record.account.closed = today + std::chrono::days{2};
  expected.account = record.account;
  expected.choices = {{support::email, true}, {support::wifi, false}};
  store->write([&](Ports& ports) {
    ports.people.insert(maria());
    for (const auto& one : expected.affiliations) ports.people.add_affiliation({77}, one);
    for (const auto& one : expected.holds) ports.people.add_hold({77}, one);
    for (const auto& one : expected.notices) ports.people.add_notice({77}, one);
    ports.accounts.insert(record);
    for (const auto& one : expected.choices) ports.accounts.set_choice({9}, one.service, one.on);
  });
  const std::vector ids{core::PersonId{77}};
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.people.dossiers(ids), std::vector{expected});
    EXPECT_EQ(ports.people.dossiers_after({}, 9), std::vector{expected});
  });
}

TEST_P(Conformance, DossiersComeInTheOrderAskedFor) {
  store->write([](Ports& ports) {
    for (std::int64_t id = 1; id <= 50; ++id) {
      ports.people.insert(maria(id));
      ports.people.add_affiliation({id}, contract(1000 + id));
    }
  });
  std::vector<core::PersonId> ids;
  for (std::int64_t id = 50; id >= 1; --id) ids.push_back({id});
  ids.push_back({50});
  const auto dossiers = store->read([&](Ports& ports) { return ports.people.dossiers(ids); });
  ASSERT_EQ(dossiers.size(), ids.size());
  for (std::size_t index = 0; index < ids.size(); ++index) {
    EXPECT_EQ(dossiers[index].person, ids[index]);
    EXPECT_EQ(dossiers[index].affiliations, std::vector{contract(1000 + ids[index].value)});
  }
  EXPECT_TRUE(store->read([](Ports& ports) { return ports.people.dossiers({}); }).empty());
}

TEST_P(Conformance, TheDossierOfNobodyIsAFault) {
  const std::vector ids{core::PersonId{404}};
  EXPECT_THROW(store->read([&](Ports& ports) { (void)ports.people.dossiers(ids); }), DatabaseError);
}

TEST_P(Conformance, EverybodyIsWalkedInPages) {
  store->write([](Ports& ports) {
    for (const std::int64_t id : {5, 3, 9}) {
      ports.people.insert(maria(id));
      ports.people.add_affiliation({id}, contract(1000 + id));
    }
  });
  store->read([](Ports& ports) {
    const std::vector<core::PersonId> first{{3}, {5}}, last{{9}};
    EXPECT_EQ(ports.people.dossiers_after({}, 2), ports.people.dossiers(first));
    EXPECT_EQ(ports.people.dossiers_after({5}, 2), ports.people.dossiers(last));
    EXPECT_TRUE(ports.people.dossiers_after({9}, 2).empty());
  });
}

// The rules changed overnight and forgot something that people hold.
TEST_P(Conformance, AKeyThatThePolicyDoesNotHaveIsNamed) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliation({77}, contract(1));
  });
  policy.affiliations[support::contractor].key = "freelancer";
  try {
    const std::vector ids{core::PersonId{77}};
    store->read([&](Ports& ports) { (void)ports.people.dossiers(ids); });
    ADD_FAILURE() << "an affiliation of no known kind was read";
  } catch (const DatabaseError& error) {
    EXPECT_NE(std::string{error.what()}.find("contractor"), std::string::npos) << error.what();
  }
}

TEST_P(Conformance, APolicyInAnotherOrderReadsTheSameFacts) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.add_affiliation({77}, contract(1));
  });
  std::swap(policy.affiliations[support::contractor], policy.affiliations[support::faculty]);
  const std::vector ids{core::PersonId{77}};
  const auto dossier = store->read([&](Ports& ports) { return ports.people.dossiers(ids)[0]; });
  EXPECT_EQ(dossier.affiliations.at(0).kind, support::faculty);
}

}  // namespace
}  // namespace metroon::store

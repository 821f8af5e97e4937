#include "store/conformance.hpp"

namespace metroon::store {
namespace {

using app::Ports;
using core::Stage;

core::DocumentInfo paper(std::int64_t id, const std::string& evidence) {
  return {.id = {id},
          .evidence = evidence,
          .file_name = "δήλωση.pdf",
          .media_type = "application/pdf",
          .size = 5,
          .received = noon};
}

TEST_P(Conformance, AnApplicationComesBackAsItWas) {
  auto given = application(1, Stage::submitted);
  store->write([&](Ports& ports) {
    ports.applications.insert(given);
    ports.documents.insert({1}, paper(11, "declaration"), "%PDF-");
    ports.documents.insert({1}, paper(12, "certificate"), "%PDF-");
  });
  given.documents = {paper(11, "declaration"), paper(12, "certificate")};
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.applications.find({1}), given);
    EXPECT_EQ(ports.applications.find_number(given.number), given);
    EXPECT_EQ(ports.applications.find({2}), std::nullopt);
    EXPECT_EQ(ports.applications.find_number("NOBODYS"), std::nullopt);
  });
}

TEST_P(Conformance, AnEmptyDraftComesBackAsItWas) {
  core::Application bare;
  bare.id = {1};
  store->write([&](Ports& ports) { ports.applications.insert(bare); });
  EXPECT_EQ(store->read([](Ports& ports) { return ports.applications.find({1}); }), bare);
}

TEST_P(Conformance, OfTwoOfficersTheSecondIsTold) {
  store->write([](Ports& ports) { ports.applications.insert(application(1, Stage::submitted)); });
  const auto seen = [&] {
    return store->read([](Ports& ports) { return ports.applications.find({1}).value(); });
  };
  auto first = seen();
  auto second = seen();
  first.stage = Stage::rejected;
  first.office_message = "first";
  second.stage = Stage::needs_more;
  EXPECT_TRUE(store->write([&](Ports& ports) { return ports.applications.update(first); }));
  EXPECT_FALSE(store->write([&](Ports& ports) { return ports.applications.update(second); }));
  EXPECT_EQ(seen().office_message, "first");
  EXPECT_EQ(seen().version, 2);
}

TEST_P(Conformance, AnUpdateWritesAllButTheDocuments) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 9, "maria"));
    ports.applications.insert(application(1, Stage::submitted));
    ports.documents.insert({1}, paper(11, "declaration"), "%PDF-");
  });
  auto changed = application(1, Stage::approved);
  changed.names = nikos().names;
  changed.identifiers = nikos().identifiers;
  changed.contact = nikos().contact;
  changed.birth = nikos().birth;
  changed.period.reset();
  changed.supervisor.reset();
  changed.person = {77};
  changed.account = {9};
  changed.changed = noon + 1h;
  store->write([&](Ports& ports) { EXPECT_TRUE(ports.applications.update(changed)); });
  changed.version = 2;
  changed.documents = {paper(11, "declaration")};
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.applications.find({1}), changed);
    EXPECT_EQ(ports.applications.of_account({9}), changed);
    EXPECT_EQ(ports.applications.of_account({10}), std::nullopt);
  });
}

TEST_P(Conformance, WhatWaitsToBeCollectedForAnAccountIsTheApprovedAndTheHandedOver) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.accounts.insert(personal({77}, 9, "maria"));
    std::int64_t id = 0;
    for (const auto stage :
         {Stage::handed_over, Stage::activated, Stage::approved, Stage::rejected}) {
      auto one = application(++id, stage);
      one.account = {9};
      ports.applications.insert(one);
    }
    ports.applications.insert(application(5, Stage::approved));
  });
  store->read([](Ports& ports) {
    const auto waiting = ports.applications.waiting_of_account({9});
    ASSERT_EQ(waiting.size(), 2U);
    EXPECT_EQ(waiting[0].id.value, 1);
    EXPECT_EQ(waiting[1].id.value, 3);
    EXPECT_TRUE(ports.applications.waiting_of_account({10}).empty());
  });
}

TEST_P(Conformance, TheQueueShowsStagesOldestSubmissionFirst) {
  store->write([](Ports& ports) {
    for (const std::int64_t id : {3, 1, 2})
      ports.applications.insert(application(id, Stage::submitted));
    ports.applications.insert(application(4, Stage::needs_more));
    ports.applications.insert(application(5, Stage::rejected));
    ports.applications.insert(application(6, Stage::draft));
  });
  store->read([](Ports& ports) {
    const std::vector open{Stage::submitted, Stage::needs_more};
    const auto ids = [&](std::size_t limit, std::size_t offset) {
      std::vector<std::int64_t> found;
      for (const auto& row : ports.applications.queue(open, "", limit, offset))
        found.push_back(row.id.value);
      return found;
    };
    EXPECT_EQ(ids(10, 0), (std::vector<std::int64_t>{1, 2, 3, 4}));
    EXPECT_EQ(ids(2, 1), (std::vector<std::int64_t>{2, 3}));
    const auto row = ports.applications.queue(open, "", 1, 0).at(0);
    EXPECT_EQ(row.number, "TRACK1");
    EXPECT_EQ(row.last, "Παπαδοπούλου");
    EXPECT_EQ(row.unit, "chemistry");
    EXPECT_EQ(row.submitted, noon + 1s);
    EXPECT_TRUE(ports.applications.queue({}, "", 10, 0).empty());
  });
}

TEST_P(Conformance, TheQueueIsSearchedByNumberAndNamesInAnyAlphabet) {
  auto other = application(2, Stage::submitted);
  other.names = nikos().names;
  store->write([&](Ports& ports) {
    ports.applications.insert(application(1, Stage::submitted));
    ports.applications.insert(other);
  });
  store->read([](Ports& ports) {
    const auto found = [&](std::string_view text) {
      std::vector<std::int64_t> ids;
      for (const auto& row : ports.applications.queue(std::vector{Stage::submitted}, text, 10, 0))
        ids.push_back(row.id.value);
      return ids;
    };
    const std::vector<std::int64_t> first{1}, second{2}, none{};
    EXPECT_EQ(found("ΠΑΠΑΔ"), first);
    EXPECT_EQ(found("papadop mar"), first);
    EXPECT_EQ(found("γκικασ"), second);
    EXPECT_EQ(found("Gkik"), second);
    EXPECT_EQ(found("track-2"), second);
    EXPECT_EQ(found("μαρια γκικας"), none);
    EXPECT_EQ(found("%"), none);
    EXPECT_EQ(found("_"), none);
  });
}

TEST_P(Conformance, AChangedNameIsFoundAndTheOldOneIsNot) {
  store->write([](Ports& ports) { ports.applications.insert(application(1, Stage::submitted)); });
  auto changed = application(1, Stage::submitted);
  changed.names = nikos().names;
  store->write([&](Ports& ports) { EXPECT_TRUE(ports.applications.update(changed)); });
  store->read([](Ports& ports) {
    const std::vector stages{Stage::submitted};
    EXPECT_EQ(ports.applications.queue(stages, "γκικας", 10, 0).size(), 1U);
    EXPECT_TRUE(ports.applications.queue(stages, "παπαδοπουλου", 10, 0).empty());
  });
}

TEST_P(Conformance, EveryStageIsCounted) {
  store->write([](Ports& ports) {
    ports.applications.insert(application(1, Stage::submitted));
    ports.applications.insert(application(2, Stage::submitted));
    ports.applications.insert(application(3, Stage::draft));
  });
  std::vector<std::size_t> expected(core::stage_count, 0);
  expected[static_cast<std::size_t>(Stage::submitted)] = 2;
  expected[static_cast<std::size_t>(Stage::draft)] = 1;
  EXPECT_EQ(store->read([](Ports& ports) { return ports.applications.count_by_stage(); }),
            expected);
}

TEST_P(Conformance, AlikeApplicationsShareAnIdentifierOrNamesAndBirth) {
  auto by_afm = application(2, Stage::submitted);
  by_afm.names = nikos().names;
  by_afm.birth = nikos().birth;
  by_afm.identifiers = {core::IdentityDocument::identity_card, "X1", "094259216", ""};
  auto by_names = application(3, Stage::withdrawn);
  by_names.names = {"PAPADOPOULOU", "MARIA", "", "", ""};
  by_names.identifiers = {};
  auto by_birth_alone = by_names;
  by_birth_alone.id = {4};
  by_birth_alone.number = "TRACK4";
  by_birth_alone.names = nikos().names;
  store->write([&](Ports& ports) {
    ports.applications.insert(application(1, Stage::submitted));
    ports.applications.insert(by_afm);
    ports.applications.insert(by_names);
    ports.applications.insert(by_birth_alone);
    ports.applications.insert(application(5, Stage::draft));
  });
  const auto it = maria();
  const auto found = store->read([&](Ports& ports) {
    return ports.applications.alike({it.names, it.birth, it.identifiers}, {1});
  });
  EXPECT_EQ(found, (std::vector{by_afm, by_names}));
}

TEST_P(Conformance, StaleAreOldDraftsAndUnconfirmedOnes) {
  auto fresh_draft = application(2, Stage::draft);
  fresh_draft.created = noon + 2h;
  auto old_unconfirmed = application(3, Stage::unconfirmed);
  old_unconfirmed.submitted = noon;
  auto fresh_unconfirmed = application(4, Stage::unconfirmed);
  fresh_unconfirmed.submitted = noon + 2h;
  store->write([&](Ports& ports) {
    ports.applications.insert(application(1, Stage::draft));
    ports.applications.insert(fresh_draft);
    ports.applications.insert(old_unconfirmed);
    ports.applications.insert(fresh_unconfirmed);
    ports.applications.insert(application(5, Stage::submitted));
  });
  store->read([](Ports& ports) {
    const auto stale = ports.applications.stale(noon + 1h, noon + 1h, 10);
    ASSERT_EQ(stale.size(), 2U);
    EXPECT_EQ(stale[0].id, core::ApplicationId{1});
    EXPECT_EQ(stale[1].id, core::ApplicationId{3});
    EXPECT_EQ(ports.applications.stale(noon + 1h, noon + 1h, 1).size(), 1U);
  });
}

TEST_P(Conformance, ARemovedDraftTakesItsDocumentsAlong) {
  store->write([](Ports& ports) {
    ports.applications.insert(application(1, Stage::draft));
    ports.documents.insert({1}, paper(11, "declaration"), "%PDF-");
  });
  store->write([](Ports& ports) { ports.applications.remove_draft({1}); });
  store->read([](Ports& ports) {
    EXPECT_FALSE(ports.applications.find({1}));
    EXPECT_FALSE(ports.documents.contents({1}, {11}));
  });
}

TEST_P(Conformance, OnlyADraftCanBeRemoved) {
  store->write([](Ports& ports) { ports.applications.insert(application(1, Stage::submitted)); });
  EXPECT_THROW(store->write([](Ports& ports) { ports.applications.remove_draft({1}); }),
               DatabaseError);
  EXPECT_TRUE(store->read([](Ports& ports) { return ports.applications.find({1}); }));
}

TEST_P(Conformance, DocumentsKeepEveryOctetAndBelongToTheirApplication) {
  std::string octets;
  for (int octet = 0; octet < 256; ++octet) octets += static_cast<char>(octet);
  store->write([&](Ports& ports) {
    ports.applications.insert(application(1, Stage::submitted));
    ports.applications.insert(application(2, Stage::submitted));
    ports.documents.insert({1}, paper(11, "declaration"), octets);
    ports.documents.insert({1}, paper(12, "declaration"), "");
  });
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.documents.contents({1}, {11}), octets);
    EXPECT_EQ(ports.documents.contents({1}, {12}), "");
    EXPECT_EQ(ports.documents.contents({2}, {11}), std::nullopt);
  });
  store->write([](Ports& ports) {
    ports.documents.remove({2}, {11});
    ports.documents.remove({1}, {12});
  });
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.documents.contents({1}, {11}), octets);
    EXPECT_EQ(ports.documents.contents({1}, {12}), std::nullopt);
  });
}

}  // namespace
}  // namespace metroon::store

#include "store/conformance.hpp"

namespace metroon::store {
namespace {

using app::Ports;
using core::ClaimStage;

core::Claim claim(std::int64_t id, ClaimStage stage = ClaimStage::submitted) {
  core::Claim made;
  made.id = {id};
  made.number = "CLAIM" + std::to_string(id);
  made.person = {77};
  made.stage = stage;
  made.kind = "postdoc";
  made.unit = "chemistry";
  made.until = today;
  made.text = "Είμαι εδώ";
  made.created = noon + std::chrono::seconds{id};
  made.changed = noon + 5s;
  return made;
}

app::ArrivedMail arrived(std::int64_t id, std::int64_t uid) {
  app::ArrivedMail made;
  made.id = {id};
  made.mailbox = "imap://mail/INBOX";
  made.uid_validity = 7;
  made.uid = uid;
  made.sender = "eleni@example.edu";
  made.subject = "Βεβαίωση";
  made.arrived = noon;
  made.authentication = core::MailAuthentication::pass;
  made.manner = core::MailManner::not_to_us;
  made.dated = noon - 1s;
  made.text = "κείμενο";
  made.attachments = {{"a.pdf", "application/pdf", 4, core::SignatureCheck::valid, "Eleni",
                       "eleni@example.edu", "Αρχή", made.arrived, true}};
  return made;
}

class ClaimRows : public Conformance {
 protected:
  void SetUp() override {
    store->write([](Ports& ports) { ports.people.insert(maria()); });
  }
};
INSTANTIATE_TEST_SUITE_P(On, ClaimRows, testing::Values(On::memory, On::file, On::postgresql));

TEST_P(ClaimRows, AClaimComesBackAsItWas) {
  auto made = claim(1);
  const core::DocumentInfo paper{{5}, "certificate", "α.pdf", "application/pdf", 3, noon};
  store->write([&](Ports& ports) {
    ports.claims.insert(made);
    ports.claims.add_document(made.id, paper, "PDF");
    ports.claims.add_letter(made.id, {9});
  });
  made.documents = {paper};
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.claims.find(made.id), made);
    EXPECT_EQ(ports.claims.find_number(made.number), made);
    EXPECT_EQ(ports.claims.of_person({77}), std::vector{made});
    EXPECT_EQ(ports.claims.contents(made.id, {5}), "PDF");
    EXPECT_EQ(ports.claims.of_letter({9}), made.id);
    EXPECT_FALSE(ports.claims.of_letter({10}));
  });
}

TEST_P(ClaimRows, AnUpdateOfAnotherVersionChangesNothing) {
  auto made = claim(1);
  store->write([&](Ports& ports) {
    ports.claims.insert(made);
    made.stage = ClaimStage::refused;
    EXPECT_TRUE(ports.claims.update(made));
    made.stage = ClaimStage::approved;
    EXPECT_FALSE(ports.claims.update(made));
  });
  const std::array refused{ClaimStage::refused};
  store->read([&](Ports& ports) {
    EXPECT_EQ(ports.claims.queue(refused, 10, 0).size(), 1U);
    EXPECT_EQ(ports.claims.count_by_stage(), (std::vector<std::size_t>{0, 0, 0, 1, 0}));
  });
}

TEST_P(ClaimRows, AMailOfTheServerIsThereOnce) {
  const std::vector<app::Bytes> contents{"%PDF"};
  store->write([&](Ports& ports) {
    EXPECT_TRUE(ports.arrived_mails.insert(arrived(1, 11), contents));
    EXPECT_FALSE(ports.arrived_mails.insert(arrived(2, 11), contents));
    ports.arrived_mails.set_position("imap://mail/INBOX", {7, 11});
    ports.arrived_mails.set_position("imap://mail/INBOX", {7, 12, 13, 2});
    ports.claims.insert(claim(1));
  });
  store->write([&](Ports& ports) {
    EXPECT_EQ(ports.arrived_mails.position("imap://mail/INBOX"),
              (app::MailboxPosition{7, 12, 13, 2}));
    EXPECT_FALSE(ports.arrived_mails.position("imap://other/INBOX"));
    auto unfiled = ports.arrived_mails.unfiled({}, 10, 0);
    ASSERT_EQ(unfiled.size(), 1U);
    EXPECT_EQ(unfiled[0].manner, core::MailManner::not_to_us);
    EXPECT_EQ(unfiled[0].dated, noon - 1s);
    EXPECT_EQ(unfiled[0].text, "κείμενο");
    ASSERT_EQ(unfiled[0].attachments.size(), 1U);
    EXPECT_EQ(unfiled[0].attachments[0].signer, "Eleni");
    EXPECT_EQ(unfiled[0].attachments[0].signer_mail, "eleni@example.edu");
    EXPECT_EQ(unfiled[0].attachments[0].issuer, "Αρχή");
    EXPECT_EQ(unfiled[0].attachments[0].signed_at, unfiled[0].arrived);
    EXPECT_TRUE(unfiled[0].attachments[0].in_text);
    EXPECT_EQ(ports.arrived_mails.contents({1}, 0), "%PDF");
    unfiled[0].claim = {1};
    EXPECT_TRUE(ports.arrived_mails.file(unfiled[0]));
    EXPECT_FALSE(ports.arrived_mails.file(unfiled[0]));
    EXPECT_TRUE(ports.arrived_mails.unfiled({}, 10, 0).empty());
    EXPECT_EQ(ports.arrived_mails.count_unfiled(), 0U);
    EXPECT_EQ(ports.arrived_mails.of_claim({1}).size(), 1U);
  });
}

TEST_P(ClaimRows, UnfiledMailsOfOurDomainsComeFirst) {
  const auto insert = [](Ports& ports, std::int64_t id, const std::string& sender, bool passes) {
    auto mail = arrived(id, id);
    mail.sender = sender;
    mail.attachments.clear();
    if (!passes) mail.authentication = core::MailAuthentication::none;
    EXPECT_TRUE(ports.arrived_mails.insert(mail, {}));
  };
  store->write([&](Ports& ports) {
    insert(ports, 1, "a@example.edu", false);
    insert(ports, 2, "b@junk.example", true);
    insert(ports, 3, "c@Example.EDU", true);
    insert(ports, 4, "d@not-example.edu", true);
  });
  store->read([](Ports& ports) {
    const std::vector<std::string> ours{"example.edu", "upnet.example"};
    std::vector<std::int64_t> ids;
    for (const std::size_t offset : {0U, 2U})
      for (const auto& mail : ports.arrived_mails.unfiled(ours, 2, offset))
        ids.push_back(mail.id.value);
    EXPECT_EQ(ids, (std::vector<std::int64_t>{3, 1, 2, 4}));
    EXPECT_EQ(ports.arrived_mails.count_unfiled(), 4U);
  });
}

TEST_P(ClaimRows, AHoldIsEndedByWhoPlacedIt) {
  store->write([](Ports& ports) {
    ports.people.add_hold({77}, {today, {}, {}, "claim", "claim:1"});
    ports.people.add_hold({77}, {today, {}, {}, "other", "staff:1"});
    ports.people.end_hold({77}, "claim:1", today + std::chrono::days{3});
    const std::array ids{core::PersonId{77}};
    const auto holds = ports.people.dossiers(ids).front().holds;
    EXPECT_EQ(holds.at(0).until, today + std::chrono::days{3});
    EXPECT_FALSE(holds.at(1).until);
  });
}

}  // namespace
}  // namespace metroon::store

// What somebody sees who gets hold of the database, but not of the keys.
#include "store/conformance.hpp"

#include <fstream>
#include <sstream>

namespace metroon::store {
namespace {

using app::Ports;
using base::Secret;

// The file itself, its write-ahead log, and whatever else lies beside them.
std::string octets_in(const std::string& folder) {
  std::ostringstream all;
  for (const auto& file : std::filesystem::directory_iterator{folder})
    all << std::ifstream{file.path(), std::ios::binary}.rdbuf();
  return all.str();
}

class Sealed : public testing::Test {
 protected:
  Sealed() {
    store->write([](Ports& ports) {
      ports.people.insert(maria());
      ports.applications.insert(application(1, core::Stage::submitted));
      ports.documents.insert({1}, {.id = {11}, .evidence = "certificate", .received = noon},
                             "contents of the certificate");
      ports.tokens.insert(Secret{"token-in-a-link"}, {.expires = noon});
      ports.sessions.insert(Secret{"session-in-a-cookie"}, {});
      ports.throttle.failed("client:192.0.2.77", noon);
      ports.outbox.add({.id = {1}, .to = "a@example.org", .text = "https://example.edu/the-link"});
    });
  }

  bool shows(std::string_view text) {
    return octets_in(place.folder()).find(text) != std::string::npos;
  }

  core::Policy policy{support::sample_policy()};
  support::TestSealer sealer;
  Place place{On::file};
  std::unique_ptr<app::Store> store{place.open(policy, sealer)};
};

TEST_F(Sealed, TheSearchFindsWhatIsNotSealed) {
  EXPECT_TRUE(shows("Παπαδοπούλου"));
  EXPECT_TRUE(shows("maria@example.org"));
}

TEST_F(Sealed, IdentifiersDoNotShow) {
  EXPECT_FALSE(shows("094259216"));
  EXPECT_FALSE(shows("04039012345"));
  EXPECT_FALSE(shows("AK123456"));
}

TEST_F(Sealed, DocumentsDoNotShow) {
  EXPECT_FALSE(shows("contents of the certificate"));
}

TEST_F(Sealed, SecretsAndThrottledAddressesDoNotShow) {
  EXPECT_FALSE(shows("token-in-a-link"));
  EXPECT_FALSE(shows("session-in-a-cookie"));
  EXPECT_FALSE(shows("192.0.2.77"));
}

TEST_F(Sealed, LinksInMailsDoNotShow) {
  EXPECT_FALSE(shows("the-link"));
}

TEST_P(Durable, AnIdentifierMovedToAnotherPersonDoesNotOpen) {
  store->write([](Ports& ports) {
    ports.people.insert(maria());
    ports.people.insert(nikos());
  });
  place.connect()->script(
      "update person set afm_sealed = (select afm_sealed from person where id = 77) where id = 78");
  EXPECT_THROW(store->read([](Ports& ports) { (void)ports.people.find({78}); }),
               std::runtime_error);
  EXPECT_TRUE(store->read([](Ports& ports) { return ports.people.find({77}); }));
}

TEST_P(Durable, ADocumentMovedToAnotherRowDoesNotOpen) {
  store->write([](Ports& ports) {
    ports.applications.insert(application(1, core::Stage::submitted));
    ports.documents.insert({1}, {.id = {11}, .received = noon}, "one");
    ports.documents.insert({1}, {.id = {12}, .received = noon}, "two");
  });
  place.connect()->script(
      "update document set contents_sealed = "
      "(select contents_sealed from document where id = 11) where id = 12");
  EXPECT_THROW(store->read([](Ports& ports) { (void)ports.documents.contents({1}, {12}); }),
               std::runtime_error);
}

}  // namespace
}  // namespace metroon::store

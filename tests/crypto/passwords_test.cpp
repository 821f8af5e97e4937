// Passwords are hashed by Argon2id, and imported hashes still open.
#include "crypto/passwords.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <thread>

namespace metroon::crypto {
namespace {

using namespace std::chrono_literals;
using base::Secret;

/// The least that libsodium takes: these tests are about meaning, not strength.
constexpr PasswordSettings cheap{.cost = {.passes = 1, .memory = 8192}, .at_once = 2, .wait = 60s};

SodiumPasswords& passwords() {
  static SodiumPasswords instance{cheap, {"password", "12345678", "κωδικος", "password"}};
  return instance;
}

RC_GTEST_PROP(Passwords, VerifyWhatWasHashedAndNothingElse,
              (const std::string& password, const std::string& other)) {
  const auto phc = passwords().hash(Secret{password});
  RC_ASSERT(passwords().verify(Secret{password}, *phc) == true);
  RC_ASSERT(passwords().verify(Secret{other}, *phc) == (other == password));
}

TEST(Passwords, AreArgon2idAtTheDefaultCostOfOwasp) {
  SodiumPasswords standard{{}, {}};
  const auto phc = standard.hash(Secret{"ορθό άλογο μπαταρία"});
  ASSERT_TRUE(phc);
  EXPECT_TRUE(phc->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *phc;
  EXPECT_EQ(standard.verify(Secret{"ορθό άλογο μπαταρία"}, *phc), true);
}

TEST(Passwords, OfOneTextHaveDifferentHashes) {
  EXPECT_NE(passwords().hash(Secret{"x"}), passwords().hash(Secret{"x"}));
}

TEST(Passwords, OfNobodyNeverVerify) {
  EXPECT_EQ(passwords().verify(Secret{""}, ""), false);
  EXPECT_EQ(passwords().verify(Secret{"anything"}, ""), false);
}

TEST(Passwords, AgainstSomethingThatIsNoHashNeverVerify) {
  for (const auto* phc :
       {"x", "$argon2id$", "*", "!", "$1$abc$def", "$6$", "$2b$", "$y$", "$2b$04$short"})
    EXPECT_EQ(passwords().verify(Secret{"x"}, phc), false) << phc;
}

struct Imported {
  const char* hash;
  const char* password;
};
// Each was made by the system's own crypt(3).
constexpr Imported imported[] = {
    {"$2b$04$abcdefghijklmnopqrstuusq4K4XTAwRs7yE4r8IVjW.H4F6aamSO", "metroon"},
    {"$6$rounds=1000$saltsalt$EXXGeG5/d1lRfO2/h9ItqQb1QUOOrTf3/"
     "ZMt6Z2Ox4g1Vouh.zWvOIAQkIRf3IT.e6z3U2hJET30PdFjwzWtA1",
     "Μητρῷον 2026"},
    {"$y$j75$abcdefgh12345678$swgPo5orF/5C2dUrOpvL/loZS1LrxKBcKUw0g35HVM0", "metroon"},
};

TEST(ImportedHashes, OfThreeFormsVerify) {
  for (const auto& [hash, password] : imported) {
    EXPECT_EQ(passwords().verify(Secret{password}, hash), true) << hash;
    EXPECT_EQ(passwords().verify(Secret{std::string{password} + "x"}, hash), false) << hash;
    EXPECT_TRUE(passwords().needs_rehash(hash)) << hash;
  }
}

TEST(ImportedHashes, DoNotOpenForAPasswordThatGoesOnAfterNul) {
  const std::string longer{"metroon\0x", 9};
  EXPECT_EQ(passwords().verify(Secret{longer}, imported[0].hash), false);
}

TEST(NeedsRehash, WhenTheCostChanged) {
  const auto phc = passwords().hash(Secret{"x"});
  SodiumPasswords dearer{{.cost = {.passes = 2, .memory = 16384}, .at_once = 1, .wait = 60s}, {}};
  EXPECT_FALSE(passwords().needs_rehash(*phc));
  EXPECT_TRUE(dearer.needs_rehash(*phc));
}

TEST(CommonPasswords, AreFoundByTheirFoldedText) {
  EXPECT_TRUE(passwords().is_common("password"));
  EXPECT_TRUE(passwords().is_common("κωδικος"));
  EXPECT_FALSE(passwords().is_common("correct horse battery"));
  EXPECT_FALSE(passwords().is_common(""));
}

/// One turn, and no patience: as soon as two meet, one is told, and the one who has the turn is
/// served. That two meet at all is made sure by asking until it has happened.
TEST(TooManyAtOnce, AreToldInsteadOfPiledUp) {
  SodiumPasswords narrow{{.cost = {.passes = 1, .memory = 8192}, .at_once = 1, .wait = 0ms}, {}};
  std::atomic<bool> told{false};
  const auto ask = [&] {
    while (!told)
      if (!narrow.hash(Secret{"x"})) told = true;
  };
  {
    const std::jthread one{ask};
    const std::jthread other{ask};
  }
  EXPECT_TRUE(narrow.hash(Secret{"x"})) << "every turn was given back";
}

TEST(TooManyAtOnce, WaitForTheirTurn) {
  std::atomic<int> served{0};
  {
    std::vector<std::jthread> threads;
    for (int at = 0; at < 8; ++at)
      threads.emplace_back([&] { served += passwords().hash(Secret{"x"}).has_value() ? 1 : 0; });
  }
  EXPECT_EQ(served, 8);
}

TEST(Turns, MustBeSensible) {
  EXPECT_THROW((SodiumPasswords{{.cost = {}, .at_once = 0, .wait = 1s}, {}}),
               std::invalid_argument);
  EXPECT_THROW((SodiumPasswords{{.cost = {}, .at_once = 65, .wait = 1s}, {}}),
               std::invalid_argument);
}

}  // namespace
}  // namespace metroon::crypto

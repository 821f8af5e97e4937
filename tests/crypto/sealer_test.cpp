// What is sealed opens only as it was sealed.
#include "crypto/sealer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace metroon::crypto {
namespace {

Key key_of(unsigned char octet) {
  Key key;
  std::fill_n(key.data(), Key::size(), octet);
  return key;
}
KeyRing ring(std::initializer_list<std::uint8_t> versions) {
  KeyRing keys;
  for (const auto version : versions) keys.emplace(version, key_of(version));
  return keys;
}

RC_GTEST_PROP(Sealer, OpensWhatItSealed, (const std::string& plain, const std::string& context)) {
  SodiumSealer sealer{ring({1})};
  RC_ASSERT(sealer.open(sealer.seal(plain, context), context) == plain);
}

RC_GTEST_PROP(Sealer, RefusesEveryChangedBit, (const std::string& plain)) {
  SodiumSealer sealer{ring({1, 2})};
  auto sealed = sealer.seal(plain, "person.afm:7");
  const auto at = *rc::gen::inRange<std::size_t>(0, sealed.size());
  sealed[at] = static_cast<char>(sealed[at] ^ (1 << *rc::gen::inRange(0, 8)));
  RC_ASSERT_THROWS_AS((void)sealer.open(sealed, "person.afm:7"), SealBroken);
}

RC_GTEST_PROP(Sealer, RefusesEveryTruncation, (const std::string& plain)) {
  SodiumSealer sealer{ring({1})};
  const auto sealed = sealer.seal(plain, "c");
  const auto size = *rc::gen::inRange<std::size_t>(0, sealed.size());
  RC_ASSERT_THROWS_AS((void)sealer.open(sealed.substr(0, size), "c"), SealBroken);
}

TEST(Sealer, RefusesTheContextOfAnotherRow) {
  SodiumSealer sealer{ring({1})};
  const auto sealed = sealer.seal("094259216", "person.afm:7");
  EXPECT_THROW((void)sealer.open(sealed, "person.afm:8"), SealBroken);
  EXPECT_THROW((void)sealer.open(sealed, ""), SealBroken);
}

TEST(Sealer, TwoSealsOfOneTextDiffer) {
  SodiumSealer sealer{ring({1})};
  EXPECT_NE(sealer.seal("094259216", "c"), sealer.seal("094259216", "c"));
}

TEST(Sealer, RolledKeySealsAnewAndStillOpensTheOld) {
  SodiumSealer before{ring({1})};
  SodiumSealer after{ring({1, 2})};
  const auto old = before.seal("plain", "c");
  EXPECT_EQ(after.open(old, "c"), "plain");
  EXPECT_EQ(after.seal("plain", "c").front(), '\x02');
  EXPECT_THROW((void)before.open(after.seal("plain", "c"), "c"), SealBroken);
}

TEST(Sealer, AnotherMasterKeyOfTheSameVersionOpensNothing) {
  SodiumSealer ours{ring({1})};
  SodiumSealer theirs{KeyRing{{std::uint8_t{1}, key_of(9)}}};
  EXPECT_THROW((void)theirs.open(ours.seal("plain", "c"), "c"), SealBroken);
}

TEST(Sealer, WithoutAKeyCannotBeMade) {
  EXPECT_THROW(SodiumSealer{KeyRing{}}, std::invalid_argument);
}

TEST(KeyedHash, IsTheSameForTheSameTextAndSurvivesARolledKey) {
  SodiumSealer before{ring({1})};
  SodiumSealer after{ring({1, 2})};
  EXPECT_EQ(before.keyed_hash("afm", "094259216").size(), 32U);
  EXPECT_EQ(before.keyed_hash("afm", "094259216"), after.keyed_hash("afm", "094259216"));
}

TEST(KeyedHash, DiffersByPurposeTextAndKey) {
  SodiumSealer sealer{ring({1})};
  SodiumSealer other{ring({2})};
  const auto hash = sealer.keyed_hash("afm", "094259216");
  EXPECT_NE(hash, sealer.keyed_hash("amka", "094259216"));
  EXPECT_NE(hash, sealer.keyed_hash("afm", "094259217"));
  EXPECT_NE(hash, other.keyed_hash("afm", "094259216"));
  EXPECT_NE(sealer.keyed_hash("ab", "c"), sealer.keyed_hash("a", "bc"));
}

TEST(EqualInConstantTime, IsEquality) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

RC_GTEST_PROP(Sealer, VerifiesWhatItSigned, (const std::string& text)) {
  SodiumSealer sealer{ring({1, 2})};
  RC_ASSERT(sealer.is_signed(text, sealer.sign(text)));
}

RC_GTEST_PROP(Sealer, RefusesASignatureOfAnotherText, (const std::string& text)) {
  SodiumSealer sealer{ring({1})};
  RC_ASSERT(!sealer.is_signed(text + "x", sealer.sign(text)));
}

TEST(Sealer, RefusesTheSignatureOfAnotherKeyFile) {
  SodiumSealer ours{ring({1})};
  SodiumSealer other{ring({2})};
  EXPECT_FALSE(ours.is_signed("text", other.sign("text")));
  auto mixed = other.sign("text");
  mixed.key = ours.sign("text").key;
  EXPECT_FALSE(ours.is_signed("text", mixed));
  mixed.signature.pop_back();
  EXPECT_FALSE(ours.is_signed("text", mixed));
}

TEST(Sealer, VerifiesWhatAnOlderKeySigned) {
  SodiumSealer before{ring({1})};
  SodiumSealer after{ring({1, 2})};
  EXPECT_TRUE(after.is_signed("text", before.sign("text")));
}

}  // namespace
}  // namespace metroon::crypto

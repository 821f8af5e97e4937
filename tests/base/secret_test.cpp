// What the compiler refuses to do with a secret, and what a secret leaves behind.
#include "base/secret.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <gtest/gtest.h>

#include <concepts>
#include <ostream>
#include <string_view>
#include <type_traits>

namespace metroon::base {
namespace {

template <class Value>
concept Streams = requires(std::ostream& out, const Value& value) { out << value; };

static_assert(Streams<std::string> && !Streams<Secret>);
static_assert(fmt::is_formattable<std::string>::value && !fmt::is_formattable<Secret>::value);
static_assert(!std::equality_comparable<Secret>, "comparing takes a time that tells");
static_assert(!std::convertible_to<Secret, std::string_view>);
static_assert(!std::convertible_to<std::string, Secret>, "becoming a secret is said aloud");

// The octets of the object itself, where short texts live.
std::string_view octets_of(const Secret& secret) {
  return {reinterpret_cast<const char*>(&secret), sizeof secret};
}

TEST(Secret, shows_its_value_to_those_who_ask) {
  EXPECT_EQ(Secret{"sesame"}.reveal(), "sesame");
  EXPECT_TRUE(Secret{}.empty());
  EXPECT_FALSE(Secret{"sesame"}.empty());
}

TEST(Secret, leaves_nothing_where_it_moved_from) {
  Secret from{"sesame"};
  ASSERT_TRUE(octets_of(from).contains("sesame"));
  const Secret to{std::move(from)};
  EXPECT_EQ(to.reveal(), "sesame");
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move)
  EXPECT_FALSE(octets_of(from).contains("esame"));
}

TEST(Secret, moves_when_it_is_too_long_for_the_object) {
  Secret from{std::string(100, 'x')};
  Secret to{"old"};
  to = std::move(from);
  EXPECT_EQ(to.reveal(), std::string(100, 'x'));
}

TEST(Secret, is_copied_whole) {
  const Secret one{"sesame"};
  Secret other;
  other = one;
  EXPECT_EQ(other.reveal(), one.reveal());
}

}  // namespace
}  // namespace metroon::base

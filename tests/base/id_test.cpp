// Numbers of different things stay apart.
#include "base/id.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <type_traits>
#include <unordered_set>

namespace metroon::base {
namespace {

using Person = Id<struct PersonTag>;
using Account = Id<struct AccountTag>;

static_assert(!std::convertible_to<Person, Account>);
static_assert(!std::equality_comparable_with<Person, Account>);
static_assert(!std::convertible_to<Person, std::int64_t>, "an id is no number to reckon with");
static_assert(!std::convertible_to<Person, bool>, "or two ids would compare by way of bool");

TEST(Id, is_none_until_it_is_given) {
  EXPECT_FALSE(Person{});
  EXPECT_TRUE(Person{1});
}

TEST(Id, orders_and_hashes_by_its_number) {
  EXPECT_LT(Person{1}, Person{2});
  const std::unordered_set<Person> some{{1}, {2}, {1}};
  EXPECT_EQ(some.size(), 2U);
  EXPECT_TRUE(some.contains(Person{2}));
}

}  // namespace
}  // namespace metroon::base

// Rows that a program posts, and the key that it has to show.
#include "feed/posted.hpp"

#include <gmock/gmock.h>

#include "feed/registries.hpp"

namespace metroon::feed {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view row =
    R"({"number": "0012345", "last": "Γκίκας", "first": "Ευάγγελος", "birth": "2005-04-03",
        "afm": "094259216", "email": null, "kind": "U", "unit": "physics", "from": "2023-09-01",
        "ends": null, "why": ""})";
constexpr base::Instant noon{std::chrono::hours{500'000}};

Read posted(const Declaration& declaration, const std::string& rows) {
  const auto delivery = open_posted(declaration, R"({"rows": [)" + rows + "]}", noon);
  if (!delivery) throw std::runtime_error{delivery.error().what};
  EXPECT_EQ((*delivery)->made(), noon);
  return read(**delivery);
}

TEST(Posted, says_the_same_as_a_file_would) {
  const auto declaration = declared(small_registry);
  const auto all = posted(declaration, std::string{row});
  const auto file =
      read(declaration, std::string{small_header} + edited(small_row, "gikas@example.org", ""));
  EXPECT_EQ(all.seen, file.seen);
  EXPECT_EQ(all.keys, file.keys);
  EXPECT_TRUE(all.whole);
}

TEST(Posted, numbers_are_texts_and_their_lost_zeros_are_told) {
  const auto all = posted(declared(small_registry), edited(row, "\"0012345\"", "12345"));
  ASSERT_EQ(all.bad.size(), 1U);
  EXPECT_EQ(all.bad.front().reason, "lost_leading_zeros");
  EXPECT_THAT(all.keys, ElementsAre("0012345"));
}

TEST(Posted, a_bad_row_leaves_the_others_alone) {
  const auto rows = edited(row, "\"last\"", "\"lost\"") + ", 7, " +
                    edited(row, "\"physics\"", "[1]") + ", " + edited(row, "\"U\"", "1.5") + ", " +
                    std::string{row};
  const auto all = posted(declared(small_registry), rows);
  std::vector<std::pair<std::string, std::int64_t>> bad;
  for (const auto& one : all.bad) bad.emplace_back(one.reason, one.line);
  EXPECT_THAT(bad, ElementsAre(std::pair{"missing_column", 1}, std::pair{"not_an_object", 2},
                               std::pair{"not_a_text", 3}, std::pair{"not_a_text", 4}));
  EXPECT_EQ(all.seen.size(), 1U);
}

TEST(Posted, the_order_of_members_is_no_change) {
  const auto declaration = declared(small_registry);
  const auto moved = edited(edited(row, R"("number": "0012345", )", ""), R"("why": "")",
                            R"("why": "", "more": 1, "number": "0012345")");
  const auto first = posted(declaration, std::string{row}).fingerprints;
  EXPECT_EQ(posted(declaration, moved).fingerprints, first);
  EXPECT_NE(posted(declaration, edited(row, "physics", "biology")).fingerprints, first);
}

TEST(Posted, refuses_what_is_not_rows) {
  const auto declaration = declared(small_registry);
  for (const auto* body : {"", "{", "[]", "{}", "7", R"({"rows": 7})", R"({"rows": [], "more": 1})",
                           R"({"rows": [{"a": [[[[[[1]]]]]]}]})", "{\"rows\": [\"\xFF\"]}"}) {
    const auto delivery = open_posted(declaration, body, noon);
    ASSERT_FALSE(delivery) << body;
    EXPECT_EQ(delivery.error().reason, RefusalReason::not_rows) << body;
  }
  EXPECT_TRUE(open_posted(declaration, R"({"rows": []})", noon));
}

TEST(BearerKey, opens_to_nothing_but_itself) {
  const Folder folder;
  const std::string key = "0123456789abcdef0123456789abcdef";
  const PostSource source{folder.write("key", key + "\n")};
  EXPECT_TRUE(shows_key(source, "Bearer " + key));
  for (const auto& wrong : {std::string{}, key, std::string{"Bearer "}, "bearer " + key,
                            "Bearer " + key + "\n", "Bearer " + key.substr(1), "Basic " + key})
    EXPECT_FALSE(shows_key(source, wrong)) << wrong;
}

TEST(BearerKey, a_short_or_missing_one_opens_to_nobody) {
  const Folder folder;
  EXPECT_THROW((void)shows_key({folder.write("key", "")}, "Bearer "), std::runtime_error);
  EXPECT_THROW((void)shows_key({folder.write("key", "short\n")}, "Bearer short"),
               std::runtime_error);
  EXPECT_THROW((void)shows_key({folder.path("none")}, "Bearer "), std::runtime_error);
}

}  // namespace
}  // namespace metroon::feed

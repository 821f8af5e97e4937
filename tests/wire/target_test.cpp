// Where a request goes, said in exactly one way.
#include "wire/target.hpp"

#include <gtest/gtest.h>

namespace metroon::wire {
namespace {

using enum TargetError;

TEST(ParseTarget, takes_a_path_and_leaves_the_query_as_sent) {
  EXPECT_EQ(parse_target("/"), (Target{.path = "/", .query = ""}));
  EXPECT_EQ(parse_target("/office/queue/"), (Target{.path = "/office/queue/", .query = ""}));
  EXPECT_EQ(parse_target("/apply?step=%32&a?b"),
            (Target{.path = "/apply", .query = "step=%32&a?b"}));
}

TEST(ParseTarget, decodes_greek_once_and_only_once) {
  EXPECT_EQ(parse_target("/%CE%B1%ce%af")->path, "/αί");
  EXPECT_EQ(parse_target("/%252e%252e/%252f")->path, "/%2e%2e/%2f");
  EXPECT_EQ(parse_target("/a+b")->path, "/a+b");
}

TEST(ParseTarget, takes_no_other_form) {
  for (const auto* wrong : {"", "*", "apply", "http://evil.example/", "evil.example:443", "/a b",
                            "/α", "/a\r\nX: y", "/a\x7f", "/a#b", "/a?b#c"})
    EXPECT_EQ(parse_target(wrong), std::unexpected{not_origin_form}) << wrong;
}

TEST(ParseTarget, climbs_nowhere) {
  for (const auto* wrong : {"/..", "/.", "/static/../etc", "/a/./b", "/a/..", "/%2e%2E/", "/.%2e"})
    EXPECT_EQ(parse_target(wrong), std::unexpected{dot_segment}) << wrong;
  for (const auto* right : {"/...", "/.well-known/x", "/a..b", "/..a", "/a."})
    EXPECT_TRUE(parse_target(right)) << right;
}

TEST(ParseTarget, refuses_what_others_read_as_a_parts_end) {
  for (const auto* wrong : {"/a%2fb", "/a%2Fb", "/a\\b", "/a%5cb", "//evil.example", "/a//b",
                            "/a%0ab", "/a%09b", "/a%0d"})
    EXPECT_EQ(parse_target(wrong), std::unexpected{forbidden_character}) << wrong;
}

TEST(ParseTarget, refuses_broken_encodings) {
  for (const auto* wrong : {"/%", "/%4", "/%zz", "/100%"})
    EXPECT_EQ(parse_target(wrong), std::unexpected{bad_percent}) << wrong;
  for (const auto* wrong : {"/%00", "/%ce", "/%c0%ae", "/%ff", "/%1b"})
    EXPECT_EQ(parse_target(wrong), std::unexpected{not_clean_utf8}) << wrong;
}

}  // namespace
}  // namespace metroon::wire

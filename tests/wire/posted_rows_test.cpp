// JSON as programs post it.
#include "wire/posted_rows.hpp"

#include <gtest/gtest.h>

#include <array>

namespace metroon::wire {
namespace {

const std::array<std::string, 2> columns{"a", "b"};

TEST(PostedRows, takes_the_named_values_in_their_order) {
  EXPECT_EQ(parse_posted_rows(R"({"rows": [{"b": "2", "a": "1", "c": {}}]})", columns),
            (std::vector<PostedRow>{{{"1", "2"}}}));
}

TEST(PostedRows, writes_what_is_no_text_as_json_does) {
  EXPECT_EQ(parse_posted_rows(R"({"rows": [{"a": 12, "b": null}, {"a": true, "b": -3}]})", columns),
            (std::vector<PostedRow>{{{"12", ""}}, {{"true", "-3"}}}));
}

TEST(PostedRows, tells_what_is_wrong_with_a_row) {
  EXPECT_EQ(parse_posted_rows(
                R"({"rows": [{"a": "1"}, 7, {"a": 1.5, "b": ""}, {"a": {}, "b": ""}]})", columns),
            (std::vector<PostedRow>{{{}, PostedRowFault::missing_column},
                                    {{}, PostedRowFault::not_an_object},
                                    {{}, PostedRowFault::not_a_text},
                                    {{}, PostedRowFault::not_a_text}}));
}

TEST(PostedRows, refuses_more_than_it_should_hold) {
  EXPECT_EQ(parse_posted_rows(std::string(longest_post + 1, ' '), columns),
            std::unexpected{PostedRowsError::too_long});
  std::string rows = "{\"rows\": [0";
  for (std::size_t row = 0; row < most_posted_rows; ++row) rows += ",0";
  EXPECT_EQ(parse_posted_rows(rows + "]}", columns),
            std::unexpected{PostedRowsError::too_many_rows});
  EXPECT_EQ(parse_posted_rows(std::string(100'000, '['), columns),
            std::unexpected{PostedRowsError::not_rows});
}

}  // namespace
}  // namespace metroon::wire

// What `metroon registry check` says of deliveries.
#include "cli/registry_check.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "support/sample_policy.hpp"

namespace metroon::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Rows by key; an empty key makes a bad row.
class Keys : public app::Delivery {
 public:
  explicit Keys(std::vector<std::string> keys, bool whole = true)
      : keys_{std::move(keys)}, whole_{whole} {}

  [[nodiscard]] app::Instant made() const override { return {}; }
  [[nodiscard]] std::string_view source() const override { return "students.csv"; }
  bool next() override { return line_++ < keys_.size(); }
  [[nodiscard]] std::int64_t line() const override { return static_cast<std::int64_t>(line_); }
  [[nodiscard]] std::string_view row_key() const override { return keys_[line_ - 1]; }
  [[nodiscard]] app::Fingerprint fingerprint() const override { return {}; }
  [[nodiscard]] app::Fingerprint fingerprint_of(std::string_view) const override { return {}; }
  [[nodiscard]] std::expected<core::Observation, app::BadRow> observation() const override {
    if (row_key().empty())
      return std::unexpected{app::BadRow{
          .line = line(), .column = "birth", .reason = "not_a_date", .found = "31/02/2005"}};
    return core::Observation{.key = std::string{row_key()}};
  }
  [[nodiscard]] bool whole() const override { return whole_; }

 private:
  std::vector<std::string> keys_;
  bool whole_;
  std::size_t line_{0};
};

Output check(std::vector<std::string> keys, bool whole = true, Format format = Format::text) {
  Keys delivery{std::move(keys), whole};
  return registry_check(support::sample_policy(), {.name = "students"}, delivery, format);
}

TEST(RegistryCheck, says_that_all_is_right) {
  const auto said = check({"1", "2"});
  EXPECT_EQ(said.exit_code, 0);
  EXPECT_THAT(said.text, HasSubstr("students.csv of 1970-01-01T00:00:00Z: 2 rows, 0 bad"));
}

TEST(RegistryCheck, lists_bad_rows_and_counts_their_reasons) {
  const auto said = check({"1", "", "1"});
  EXPECT_EQ(said.exit_code, 1);
  EXPECT_THAT(said.text, HasSubstr("  line 2, column \"birth\": not_a_date \"31/02/2005\"\n"));
  EXPECT_THAT(said.text, HasSubstr("  line 3, key 1: key_twice\n"));
}

TEST(RegistryCheck, lists_twenty_and_counts_all) {
  const auto said = check(std::vector<std::string>(100, ""));
  EXPECT_THAT(said.text, HasSubstr("100 rows, 100 bad"));
  EXPECT_THAT(said.text, HasSubstr("line 20,"));
  EXPECT_THAT(said.text, Not(HasSubstr("line 21,")));
}

TEST(RegistryCheck, an_emptied_or_cut_delivery_is_not_right) {
  EXPECT_EQ(check({}).exit_code, 1);
  EXPECT_THAT(check({}).text, HasSubstr("there are no rows"));
  EXPECT_EQ(check({"1"}, false).exit_code, 1);
  EXPECT_THAT(check({"1"}, false).text, HasSubstr("cut"));
}

TEST(RegistryCheck, says_the_same_in_json) {
  const auto said = check({"1", ""}, true, Format::json);
  EXPECT_EQ(said.exit_code, 1);
  const auto json = boost::json::parse(said.text).as_object();
  EXPECT_EQ(json.at("rows"), 2);
  EXPECT_EQ(json.at("reasons").at("not_a_date"), 1);
  EXPECT_EQ(json.at("first").at(0).at("line"), 2);
}

}  // namespace
}  // namespace metroon::cli

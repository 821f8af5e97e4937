#include "cli/campaign.hpp"

#include <gmock/gmock.h>

#include "app/house_fixture.hpp"

namespace metroon::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class CampaignCommands : public app::HouseTest {
 protected:
  Output list(const std::string& lines, bool leave_out = false, Format format = Format::text) {
    return campaign_list(house, call("operator:root"),
                         {.wish = {.name = "Χημεία",
                                   .lines = lines,
                                   .kinds = {"undergraduate"},
                                   .unit = {},
                                   .ended_from = {},
                                   .ends_by = {},
                                   .last_day = base::to_iso(today()),
                                   .leave_out = leave_out}},
                         format);
  }
  std::string student(unsigned n) {
    const auto [person, account] = enrol("undergraduate", n);
    return dossier(person).account->username;
  }
};

TEST_F(CampaignCommands, list_with_lines_that_stand_for_nobody_makes_no_campaign_and_tells_them) {
  const auto known = student(1);
  const auto refused = list("username;name\n" + known + "\n\nnobody1\n");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.text, StartsWith("METROON-G20"));
  EXPECT_THAT(refused.text, HasSubstr("  line 1: username (nobody with this capacity)\n"));
  EXPECT_THAT(refused.text, HasSubstr("  line 4: nobody1 (nobody with this capacity)\n"));
  EXPECT_THAT(refused.text, Not(HasSubstr(known)));
  EXPECT_TRUE(app::campaigns(house, 9).empty());
}

TEST_F(CampaignCommands, lines_that_stand_for_nobody_are_left_out_where_that_is_asked) {
  const auto made = list("username\n" + student(1) + "\n", true);
  EXPECT_EQ(made.exit_code, 0);
  EXPECT_THAT(made.text, HasSubstr("1 members"));
  EXPECT_THAT(made.text, HasSubstr("left out, line 1: username"));
  EXPECT_EQ(app::campaigns(house, 9).size(), 1U);
  EXPECT_THAT(list("username\n" + student(2) + "\n", true, Format::json).text,
              HasSubstr(R"("left_out":[{"line":"username","number":1,"several":false}])"));
}

TEST_F(CampaignCommands, list_that_stands_for_nobody_at_all_is_told_with_its_first_lines) {
  std::string lines;
  for (int number = 1; number <= 103; ++number) lines += "nobody" + std::to_string(number) + "\n";
  const auto refused = list(lines, true);
  EXPECT_THAT(refused.text, StartsWith("METROON-G17"));
  EXPECT_THAT(refused.text, HasSubstr("line 100: nobody100 "));
  EXPECT_THAT(refused.text, Not(HasSubstr("nobody101")));
  EXPECT_THAT(refused.text, HasSubstr("  and 3 more\n"));
}

}  // namespace
}  // namespace metroon::cli

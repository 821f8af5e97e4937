#include "web/tables.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace metroon::web {
namespace {

TEST(Tables, a_cell_says_the_head_of_its_column) {
  const auto html = label_tables(
      "<p>a</p><table><thead><tr><th scope=\"col\">Who</th><th scope=\"col\" class=\"n\">How "
      "many</th></tr></thead><tbody>{{#ROW}}<tr><th scope=\"row\">{{WHO}}</th><td "
      "class=\"n\">{{N}}</td></tr>{{/ROW}}</tbody></table>");
  EXPECT_EQ(html,
            "<p>a</p><table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\"><th "
            "role=\"columnheader\" scope=\"col\">Who</th><th role=\"columnheader\" scope=\"col\" "
            "class=\"n\">How many</th></tr></thead><tbody role=\"rowgroup\">{{#ROW}}<tr "
            "role=\"row\"><th role=\"rowheader\" scope=\"row\">{{WHO}}</th><td role=\"cell\" "
            "data-label=\"How many\" class=\"n\">{{N}}</td></tr>{{/ROW}}</tbody></table>");
}

TEST(Tables, a_cell_that_says_it_already_is_left_alone) {
  const auto html = label_tables(
      "<table><tr><th scope=\"col\">A</th></tr><tr><td>1</td><td data-label=\"{{HEAD}}\">2</td>"
      "</tr></table>");
  EXPECT_TRUE(html.contains("<td role=\"cell\" data-label=\"A\">1</td>"));
  EXPECT_TRUE(html.contains("<td role=\"cell\" data-label=\"{{HEAD}}\">2</td>"));
}

TEST(Tables, a_cell_without_a_head_is_refused) {
  EXPECT_THROW((void)label_tables("<table><tr><th scope=\"col\">A</th></tr>"
                                  "<tr><td>1</td><td>2</td></tr></table>"),
               std::logic_error);
}

}  // namespace
}  // namespace metroon::web

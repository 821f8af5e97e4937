#include "base/spreadsheet.hpp"

#include <gtest/gtest.h>

namespace metroon::base {
namespace {

TEST(Spreadsheet, CellsMayHoldWhatSeparatesThem) {
  EXPECT_EQ(spreadsheet_row({"α, β", "\"γ\"", "", "δ\nε"}),
            "\"α, β\",\"\"\"γ\"\"\",\"\",\"δ\nε\"\r\n");
}

TEST(Spreadsheet, NoCellIsAFormula) {
  for (const std::string begin : {"=", "+", "-", "@", "\t", "\r"})
    EXPECT_EQ(spreadsheet_row({begin + "1"}), "\"'" + begin + "1\"\r\n");
}

TEST(Spreadsheet, NoPartOfACellIsAFormulaWhereSemicolonsOrTabsSeparate) {
  EXPECT_EQ(spreadsheet_row({"x;=HYPERLINK(\"u\");y"}), "\"x;'=HYPERLINK(\"\"u\"\");y\"\r\n");
  for (const std::string separator : {";", "\t", "\n", "\r\n", "; ", ";\t"})
    for (const std::string sign : {"=", "+", "-", "@"}) {
      const auto row = spreadsheet_row({"x" + separator + sign + "1"});
      EXPECT_TRUE(row.contains("'" + sign) || row.contains("' " + sign)) << row;
    }
  EXPECT_EQ(spreadsheet_row({"x;\"=1+1"}), "\"x;'\"\"=1+1\"\r\n");
  EXPECT_EQ(spreadsheet_row({" =1+1"}), "\"' =1+1\"\r\n");
}

TEST(Spreadsheet, OrdinaryTextStaysAsItIs) {
  for (const std::string text : {"Χημεία; Φυσική", "α=β", "2026-05-04", "a@example.org",
                                 "πρώτη\nδεύτερη", "x;", "; y", "\"γ\" - δ"}) {
    std::string quoted;
    for (const char octet : text) quoted += octet == '"' ? "\"\"" : std::string{octet};
    EXPECT_EQ(spreadsheet_row({text}), "\"" + quoted + "\"\r\n");
  }
}

}  // namespace
}  // namespace metroon::base

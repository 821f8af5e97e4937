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

}  // namespace
}  // namespace metroon::base

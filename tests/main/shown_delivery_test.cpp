// `metroon registry run` in front of a terminal.
#include "main/shown_delivery.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "support/memory_delivery.hpp"

namespace metroon::main {
namespace {

std::string read_out(const app::OpenDelivery& open, std::ostringstream& terminal) {
  terminal.str({});
  const auto delivery = open();
  while (delivery->next()) continue;
  return terminal.str();
}

TEST(ShownDelivery, CountsRowsFirstAndThenTellsTheirShare) {
  std::ostringstream terminal;
  const std::vector<support::DeliveredRow> rows(12'000);
  const auto open =
      shown([&] { return std::make_unique<support::MemoryDelivery>(rows, app::Instant{}, true); },
            "students", terminal);
  EXPECT_EQ(read_out(open, terminal),
            "\r\033[Kstudents: 5000 rows read\r\033[Kstudents: 10000 rows read\r\033[K");
  EXPECT_EQ(read_out(open, terminal),
            "\r\033[Kstudents: 5000 of 12000 rows, 41 %"
            "\r\033[Kstudents: 10000 of 12000 rows, 83 %\r\033[K");
}

}  // namespace
}  // namespace metroon::main

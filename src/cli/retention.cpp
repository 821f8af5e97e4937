#include "cli/retention.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace metroon::cli {

Output retention_list(app::House& house, const app::Call& call, std::string_view on,
                      Format format) {
  if (!house.policy.retention)
    return refusal("X02", "the policy keeps everything: it has no [retention]",
                   "give it one, see docs/manual/retention.md");
  const auto day = on.empty() ? std::optional{call.now.day} : base::parse_day(on);
  if (!day) return refusal("V04", fmt::format("\"{}\" is no day", on), "write YYYY-MM-DD");
  const auto lines = app::list_retention(house, call, *day);
  if (format == Format::text) {
    std::string text;
    for (const auto& one : lines)
      text += fmt::format("{}  {}  {}\n", base::to_iso(one.day), one.person.value,
                          one.username.empty() ? "-" : one.username);
    return {text + fmt::format("{} people\n", lines.size()), 0};
  }
  boost::json::array all;
  for (const auto& one : lines)
    all.push_back(
        {{"day", base::to_iso(one.day)}, {"person", one.person.value}, {"username", one.username}});
  return {boost::json::serialize(all) + "\n", 0};
}

}  // namespace metroon::cli

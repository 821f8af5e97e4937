#include "feed/title_case.hpp"

#include "base/text.hpp"

namespace metroon::feed {

std::string title_case(std::string_view name) {
  auto points = base::to_code_points(name);
  const auto small = base::to_code_points(base::to_lower(name));
  if (small.size() != points.size()) return std::string{name};
  for (std::size_t begin = 0; begin < points.size();) {
    bool capitals = true;
    auto end = begin;
    for (; end < points.size() && base::is_letter(points[end]); ++end)
      capitals = capitals && points[end] != small[end];
    if (capitals)
      for (auto at = begin + 1; at < end; ++at) points[at] = small[at];
    begin = end + 1;
  }
  return base::from_code_points(points);
}

}  // namespace metroon::feed

#include "app/affiliation_detail.hpp"

#include <array>

#include "core/words.hpp"

namespace metroon::app {
namespace {

struct Item {
  std::string_view name;
  std::string value;  // Empty: there is none.
};

// How it ended says nothing before there is an end.
std::array<Item, 5> items_of(const core::Affiliation& one) {
  return {Item{"unit", one.unit}, Item{"from", base::to_iso(one.from)},
          Item{"ends", one.ends ? base::to_iso(*one.ends) : ""},
          Item{"ending", one.ends ? std::string{core::to_word(one.ending)} : ""},
          Item{"head", one.head_of_unit ? "yes" : ""}};
}

std::string joined(const core::Policy& policy, const core::Affiliation& one,
                   const std::string& items) {
  const auto& kind = policy.affiliations[one.kind].key;
  return items.empty() ? kind : kind + ": " + items;
}

void append(std::string& items, std::string_view name, const std::string& text) {
  items += (items.empty() ? "" : ", ") + std::string{name} + " " + text;
}

std::string shown(const std::string& value) {
  return value.empty() ? "–" : value;
}

}  // namespace

std::string detail_of(const core::Policy& policy, const core::Affiliation& one) {
  std::string items;
  for (const auto& [name, value] : items_of(one))
    if (!value.empty()) append(items, name, value);
  return joined(policy, one, items);
}

std::string detail_of(const core::Policy& policy, const core::Affiliation& before,
                      const core::Affiliation& after) {
  std::string items;
  const auto old = items_of(before);
  const auto now = items_of(after);
  for (std::size_t at = 0; at < old.size(); ++at)
    if (old[at].value != now[at].value)
      append(items, old[at].name, shown(old[at].value) + " → " + shown(now[at].value));
  return joined(policy, after, items);
}

}  // namespace metroon::app

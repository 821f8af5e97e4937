#include "app/affiliation_detail.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/words.hpp"

namespace metroon::app {
namespace {

// How it ended says nothing before there is an end.
std::array<Detail::Item, 5> items_of(const core::Affiliation& one) {
  return {Detail::Item{"unit", one.unit}, Detail::Item{"from", base::to_iso(one.from)},
          Detail::Item{"ends", one.ends ? base::to_iso(*one.ends) : ""},
          Detail::Item{"ending", one.ends ? std::string{core::to_word(one.ending)} : ""},
          Detail::Item{"head", one.head_of_unit ? "yes" : ""}};
}

std::string head_of(const core::Policy& policy, const core::Affiliation& one) {
  return policy.affiliations[one.kind].key + " " + std::to_string(one.id.value);
}

// Entries of old have the kind alone.
std::optional<core::WhichAffiliation> read_head(const core::Policy& policy, std::string_view head) {
  const auto space = std::min(head.find(' '), head.size());
  const auto kind = policy.kind_of(head.substr(0, space));
  if (!kind) return {};
  core::WhichAffiliation which{.kind = *kind, .id = {}};
  if (space == head.size()) return which;
  const auto id = read_id<core::AffiliationId>(head.substr(space + 1));
  if (!id) return {};
  which.id = *id;
  return which;
}

// None: it had no end, and how it would end was not said.
std::optional<core::Ending> read_ending(std::string_view word) {
  return word.empty() ? core::Ending::lapsed : core::from_word<core::Ending>(word);
}

bool read_item(const Detail::Item& item, core::Affiliation& into) {
  const auto& [name, value] = item;
  if (name == "unit") {
    into.unit = value;
  } else if (name == "from") {
    const auto day = base::parse_day(value);
    into.from = day.value_or(into.from);
    return day.has_value();
  } else if (name == "ends") {
    into.ends = base::parse_day(value);
    return into.ends.has_value();
  } else if (name == "ending") {
    const auto ending = core::from_word<core::Ending>(value);
    into.ending = ending.value_or(into.ending);
    return ending.has_value();
  } else if (name == "head") {
    into.head_of_unit = true;
  } else if (name == "by") {
    into.asserted_by = value;
  } else {
    return false;
  }
  return true;
}

bool read_before(std::string_view name, const std::string& before, core::AffiliationBecame& into) {
  if (name == "unit") {
    into.unit = before;
  } else if (name == "from") {
    into.from = base::parse_day(before);
    return into.from.has_value();
  } else if (name == "ends") {
    into.ends = read_maybe_day(before);
    return into.ends.has_value();
  } else if (name == "ending") {
    into.ending = read_ending(before);
    return into.ending.has_value();
  } else if (name == "head") {
    into.head_of_unit = !before.empty();
  } else if (name == "source") {
    into.asserted_by = before;
  } else {
    return false;
  }
  return true;
}

}  // namespace

Detail affiliation_detail(const core::Policy& policy, const core::Affiliation& one) {
  Detail detail{.head = head_of(policy, one), .items = {}};
  auto items = items_of(one);
  detail.items.reserve(items.size() + 1);
  for (auto& item : items)
    if (!item.value.empty()) detail.items.push_back(std::move(item));
  return detail;
}

std::string detail_of(const core::Policy& policy, const core::Affiliation& one) {
  return to_text(affiliation_detail(policy, one));
}

std::optional<core::Affiliation> read_affiliation(const core::Policy& policy,
                                                  const Detail& detail) {
  const auto which = read_head(policy, detail.head);
  if (!which) return {};
  core::Affiliation read;
  read.id = which->id;
  read.kind = which->kind;
  for (const auto& item : detail.items)
    if (!read_item(item, read)) return {};
  return read;
}

std::optional<core::AffiliationBegan> read_began(const core::Policy& policy,
                                                 std::string_view text) {
  const auto detail = read_detail(text);
  const auto which = detail ? read_head(policy, detail->head) : std::nullopt;
  return which ? std::optional{core::AffiliationBegan{*which}} : std::nullopt;
}

std::string detail_of(const core::Policy& policy, const core::Affiliation& before,
                      const core::Affiliation& after, std::string_view by) {
  Detail detail{.head = head_of(policy, after), .items = {}};
  const auto old = items_of(before);
  const auto now = items_of(after);
  for (std::size_t at = 0; at < old.size(); ++at)
    if (old[at].value != now[at].value)
      detail.add_change(old[at].name, old[at].value, now[at].value);
  if (before.asserted_by != after.asserted_by)
    detail.add_change("source", before.asserted_by, after.asserted_by);
  if (!by.empty()) detail.add("by", std::string{by});
  return to_text(detail);
}

std::optional<core::AffiliationBecame> read_became(const core::Policy& policy,
                                                   std::string_view text) {
  const auto detail = read_detail(text);
  const auto which = detail ? read_head(policy, detail->head) : std::nullopt;
  if (!which || detail->items.empty()) return {};
  core::AffiliationBecame read{.which = *which};
  for (const auto& [name, value] : detail->items) {
    if (name == "by") continue;
    const auto change = read_change(value);
    if (!change || !read_before(name, change->before, read)) return {};
  }
  return read;
}

}  // namespace metroon::app

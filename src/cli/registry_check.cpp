#include "cli/registry_check.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

namespace metroon::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t most_listed = 20;

struct Report {
  std::string source;
  base::Instant made{};
  std::int64_t rows{0};
  std::int64_t bad{0};
  std::map<std::string, std::int64_t> reasons;
  std::map<std::string, std::int64_t> kinds;
  std::vector<app::BadRow> first;
  bool whole{false};

  [[nodiscard]] bool right() const { return bad == 0 && rows > 0 && whole; }
};

void count(Report& report, app::BadRow bad) {
  ++report.bad;
  ++report.reasons[bad.reason];
  if (report.first.size() < most_listed) report.first.push_back(std::move(bad));
}

// A key that two rows have tells neither of them: the declaration's `row_key` lacks a column.
Report read(const core::Policy& policy, app::Delivery& delivery) {
  Report report{.source = std::string{delivery.source()}, .made = delivery.made()};
  std::unordered_set<std::size_t> keys;
  while (delivery.next()) {
    ++report.rows;
    const auto seen = delivery.observation();
    const auto key = delivery.row_key();
    if (!seen)
      count(report, seen.error());
    else if (!keys.insert(std::hash<std::string_view>{}(key)).second)
      count(report, {.line = delivery.line(), .key = std::string{key}, .reason = "key_twice"});
    else
      ++report.kinds[policy.affiliations[seen->kind].key];
  }
  report.whole = delivery.whole();
  return report;
}

std::string shown_key(std::string key) {
  for (auto& c : key)
    if (c == '\t') c = ' ';
  return key;
}

std::string to_text(const app::BadRow& bad) {
  std::string text = fmt::format("  line {}", bad.line);
  if (!bad.key.empty()) text += fmt::format(", key {}", shown_key(bad.key));
  if (!bad.column.empty()) text += fmt::format(", column \"{}\"", bad.column);
  text += ": " + bad.reason;
  if (!bad.found.empty()) text += fmt::format(" \"{}\"", bad.found);
  return text + "\n";
}

std::string counts(const std::map<std::string, std::int64_t>& all) {
  std::string text;
  for (const auto& [word, number] : all) text += fmt::format("  {:<26}{:>10}\n", word, number);
  return text;
}

std::string to_text(const core::Registry& registry, const Report& report) {
  auto text = fmt::format("{}: {} of {}: {} rows, {} bad\n", registry.name, report.source,
                          base::to_iso(report.made), report.rows, report.bad);
  text += counts(report.kinds);
  if (report.rows == 0) text += "there are no rows\n";
  if (!report.whole) text += "the delivery was cut, or changed while it was read\n";
  if (report.bad == 0) return text;
  text += "bad rows by reason\n" + counts(report.reasons) + "the first bad rows\n";
  for (const auto& bad : report.first) text += to_text(bad);
  return text;
}

json::object counts_json(const std::map<std::string, std::int64_t>& all) {
  json::object object;
  for (const auto& [word, number] : all) object[word] = number;
  return object;
}

json::object to_json(const core::Registry& registry, const Report& report) {
  json::array first;
  for (const auto& bad : report.first)
    first.push_back(json::object{{"line", bad.line},
                                 {"key", bad.key},
                                 {"column", bad.column},
                                 {"reason", bad.reason},
                                 {"found", bad.found}});
  return {{"registry", registry.name},
          {"source", report.source},
          {"made", base::to_iso(report.made)},
          {"rows", report.rows},
          {"bad", report.bad},
          {"whole", report.whole},
          {"kinds", counts_json(report.kinds)},
          {"reasons", counts_json(report.reasons)},
          {"first", first}};
}

}  // namespace

Output registry_declared(const core::Policy& policy, const core::Registry& registry,
                         Format format) {
  json::array kinds;
  std::string listed;
  for (const auto kind : registry.kinds) {
    kinds.push_back(json::value(policy.affiliations[kind].key));
    listed += (listed.empty() ? "" : ", ") + policy.affiliations[kind].key;
  }
  if (format == Format::json)
    return {json::serialize(json::object{
                {"registry", registry.name}, {"full", registry.full}, {"kinds", kinds}}) +
                "\n",
            0};
  return {fmt::format("{}: {} ({} deliveries of {})\n", registry.name, registry.title.en,
                      registry.full ? "full" : "delta", listed),
          0};
}

Output registry_check(const core::Policy& policy, const core::Registry& registry,
                      app::Delivery& delivery, Format format) {
  const auto report = read(policy, delivery);
  return {format == Format::json ? json::serialize(to_json(registry, report)) + "\n"
                                 : to_text(registry, report),
          report.right() ? 0 : 1};
}

}  // namespace metroon::cli

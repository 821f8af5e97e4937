// Services, and for whom they open.
#include <fmt/format.h>

#include <algorithm>

#include "policy/draft.hpp"
#include "policy/shapes.hpp"

namespace metroon::policy {
namespace {

constexpr std::size_t most_levels = 8;
constexpr Expectation endpoint{is_endpoint, "udp://host:port or tcp://host:port"};
constexpr Expectation https{is_https, "an address that begins with https://"};

/// What one service needs while its rows are read.
struct Access {
  core::ServiceIndex service{0};
  const Register* levels{nullptr};
  /// Line of the row in which an affiliation stands already; 0 if in none.
  std::vector<toml::source_index> lines;
};

std::vector<core::Words> read_levels(TableReader& service, Register& keys) {
  std::vector<core::Words> levels;
  auto rows = service.rows("levels", Need::optional);
  refuse_more_than(most_levels, "levels", rows);
  if (rows.empty() && service.has("levels"))
    service.report(PolicyProblem::wrong_value, service.position("levels"), "no row in \"levels\"",
                   "at least one, or the key left out");
  for (auto& row : rows) {
    const Text key = row.text("key", Need::required, {is_key, "lower-case Latin words"});
    keys.enter(row, key);
    levels.push_back(row.words("name"));
    row.done();
  }
  return levels;
}

std::optional<core::SoftwareItem> read_software(TableReader& service) {
  auto row = service.table("software", Need::optional);
  if (!row) return std::nullopt;
  core::SoftwareItem item;
  const auto delivery = row->choice("delivery", deliveries);
  item.delivery = delivery.value_or(core::SoftwareItem::Delivery::vpn_profile);
  // A profile is made for its holder; everything else is fetched from somewhere.
  const bool made_here = item.delivery == core::SoftwareItem::Delivery::vpn_profile;
  item.url = row->text("url", made_here ? Need::optional : Need::required, https).value;
  if (made_here)
    item.server = row->text("server", delivery ? Need::required : Need::optional, endpoint).value;
  row->done();
  return item;
}

// A name in `for` is an affiliation or a group of them.
std::vector<core::KindIndex> kinds_of(TableReader& row, Draft& draft, const Text& name) {
  if (const auto group = draft.groups.place_of(name.value)) return draft.members[*group];
  if (const auto kind = draft.affiliations.place_of(name.value))
    return {static_cast<core::KindIndex>(*kind)};
  if (!draft.affiliations.complete() || !draft.groups.complete()) return {};
  auto known = draft.affiliations.keys();
  known.insert(known.end(), draft.groups.keys().begin(), draft.groups.keys().end());
  row.report(PolicyProblem::unknown_reference, name.at,
             fmt::format("unknown affiliation or group {}", quoted(name.value)),
             "one of: " + joined(known), nearest(name.value, known));
  return {};
}

std::uint8_t read_level(TableReader& row, const Register& levels) {
  const bool levelled = !levels.keys().empty();
  const Text key = row.text("level", levelled ? Need::required : Need::optional);
  if (key.value.empty()) return 0;
  if (const auto place = levels.place_of(key.value)) return static_cast<std::uint8_t>(*place);
  if (levelled && levels.complete())
    row.report(PolicyProblem::unknown_reference, key.at,
               fmt::format("unknown level {}", quoted(key.value)),
               "one of: " + joined(levels.keys()), nearest(key.value, levels.keys()));
  if (!levelled)
    row.report(PolicyProblem::unknown_reference, key.at, fmt::format("level {}", quoted(key.value)),
               "no level: the service has none");
  return 0;
}

core::Entitlement read_entitlement(TableReader& row, const Register& levels) {
  core::Entitlement entitlement;
  entitlement.opens = row.flag("open", Need::optional).value_or(true);
  entitlement.level = read_level(row, levels);
  entitlement.on = row.flag("on", Need::required).value_or(false);
  entitlement.keep = row.choice("keep", keeps, Need::optional).value_or(core::Keep::never);
  if (!entitlement.opens && !row.has("keep"))
    row.report(PolicyProblem::wrong_value, row.position("open"), "open = false without \"keep\"",
               "a row that opens the service at some time");
  return entitlement;
}

void read_access(TableReader& row, Draft& draft, Access& access) {
  const auto names = row.texts("for", Filling::some);
  const core::Entitlement entitlement = read_entitlement(row, *access.levels);
  for (const auto& name : names) {
    for (const auto kind : kinds_of(row, draft, name)) {
      auto& line = access.lines[kind];
      if (line != 0)
        row.report(PolicyProblem::duplicate, name.at,
                   fmt::format("affiliation {} a second time (by {})",
                               quoted(draft.affiliations.keys()[kind]), quoted(name.value)),
                   fmt::format("each once in a service; the first is on line {}", line));
      line = name.at.line;
      draft.policy.entitlements[kind * draft.policy.services.size() + access.service] = entitlement;
    }
  }
  read_source(row);
  row.done();
}

void read_service(TableReader& row, Draft& draft, core::ServiceIndex place) {
  core::Service& service = draft.policy.services[place];
  Register levels{"level"};
  service.key = read_key(row, "[[service]]", draft.services).value;
  service.name = row.words("name");
  service.about = row.words("about");
  service.url = row.text("url", Need::optional, https).value;
  service.shared = row.flag("shared", Need::optional).value_or(false);
  service.levels = read_levels(row, levels);
  service.software = read_software(row);
  Access access{.service = place,
                .levels = &levels,
                .lines = std::vector<toml::source_index>(draft.policy.affiliations.size())};
  for (auto& entry : row.rows("access")) read_access(entry, draft, access);
  service.source = read_source(row);
  row.done();
}

}  // namespace

void read_services(TableReader& file, Draft& draft) {
  auto rows = file.rows("service");
  refuse_more_than(core::max_services, "services", rows);
  if (rows.size() > core::max_services) return;
  draft.policy.services.resize(rows.size());
  draft.policy.entitlements.resize(rows.size() * draft.policy.affiliations.size());
  for (std::size_t place = 0; place < rows.size(); ++place)
    read_service(rows[place], draft, static_cast<core::ServiceIndex>(place));
}

}  // namespace metroon::policy

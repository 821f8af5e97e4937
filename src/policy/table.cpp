#include "policy/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "core/decide.hpp"

namespace metroon::policy {
namespace {

using core::Day;

constexpr std::array<std::string_view, 6> columns{"affiliation", "activated", "ends",
                                                  "ending",      "service",   "until"};
using Cells = std::array<std::string_view, columns.size()>;

constexpr Day begin_without_activation{std::chrono::year{2026} / 1 / 1};

struct Row {
  core::KindIndex kind{0};
  std::optional<Day> activated;
  std::optional<Day> ends;
  core::Ending ending{core::Ending::lapsed};
  core::ServiceIndex service{0};
  std::string until;
};

// The words of a line; more than the columns are told by the last one not being empty.
std::vector<std::string_view> words_of(std::string_view line) {
  constexpr std::string_view blank = " \t\r";
  std::vector<std::string_view> words;
  line = line.substr(0, line.find('#'));
  while (true) {
    const auto begin = line.find_first_not_of(blank);
    if (begin == line.npos) return words;
    line.remove_prefix(begin);
    const auto end = line.find_first_of(blank);
    words.push_back(line.substr(0, end));
    if (end == line.npos) return words;
    line.remove_prefix(end);
  }
}

std::string expectation_text(const std::optional<core::Until>& until) {
  if (!until) return "never";
  switch (until->kind) {
    case core::Until::Kind::not_started:
      return "not-started";
    case core::Until::Kind::day:
      return base::to_iso(until->last);
    case core::Until::Kind::no_end_known:
      return "open";
    case core::Until::Kind::for_ever:
      return "for-ever";
  }
  std::unreachable();  // No default above: a new kind must fail to compile here.
}

bool is_expectation(std::string_view word) {
  return word == "never" || word == "not-started" || word == "open" || word == "for-ever" ||
         base::parse_day(word);
}

// `-` is no day.
bool read_day(std::string_view word, std::optional<Day>& day) {
  if (word == "-") return true;
  day = base::parse_day(word);
  return day.has_value();
}

bool read_ending(std::string_view word, Row& row) {
  if (word == "graduation") row.ending = core::Ending::graduation;
  return word == (row.ends ? "lapsed" : "-") || (row.ends && word == "graduation");
}

class Checker {
 public:
  explicit Checker(const core::Policy& policy) : policy_{policy} {}

  void line(std::string_view text) {
    ++number_;
    const auto words = words_of(text);
    if (words.empty()) return;
    if (words.size() != columns.size())
      return say(fmt::format("{} columns; expected {}", words.size(), fmt::join(columns, " ")));
    Cells cells;
    std::ranges::copy(words, cells.begin());
    if (!headed_) return head(cells);
    if (const auto row = read(cells)) check(*row, cells);
  }

  std::vector<std::string> finish() {
    for (core::KindIndex kind = 0; kind < policy_.affiliations.size(); ++kind)
      for (core::ServiceIndex service = 0; service < policy_.services.size(); ++service)
        if (!covered_.contains({kind, service}))
          complaints_.push_back(fmt::format("no row for affiliation \"{}\" and service \"{}\"",
                                            policy_.affiliations[kind].key,
                                            policy_.services[service].key));
    return std::move(complaints_);
  }

 private:
  void say(std::string_view what) {
    complaints_.push_back(fmt::format("line {}: {}", number_, what));
  }

  void head(const Cells& cells) {
    headed_ = true;
    if (cells != columns)
      say(fmt::format("the first line names the columns: {}", fmt::join(columns, " ")));
  }

  std::optional<Row> refuse(std::size_t column, const Cells& cells, std::string_view expected) {
    say(fmt::format("{} \"{}\"; expected {}", columns[column], cells[column], expected));
    return std::nullopt;
  }

  std::optional<Row> read(const Cells& cells) {
    const auto kind = policy_.kind_of(cells[0]);
    const auto service = policy_.service_of(cells[4]);
    Row row{.until = std::string{cells[5]}};
    if (!kind) return refuse(0, cells, "an affiliation of the policy");
    if (!read_day(cells[1], row.activated)) return refuse(1, cells, "YYYY-MM-DD or -");
    if (!read_day(cells[2], row.ends)) return refuse(2, cells, "YYYY-MM-DD or -");
    if (!read_ending(cells[3], row))
      return refuse(3, cells, "- without an end, lapsed or graduation with one");
    if (!service) return refuse(4, cells, "a service of the policy");
    if (!is_expectation(cells[5]))
      return refuse(5, cells, "for-ever, open, not-started, never or a day");
    row.kind = *kind;
    row.service = *service;
    return row;
  }

  void check(const Row& row, const Cells& cells) {
    covered_.insert({row.kind, row.service});
    if (!rows_.insert({cells.begin(), cells.begin() + 5}).second) say("the same row a second time");
    const auto decided = expectation_text(ask(row));
    if (decided == row.until) return;
    say(fmt::format("{} (activated {}, ends {}, {}) has {} {}; expected {}", cells[0], cells[1],
                    cells[2], cells[3], cells[4], decided, row.until));
  }

  // Until when the rules give the row's service; empty if they do not.
  std::optional<core::Until> ask(const Row& row) const {
    const Day begin = row.activated.value_or(begin_without_activation);
    core::Dossier dossier{.person = {1}};
    dossier.account = core::Account{.id = {1},
                                    .username = "member",
                                    .realm = policy_.affiliations[row.kind].realm,
                                    .proof = begin,
                                    .activated = row.activated};
    dossier.affiliations.push_back(
        {.id = {1}, .kind = row.kind, .from = begin, .ends = row.ends, .ending = row.ending});
    const auto standing = core::decide(policy_, dossier, row.ends.value_or(begin));
    const auto* service = standing.find(row.service);
    return service == nullptr ? std::nullopt : std::optional{service->until};
  }

  const core::Policy& policy_;
  std::size_t number_{0};
  bool headed_{false};
  std::set<std::pair<core::KindIndex, core::ServiceIndex>> covered_;
  std::set<std::vector<std::string_view>> rows_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::vector<std::string> check_table(const core::Policy& policy, std::string_view table) {
  Checker checker{policy};
  while (!table.empty()) {
    const auto end = table.find('\n');
    checker.line(table.substr(0, end));
    table.remove_prefix(end == table.npos ? table.size() : end + 1);
  }
  return checker.finish();
}

}  // namespace metroon::policy

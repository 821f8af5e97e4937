#include <fmt/format.h>

#include <algorithm>

#include "feed/declaration.hpp"
#include "feed/read_fact.hpp"
#include "feed/vocabulary.hpp"
#include "policy/parse_toml.hpp"
#include "policy/reader.hpp"
#include "policy/shapes.hpp"

namespace metroon::feed {
namespace {

using policy::Expectation;
using policy::Filling;
using policy::Need;
using policy::PolicyProblem;
using policy::Range;
using policy::TableReader;

constexpr Range percent{0, 100};

void read_kinds(TableReader& file, const core::Policy& policy, core::Registry& registry) {
  std::vector<std::string> known;
  for (const auto& one : policy.affiliations) known.push_back(one.key);
  for (const auto& typed : file.texts("kinds", Filling::some)) {
    if (const auto kind = policy.kind_of(typed.value))
      registry.kinds.push_back(*kind);
    else
      file.report(PolicyProblem::unknown_reference, typed.at,
                  fmt::format("unknown affiliation {}", policy::quoted(typed.value)),
                  "one of the policy's: " + policy::joined(known),
                  policy::nearest(typed.value, known));
  }
}

void read_limits(TableReader& file, core::DeliveryLimits& limits) {
  auto table = file.table("limits", Need::optional);
  if (!table) return;
  const auto share = [&](std::string_view key, double& target) {
    if (const auto number = table->number(key, percent, Need::optional))
      target = static_cast<double>(*number) / 100;
  };
  share("bad_rows", limits.bad_rows);
  share("endings", limits.endings);
  share("newcomers", limits.newcomers);
  if (const auto least = table->number("least_rows", {0, 1'000'000}, Need::optional))
    limits.least_rows = *least;
  if (const auto most = table->number("nameless_rows", {0, 1'000'000}, Need::optional))
    limits.nameless_rows = *most;
  table->done();
}

void read_silence(TableReader& file, core::Registry& registry) {
  registry.full = file.choice("delivery", delivery_words).value_or(true);
  const auto silence = file.choice("silence", ending_words, Need::optional);
  registry.silence = silence.value_or(core::Ending::lapsed);
  if (silence.has_value() == registry.full || !file.has("delivery")) return;
  if (registry.full)
    file.report(PolicyProblem::missing_key, file.position("delivery"),
                "a full delivery that does not say how what it leaves out ended",
                R"(silence = "lapsed" or "graduation")");
  else
    file.report(PolicyProblem::wrong_value, file.position("silence"), "silence of a delta",
                "no such key: what a delta leaves out has not ended");
}

std::string read_path(TableReader& table, std::string_view key, Need need) {
  return table
      .text(
          key, need,
          {[](std::string_view path) { return path.starts_with('/'); }, "a path from the root: /…"})
      .value;
}

FileSource read_file_source(TableReader& table) {
  FileSource source;
  source.path = read_path(table, "path", Need::required);
  source.encoding = table.choice("encoding", encoding_words).value_or(wire::Encoding::utf_8);
  source.separator = table.choice("separator", separator_words).value_or(',');
  source.open_end = table.flag("open_end", Need::optional).value_or(false);
  return source;
}

QuerySource read_query_source(TableReader& table) {
  constexpr Expectation address{
      [](std::string_view text) { return !text.contains("password") && !text.contains("://"); },
      "libpq's words without a password: host=… dbname=… user=… sslmode=verify-full"};
  QuerySource source;
  source.address = table.text("address", Need::required, address).value;
  source.password_file = read_path(table, "password_file", Need::optional);
  source.sql = table.text("sql").value;
  return source;
}

void read_source(TableReader& file, Declaration& declaration) {
  int tables = 0;
  const auto read = [&](std::string_view key, auto reader) {
    auto table = file.table(key, Need::optional);
    if (!table) return;
    declaration.source = reader(*table);
    table->done();
    if (++tables == 2)
      file.report(PolicyProblem::duplicate, file.position(key), "a second source",
                  "one of [file], [query], [post]");
  };
  read("file", read_file_source);
  read("query", read_query_source);
  read("post",
       [](TableReader& table) { return PostSource{read_path(table, "key_file", Need::required)}; });
}

// "05:30"
std::optional<int> minute_of_day(std::string_view text) {
  const auto digits = [&](std::size_t at) {
    return text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9'
               ? (text[at] - '0') * 10 + (text[at + 1] - '0')
               : 99;
  };
  if (text.size() != 5 || text[2] != ':' || digits(0) > 23 || digits(3) > 59) return {};
  return digits(0) * 60 + digits(3);
}

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  return at != 0 && at != text.npos && at + 1 < text.size() && !text.contains(' ');
}

void read_office_keys(TableReader& file, Declaration& declaration) {
  auto& registry = declaration.registry;
  registry.posts = std::holds_alternative<PostSource>(declaration.source);
  const auto daily =
      file.text("daily_at", Need::optional,
                {[](std::string_view text) { return minute_of_day(text).has_value(); },
                 R"(an hour and minute, e.g. "05:30")"});
  registry.daily_at = minute_of_day(daily.value);
  if (registry.posts && registry.daily_at)
    file.report(PolicyProblem::wrong_value, file.position("daily_at"), "daily_at of a [post]",
                "no such key: the registry's program posts when it wants to");
  registry.report_language =
      file.choice("report_language", language_words, Need::optional).value_or(core::Language::el);
  for (const auto& address :
       file.texts("report_to", Filling::any, {is_address, "an address of mail"}, Need::optional))
    registry.report_to.push_back(address.value);
}

void read_dates(TableReader& file, std::vector<DateFormat>& dates) {
  for (const auto& typed : file.texts("dates", Filling::some))
    if (const auto format = file.meaning("dates", typed, date_words)) dates.push_back(*format);
}

void read_facts(TableReader& file, const core::Policy& policy, Declaration& declaration) {
  auto table = file.table("facts");
  if (!table) return;
  for (const auto& [word, fact] : fact_words)
    declaration.facts[static_cast<std::size_t>(fact)] =
        read_fact(*table, word, fact, policy, declaration.registry.kinds);
  const auto& ends = declaration.fact(Fact::ends);
  if (const auto& ending = declaration.fact(Fact::ending); ending && !ends)
    table->report(PolicyProblem::missing_key, table->position("ending"), "ending without ends",
                  "both, or neither: an ending without a day is none");
  table->done();
}

void read_all(TableReader file, const core::Policy& policy, Declaration& declaration) {
  auto& registry = declaration.registry;
  registry.name = file.text("name", Need::required,
                            {policy::is_key, "lower-case Latin words joined by hyphens: students"})
                      .value;
  registry.title = file.words("title");
  read_kinds(file, policy, registry);
  read_silence(file, registry);
  read_limits(file, registry.limits);
  read_source(file, declaration);
  read_office_keys(file, declaration);
  for (const auto& column : file.texts("row_key", Filling::some))
    declaration.row_key.push_back(column.value);
  read_dates(file, declaration.dates);
  declaration.title_case = file.flag("title_case", Need::optional).value_or(false);
  read_facts(file, policy, declaration);
  // A misspelt [file] is no missing one.
  const bool has_source = file.has("file") || file.has("query") || file.has("post");
  if (file.done() && !has_source)
    file.report(PolicyProblem::missing_key, file.position(""), "no source",
                "one of [file], [query], [post]");
}

}  // namespace

std::expected<Declaration, policy::PolicyError> load_declaration(std::string_view toml,
                                                                 std::string_view file_name,
                                                                 const core::Policy& policy) {
  const auto table = policy::parse_toml(toml, file_name);
  if (!table) return std::unexpected{table.error()};
  policy::Findings findings{file_name};
  Declaration declaration;
  declaration.text = toml;
  read_all(TableReader{*table, "", findings}, policy, declaration);
  if (auto error = findings.first()) return std::unexpected{std::move(*error)};
  return declaration;
}

}  // namespace metroon::feed

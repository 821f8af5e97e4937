#include "cli/merge.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <utility>

#include "app/acts.hpp"
#include "cli/person.hpp"
#include "cli/words.hpp"

namespace metroon::cli {
namespace {

namespace json = boost::json;
using app::MergeProblem;
using app::SplitProblem;

constexpr std::size_t most_listed = 100;

Output refused(MergeProblem problem) {
  switch (problem) {
    case MergeProblem::no_such_person:
      return refusal("J01", "there is no such person", "give a username or a person's id");
    case MergeProblem::someone_was_first:
      return refusal("J02", "one of the two has just been changed", "look at both, and try again");
    case MergeProblem::same_record:
      return refusal("J03", "both are the same record already", "give two people");
    case MergeProblem::afm_differs:
      return refusal("J04", "they have different tax numbers (AFM)",
                     "correct the wrong one at the office, with a proof of identity");
    case MergeProblem::amka_differs:
      return refusal("J05", "they have different social security numbers (AMKA)",
                     "correct the wrong one at the office, with a proof of identity");
    case MergeProblem::working_account_must_stay:
      return refusal("J06",
                     "the account of the other one works, and that of the one to stay does not",
                     "give them the other way round");
    case MergeProblem::reason_missing:
      return refusal("J07", "a reason is missing", "say with --reason how you know");
  }
  std::unreachable();
}

Output refused(SplitProblem problem) {
  switch (problem) {
    case SplitProblem::no_such_merge:
      return refusal("J08", "there is no such merge", "see `metroon person merges`");
    case SplitProblem::already_undone:
      return refusal("J09", "the merge was undone already", "nothing is left to do");
    case SplitProblem::later_merge:
      return refusal("J10", "a later merge of the same person stands", "undo that one before");
    case SplitProblem::reason_missing:
      return refusal("J07", "a reason is missing", "say with --reason why it was wrong");
  }
  std::unreachable();
}

json::object to_json(const app::MergeRecord& record) {
  json::object object{
      {"merge", record.id.value}, {"keep", record.keep.value}, {"other", record.other.value},
      {"reason", record.reason},  {"by", record.by},           {"at", base::to_iso(record.at)}};
  object["undone"] = record.undone ? json::value(base::to_iso(record.undone->at)) : json::value{};
  return object;
}

json::object person_json(const core::Person& person, const std::string& username) {
  return {{"id", person.id.value},
          {"first", person.names.first},
          {"last", person.names.last},
          {"birth", base::to_iso(person.birth)},
          {"username", username}};
}

std::string person_text(const core::Person& person, const std::string& username) {
  return fmt::format("{} (person {}, born {}{})", app::full_name(person.names), person.id.value,
                     base::to_iso(person.birth), username.empty() ? "" : ", " + username);
}

std::int64_t version_of(app::House& house, core::PersonId id) {
  return house.store.read([&](app::Ports& ports) {
    const auto person = ports.people.find(id);
    return person ? person->version : 0;
  });
}

}  // namespace

Output merge_people(app::House& house, const app::Call& call, std::string_view keep,
                    std::string_view other, std::string_view reason, Format format) {
  const auto one = find_person(house, call, keep);
  const auto two = find_person(house, call, other);
  if (!one || !two)
    return refusal("P01", fmt::format("\"{}\" is no one person", one ? other : keep),
                   "give a username or a person's id");
  const auto done = app::merge_people(house, call,
                                      {.keep = *one,
                                       .keep_version = version_of(house, *one),
                                       .other = *two,
                                       .other_version = version_of(house, *two),
                                       .reason = std::string{reason}});
  if (!done) return refused(done.error());
  if (format == Format::json) return {json::serialize(to_json(*done)) + "\n", 0};
  return {
      fmt::format("person {} was merged into person {}; undo it with `metroon person split {}`\n",
                  done->other.value, done->keep.value, done->id.value),
      0};
}

Output split_people(app::House& house, const app::Call& call, std::int64_t merge,
                    std::string_view reason, Format format) {
  const auto done = app::split_people(house, call, {merge}, reason);
  if (!done) return refused(done.error());
  if (format == Format::json) return {json::serialize(to_json(*done)) + "\n", 0};
  return {fmt::format("persons {} and {} are two again\n", done->keep.value, done->other.value), 0};
}

Output list_merges(app::House& house, const app::Call& call, Format format) {
  json::array all;
  std::string text;
  for (const auto& row : app::list_merges(house, call, {}, most_listed)) {
    const auto& record = row.record;
    all.push_back(to_json(record));
    text += fmt::format("{}  {}  {} (person {}) into {} (person {}), by {}: {}{}\n",
                        record.id.value, base::to_iso(record.at), app::full_name(row.other),
                        record.other.value, app::full_name(row.keep), record.keep.value, record.by,
                        record.reason, record.undone ? " (undone)" : "");
  }
  return {format == Format::json ? json::serialize(all) + "\n" : text, 0};
}

Output alike_people(app::House& house, const app::Call& call, Format format) {
  json::array all;
  std::string text;
  for (const auto& pair : app::suggest_merges(house, call, {}, most_listed).pairs) {
    json::array shared;
    std::string items;
    for (const auto& item : pair.shared_items) {
      shared.emplace_back(item);
      items += (items.empty() ? "" : ", ") + item;
    }
    all.push_back(json::object{{"match", core::to_word(pair.match)},
                               {"shared", shared},
                               {"newer", person_json(pair.newer, pair.newer_username)},
                               {"older", person_json(pair.older, pair.older_username)}});
    text += fmt::format("{}: {} and {}: {}\n", core::to_word(pair.match),
                        person_text(pair.newer, pair.newer_username),
                        person_text(pair.older, pair.older_username), items);
  }
  return {format == Format::json ? json::serialize(all) + "\n" : text, 0};
}

}  // namespace metroon::cli

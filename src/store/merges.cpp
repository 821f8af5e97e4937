#include "store/merges.hpp"

#include <charconv>

#include "store/lists.hpp"

namespace metroon::store {
namespace {

using app::MergeRecord;

// The fields of a person whom a merge changed, each after its length.
class Fields {
 public:
  static std::string of(const core::Person& person) {
    std::string text;
    const auto add = [&](std::string_view field) {
      text.append(std::to_string(field.size())).append(":").append(field);
    };
    const auto& names = person.names;
    const auto& numbers = person.identifiers;
    const auto birth = base::to_iso(person.birth);
    for (const std::string_view field :
         {std::string_view{names.first}, std::string_view{names.last},
          std::string_view{names.father}, std::string_view{names.first_latin},
          std::string_view{names.last_latin}, std::string_view{birth}, name_of(numbers.document),
          std::string_view{numbers.document_number}, std::string_view{numbers.afm},
          std::string_view{numbers.amka}})
      add(field);
    return text;
  }

  explicit Fields(std::string_view text) : left_{text} {}
  std::string next() {
    std::size_t size = 0;
    const auto colon = left_.find(':');
    const auto* begin = left_.data();
    if (colon == left_.npos || std::from_chars(begin, begin + colon, size).ptr != begin + colon ||
        size > left_.size() - colon - 1)
      throw DatabaseError{"a merge's record cannot be read"};
    std::string field{left_.substr(colon + 1, size)};
    left_.remove_prefix(colon + 1 + size);
    return field;
  }

 private:
  std::string_view left_;
};

core::Person person_of(std::string_view text) {
  Fields fields{text};
  core::Person person;
  for (auto* name : {&person.names.first, &person.names.last, &person.names.father,
                     &person.names.first_latin, &person.names.last_latin})
    *name = fields.next();
  person.birth = base::parse_day(fields.next()).value();
  person.identifiers.document = named<core::IdentityDocument>(fields.next());
  for (auto* number :
       {&person.identifiers.document_number, &person.identifiers.afm, &person.identifiers.amka})
    *number = fields.next();
  return person;
}

std::string json_days(std::span<const app::Day> days) {
  std::vector<std::string> texts;
  for (const auto day : days) texts.push_back(base::to_iso(day));
  return json_list(texts);
}

std::pair<core::PersonId, core::PersonId> ordered(core::PersonId one, core::PersonId other) {
  return one < other ? std::pair{one, other} : std::pair{other, one};
}

}  // namespace

MergeRecord Merges::read(Row row) const {
  MergeRecord read;
  read.id = row.id<core::MergeId>();
  read.keep = row.id<core::PersonId>();
  read.other = row.id<core::PersonId>();
  read.keep_account = row.id<core::AccountId>();
  read.other_account = row.id<core::AccountId>();
  read.reason = row.text();
  read.by = row.text();
  read.at = row.instant();
  read.before =
      person_of(context_.sealer.open(row.blob(), place("person_merge", "before", read.id.value)));
  read.before.id = read.keep;
  if (const auto at = row.maybe_instant()) read.undone = {*at, row.text(), row.text()};
  return read;
}

std::int64_t Merges::last(std::string_view statement, const Parameter& whose) {
  return context_.database.exec(statement, {whose}).first().integer();
}

core::PersonId Merges::standing_for(core::PersonId id) {
  return context_.database.exec("merge_standing_for", {id})
      .map_first([](Row row) { return row.id<core::PersonId>(); })
      .value_or(id);
}

std::vector<core::PersonId> Merges::stubs_of(core::PersonId id) {
  return context_.database.exec("merge_stubs_of", {id}).map([](Row row) {
    return row.id<core::PersonId>();
  });
}

std::optional<MergeRecord> Merges::find(core::MergeId id) {
  return context_.database.exec("merge_find", {id}).map_first([this](Row row) {
    return read(row);
  });
}

std::vector<MergeRecord> Merges::into(core::PersonId keep) {
  return context_.database.exec("merge_of_keep", {keep}).map([this](Row row) { return read(row); });
}

std::vector<MergeRecord> Merges::list(core::MergeId before, std::size_t limit) {
  return context_.database.exec("merge_list", {before, limit}).map([this](Row row) {
    return read(row);
  });
}

void Merges::insert(const MergeRecord& it) {
  const auto before =
      context_.sealer.seal(Fields::of(it.before), place("person_merge", "before", it.id.value));
  context_.database.post("merge_insert",
                         {it.id, it.keep, it.other, it.keep_account, it.other_account, it.reason,
                          it.by, it.at, Parameter::blob(before)});
}

bool Merges::give_up(const MergeRecord& it, std::int64_t version) {
  context_.database.post("merge_note_stubs", {it.id, it.other});
  context_.database.post("merge_move_stubs", {it.other, it.keep});
  return context_.database.exec("merge_stub", {it.other, it.keep, version}).affected == 1;
}

void Merges::move(const MergeRecord& it, std::span<const app::Day> told_anew) {
  auto& database = context_.database;
  const auto given_up = it.keep_account ? it.keep_account : core::AccountId{};
  for (const auto* note :
       {"merge_note_affiliations", "merge_note_applications", "merge_note_proofs",
        "merge_note_claims", "merge_note_requests", "merge_note_registry_rows"})
    database.post(note, {it.id, it.other});
  database.post("merge_move_affiliations", {it.other, it.keep});
  database.post("merge_move_applications", {it.other, it.keep, given_up});
  database.post("merge_move_proofs", {it.other, it.keep});
  database.post("merge_move_claims", {it.other, it.keep});
  database.post("merge_move_requests", {it.other, it.keep});
  database.post("merge_move_registry_rows", {it.other, it.keep});
  database.post("merge_note_owned", {it.id, it.other, it.keep});
  database.post("merge_give_owned", {it.other, it.keep});
  database.post("merge_leave_owned", {it.other});

  const auto holds = last("merge_last_hold", it.keep);
  database.post("merge_note_holds", {it.id, it.other, holds});
  database.post("merge_move_holds", {it.other, it.keep, holds});

  const auto anew = json_days(told_anew);
  const auto notices = last("merge_last_notice", it.keep);
  database.post("merge_note_notices", {it.id, it.other, notices, anew});
  database.post("merge_move_notices", {it.other, it.keep, notices, anew});
  const auto others = last("merge_last_notice", it.other);
  database.post("merge_note_old_notices", {it.id, it.keep, others, anew});
  database.post("merge_move_old_notices", {it.keep, it.other, others, anew});
}

void Merges::move_account(const MergeRecord& it, app::Day day) {
  auto& database = context_.database;
  if (!it.other_account) return;
  if (!it.keep_account) {
    database.post("merge_move_account", {it.other, it.keep}, Touches::one);
    return;
  }
  database.post("merge_note_closed", {it.id, it.other_account});
  database.post("merge_note_account_stubs", {it.id, it.other_account});
  database.post("merge_move_account_stubs", {it.other_account, it.keep_account});
  database.post("merge_close_account", {it.other_account, it.keep_account, day}, Touches::one);
  const auto addresses = last("merge_last_address", it.keep_account);
  database.post("merge_note_addresses", {it.id, it.other_account, addresses});
  database.post("merge_move_addresses", {it.other_account, it.keep_account, addresses});
  database.post("merge_note_licences", {it.id, it.other_account, it.keep_account});
  database.post("merge_move_licences", {it.other_account, it.keep_account});
}

void Merges::add_holds(const MergeRecord& it, std::span<const core::Hold> added) {
  const auto before = last("merge_last_hold", it.keep);
  for (const auto& one : added)
    context_.database.post("hold_insert",
                           {it.keep, one.from, one.until, one.affiliation, one.reason, one.by});
  context_.database.post("merge_note_added_holds", {it.id, it.keep, before});
}

void Merges::note_choices(const MergeRecord& it, std::span<const core::Choice> choices) {
  std::vector<std::string> services;
  for (const auto& one : choices) services.push_back(context_.service_key(one.service));
  context_.database.post("merge_note_choices", {it.id, json_list(services)});
}

void Merges::note_suspension(const MergeRecord& it) {
  context_.database.post("merge_note_suspension", {it.id, it.keep_account});
}

bool Merges::suspension_noted(core::MergeId id) {
  return !context_.database.exec("merge_noted_suspension", {id}).empty();
}

bool Merges::undo(const MergeRecord& it) {
  auto& database = context_.database;
  const auto& undone = it.undone.value();
  if (database.exec("merge_set_undone", {it.id, undone.at, undone.by, undone.reason}).affected != 1)
    return false;
  database.post("unmerge_stub", {it.other, it.keep}, Touches::one);
  database.post("unmerge_stubs", {it.id, it.other});
  for (const auto* statement : {"unmerge_affiliations", "unmerge_proofs", "unmerge_claims",
                                "unmerge_requests", "unmerge_give_owned"})
    database.post(statement, {it.id, it.other});
  database.post("unmerge_registry_rows", {it.id, it.keep, it.other});
  database.post("unmerge_asserted", {it.id, it.keep, it.other});
  const base::Bytes never_read(sizeof(app::Fingerprint), char{});
  database.post("unmerge_loose_rows", {it.keep, it.other, Parameter::blob(never_read)});
  const auto given_up = it.keep_account ? it.other_account : core::AccountId{};
  database.post("unmerge_applications", {it.id, it.other, given_up});
  database.post("unmerge_leave_owned", {it.id, it.keep});
  database.post("unmerge_added_holds", {it.id, it.keep});
  database.post("unmerge_holds", {it.id, it.keep, it.other, last("merge_last_hold", it.other)});
  database.post("unmerge_holds_since", {it.keep, it.other, last("merge_last_hold", it.other)});
  const auto give_back_notices = [&](core::PersonId from, core::PersonId to,
                                     std::string_view sort) {
    database.post("unmerge_notices", {it.id, from, to, last("merge_last_notice", to), sort});
  };
  // Those set aside leave first: a number of theirs may be that of one which comes.
  give_back_notices(it.other, it.keep, "old_notice");
  give_back_notices(it.keep, it.other, "notice");
  give_back_account(it);
  return true;
}

void Merges::give_back_account(const MergeRecord& it) {
  auto& database = context_.database;
  if (!it.other_account) return;
  if (!it.keep_account) {
    database.post("merge_move_account", {it.keep, it.other}, Touches::one);
    return;
  }
  database.post("unmerge_account_stubs", {it.id, it.other_account});
  database.post("unmerge_choices", {it.id, it.keep_account, it.other_account});
  database.post("unmerge_open_account", {it.id, it.other_account}, Touches::one);
  database.post("unmerge_addresses", {it.id, it.keep_account, it.other_account,
                                      last("merge_last_address", it.other_account)});
  database.post("unmerge_licences", {it.id, it.keep_account, it.other_account});
}

app::Merges::Pairs Merges::pairs(core::PersonId before, std::size_t window) {
  Pairs found;
  found.pairs = context_.database.exec("merge_pairs", {before, window}).map([](Row row) {
    const auto newer = row.id<core::PersonId>();
    return std::pair{newer, row.id<core::PersonId>()};
  });
  found.next = context_.database.exec("merge_window_end", {before, window})
                   .map_first([](Row row) { return row.id<core::PersonId>(); })
                   .value_or(core::PersonId{});
  return found;
}

void Merges::tell_apart(core::PersonId one, core::PersonId other, std::string_view by,
                        app::Instant at) {
  const auto [low, high] = ordered(one, other);
  context_.database.post("merge_tell_apart", {low, high, by, at});
}

bool Merges::told_apart(core::PersonId one, core::PersonId other) {
  const auto [low, high] = ordered(one, other);
  return !context_.database.exec("merge_told_apart", {low, high}).empty();
}

std::vector<std::pair<core::PersonId, std::string>> Merges::broken() {
  return context_.database.exec("merge_broken", {}).map([](Row row) {
    const auto id = row.id<core::PersonId>();
    return std::pair{id, row.text()};
  });
}

}  // namespace metroon::store

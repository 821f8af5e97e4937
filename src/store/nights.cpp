#include "store/nights.hpp"

#include "store/dossiers.hpp"
#include "store/lists.hpp"
#include "store/names.hpp"

namespace metroon::store {

namespace {

app::DueAccount read_due(Row row) {
  return {.account = row.id<core::AccountId>(),
          .person = row.id<core::PersonId>(),
          .looked = row.maybe_day(),
          .next_change = row.maybe_day(),
          .not_collected = row.boolean()};
}

core::RightOnRecord read_right(Row row) {
  core::RightOnRecord right{.kind = row.text(), .service = row.text(), .entitlement = {}};
  auto& one = right.entitlement;
  one.opens = row.boolean();
  one.level = static_cast<std::uint8_t>(row.integer());
  one.on = row.boolean();
  one.keep = named<core::Keep>(row.text());
  const auto since = row.maybe_day();
  const auto ends = row.maybe_day();
  if (since && ends) right.withdrawn = {*since, *ends};
  right.given = row.maybe_day();
  return right;
}

core::TermOnRecord read_term(Row row) {
  return {.kind = row.text(),
          .term = named<core::Term::Kind>(row.text()),
          .length = std::chrono::months{row.integer()},
          .until = row.maybe_day()};
}

}  // namespace

std::vector<app::DueAccount> Nights::due(app::Day day, const app::DueAfter& after,
                                         std::size_t limit) {
  return context_.database.exec("night_due", {day, after.day, after.account.value, limit})
      .map(read_due);
}

std::vector<app::DueAccount> Nights::between(core::PersonId first, core::PersonId last) {
  return context_.database.exec("night_between", {first.value, last.value}).map(read_due);
}

void Nights::looked(std::span<const core::AccountId> ids, app::Day day) {
  if (!ids.empty())
    context_.database.post("night_looked", {json_list(ids), day}, touches(ids.size()));
}

void Nights::add_notice(core::PersonId person, const core::Notice& it, core::MailId mail) {
  store::add_notice(context_, person, it);
  context_.database.post("night_tie_notice", {mail, person}, Touches::one);
}

void Nights::notice_accepted(core::MailId mail, app::Day day) {
  context_.database.post("night_notice_accepted", {mail, day});
  context_.database.post("night_look_again", {mail, day + std::chrono::days{1}});
}

std::vector<app::BouncedNotice> Nights::bounced(std::size_t limit) {
  return context_.database.exec("night_bounced", {limit}).map([](Row row) {
    return app::BouncedNotice{.person = row.id<core::PersonId>(),
                              .first = row.text(),
                              .last = row.text(),
                              .ending = row.day(),
                              .days_before = static_cast<int>(row.integer()),
                              .address = row.text(),
                              .error = row.text()};
  });
}

std::vector<core::PersonId> Nights::corrected(std::size_t limit) {
  return context_.database.exec("night_corrected", {limit}).map([](Row row) {
    return row.id<core::PersonId>();
  });
}

std::vector<core::PersonId> Nights::unheard(app::Day day, core::PersonId after, std::size_t limit) {
  return context_.database.exec("night_unheard", {day, after.value, limit}).map([](Row row) {
    return row.id<core::PersonId>();
  });
}

std::vector<core::Notice> Nights::give_again(core::PersonId person) {
  return context_.database.exec("night_give_again", {person}).map([this](Row row) {
    return read_notice(context_, row);
  });
}

void Nights::recall(core::PersonId person, app::Instant at) {
  context_.database.post("night_recall", {person, at});
}

std::optional<app::Day> Nights::successor_asked(core::AccountId id) {
  return context_.database.exec("night_successor_asked", {id}).map_first([](Row row) {
    return row.day();
  });
}

std::vector<core::AccountId> Nights::successors_asked() {
  return context_.database.exec("night_successors_asked", {}).map([](Row row) {
    return row.id<core::AccountId>();
  });
}

bool Nights::ask_successor(core::AccountId id, app::Day day) {
  return context_.database.exec("night_ask_successor", {id, day}).affected == 1;
}

void Nights::successor_found(core::AccountId id) {
  context_.database.post("night_successor_found", {id});
}

void Nights::not_collected(core::AccountId id, app::Day day) {
  context_.database.post("night_not_collected", {id, day}, Touches::one);
}

bool Nights::collected(core::AccountId id) {
  return context_.database.exec("night_collected", {id}).affected == 1;
}

std::optional<core::RulesOnRecord> Nights::rules() {
  auto& database = context_.database;
  const auto hash =
      database.exec("night_rules_hash", {}).map_first([](Row row) { return row.text(); });
  if (!hash) return {};
  return core::RulesOnRecord{.hash = *hash,
                             .rights = database.exec("night_rules", {}).map(read_right),
                             .terms = database.exec("night_terms", {}).map(read_term)};
}

void Nights::adopt(const core::RulesOnRecord& rules) {
  auto& database = context_.database;
  database.post("night_adopt", {rules.hash}, Touches::one);
  database.post("night_forget_rights", {});
  database.post("night_forget_terms", {});
  for (const auto& [kind, service, one, given, withdrawn] : rules.rights)
    database.post("night_adopt_right",
                  {kind, service, one.opens, int{one.level}, one.on, name_of(one.keep),
                   withdrawn ? std::optional{withdrawn->since} : std::nullopt,
                   withdrawn ? std::optional{withdrawn->ends} : std::nullopt, given},
                  Touches::one);
  for (const auto& one : rules.terms)
    database.post("night_adopt_term", {one.kind, name_of(one.term), one.length.count(), one.until},
                  Touches::one);
}

std::optional<app::NightDone> Nights::last() {
  return context_.database.exec("night_last", {}).map_first([](Row row) {
    return app::NightDone{.day = row.day(), .policy_hash = row.text()};
  });
}

void Nights::done(const app::NightDone& it) {
  context_.database.post("night_done", {it.day, it.policy_hash}, Touches::one);
}

}  // namespace metroon::store

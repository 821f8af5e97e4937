#include "store/campaigns.hpp"

#include "store/lists.hpp"

namespace metroon::store {
namespace {

core::Campaign read_campaign(Row row) {
  return {.id = row.id<core::CampaignId>(),
          .name = row.text(),
          .stage = row.one_of<core::CampaignStage>(),
          .ends = row.day(),
          .ending = row.one_of<core::Ending>(),
          .by = row.text(),
          .created = row.instant(),
          .started = row.maybe_instant()};
}

app::CampaignMember read_member(Row row) {
  app::CampaignMember read;
  read.affiliation = row.id<core::AffiliationId>();
  read.person = row.id<core::PersonId>();
  read.first = row.text();
  read.last = row.text();
  read.username = row.text();
  read.begun = row.maybe_day();
  read.facts = {
      .begun = read.begun.has_value(), .open_claim = row.boolean(), .bounced = row.maybe_day()};
  return read;
}

}  // namespace

void Campaigns::insert(const core::Campaign& it) {
  context_.database.post("campaign_insert", {it.id, it.name, it.stage, it.ends, it.ending, it.by,
                                             it.created, it.started});
}

void Campaigns::add_members(core::CampaignId id, std::span<const core::AffiliationId> members) {
  if (!members.empty()) context_.database.post("campaign_add_members", {id, json_list(members)});
}

std::optional<core::Campaign> Campaigns::find(core::CampaignId id) {
  return context_.database.exec("campaign_find", {id}).map_first(read_campaign);
}

std::vector<core::Campaign> Campaigns::list(std::size_t limit) {
  return context_.database.exec("campaign_list", {limit}).map(read_campaign);
}

bool Campaigns::move(core::CampaignId id, core::CampaignStage from, core::CampaignStage to) {
  return context_.database.exec("campaign_move", {id, from, to}).affected == 1;
}

void Campaigns::started(core::CampaignId id, app::Instant at) {
  context_.database.post("campaign_started", {id, at});
}

void Campaigns::remove(core::CampaignId id) {
  context_.database.post("campaign_remove_members", {id});
  context_.database.post("campaign_remove", {id});
}

std::vector<app::CampaignMember> Campaigns::members(core::CampaignId id, core::AffiliationId after,
                                                    std::size_t limit) {
  return context_.database.exec("campaign_members", {id, after.value, limit}).map(read_member);
}

std::vector<app::CampaignMember> Campaigns::waiting(core::CampaignId id, std::size_t limit) {
  return context_.database.exec("campaign_waiting", {id, limit}).map([](Row row) {
    app::CampaignMember read;
    read.affiliation = row.id<core::AffiliationId>();
    read.person = row.id<core::PersonId>();
    return read;
  });
}

void Campaigns::begun(core::CampaignId id, std::span<const core::AffiliationId> members,
                      app::Day day) {
  context_.database.post("campaign_begun", {id, json_list(members), day});
}

void Campaigns::hold(std::span<const core::AffiliationId> members, const core::Hold& it) {
  if (members.empty()) return;
  context_.database.post("campaign_hold",
                         {json_list(members), it.from, it.until, it.reason, it.by});
  // What rules have withdrawn no hold carries on: its day may be another now, and be due.
  context_.database.post("campaign_look_again", {it.by, it.from});
}

void Campaigns::end_holds(std::string_view by, app::Day until) {
  context_.database.post("campaign_look_again", {by, until});
  context_.database.post("campaign_end_holds", {by, until});
}

std::vector<app::CampaignMatch> Campaigns::match(std::span<const std::string> lines,
                                                 std::span<const core::KindIndex> kinds,
                                                 std::string_view unit) {
  return context_.database.exec("campaign_match", {json_list(lines), keys_of(kinds), unit})
      .map([](Row row) {
        return app::CampaignMatch{.line = row.text(),
                                  .affiliation = row.id<core::AffiliationId>(),
                                  .person = row.id<core::PersonId>()};
      });
}

std::vector<core::AffiliationId> Campaigns::sought(const app::AffiliationsSought& it) {
  return context_.database
      .exec("campaign_sought", {keys_of(it.kinds), it.unit, it.ended_from, it.ends_by})
      .map([](Row row) { return row.id<core::AffiliationId>(); });
}

std::string Campaigns::keys_of(std::span<const core::KindIndex> kinds) const {
  std::vector<std::string> keys;
  for (const auto kind : kinds) keys.push_back(context_.kind_key(kind));
  return json_list(keys);
}

}  // namespace metroon::store

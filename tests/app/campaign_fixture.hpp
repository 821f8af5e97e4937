// Campaigns over the real store under the real rules; nights run, and a mail server takes letters
// or not.
#pragma once

#include "app/campaign.hpp"
#include "app/house_fixture.hpp"
#include "app/night.hpp"
#include "mail/worker.hpp"

namespace metroon::app {

class CampaignServer final : public mail::Transport {
 public:
  mail::Delivery deliver(const mail::Letter&) override { return {outcome, "550 no such user"}; }
  mail::Outcome outcome{mail::Outcome::accepted};
};

/// What these tests do to any world.
struct Campaigning {
  World& world;
  CampaignServer server{};

  [[nodiscard]] Call system() const { return world.call("system"); }
  CampaignWish wish(std::string lines = {}) const {
    return {.name = "Ορκωμοσία",
            .lines = std::move(lines),
            .kinds = {"undergraduate"},
            .unit = {},
            .ended_from = {},
            .ends_by = {},
            .last_day = base::to_iso(world.today() + days{90})};
  }
  core::CampaignId listed(const CampaignWish& wanted) {
    return list_campaign(world.house, world.office(), wanted).value().campaign.id;
  }
  core::CampaignId started(const CampaignWish& wanted) {
    const auto id = listed(wanted);
    EXPECT_TRUE(start_campaign(world.house, world.office(), id));
    carry_on_campaigns(world.house, system());
    return id;
  }
  CampaignReport follow(core::CampaignId id) {
    return follow_campaign(world.house, world.call(), id).value();
  }
  void deliver() {
    while (mail::deliver_due(*world.store, server, {"noreply@example.edu", "X"},
                             {world.now, world.today()}) != mail::DeliveryCounts{}) {
    }
  }
  void night() {
    run_night(world.house, system());
    deliver();
  }
  void nights_until(Day last) {
    for (Day next = world.today() + days{1}; next <= last; next += days{1}) {
      world.go_to(next);
      night();
    }
  }
};

class CampaignTest : public HouseTest {
 protected:
  Member student(unsigned n) {
    const auto [person, account] = enrol("undergraduate", n);
    return settle(person, account);
  }
  bool open(const Member& who, std::string_view key) {
    return standing(who.person).opens(service(key));
  }
  Campaigning campaigning{*this};
};

}  // namespace metroon::app

// The port of nights as FailingStore gives it.
#pragma once

#include "support/failing_registries.hpp"

namespace metroon::support::failing {

using namespace app;

struct Nights final : app::Nights {
  Nights(app::Nights& port, Fuse& burning) : real{port}, fuse{burning} {}
  std::vector<DueAccount> due(Day day, const app::DueAfter& after, std::size_t limit) override {
    return real.due(day, after, limit);
  }
  std::vector<DueAccount> between(core::PersonId first, core::PersonId last) override {
    return real.between(first, last);
  }
  void looked(std::span<const core::AccountId> ids, Day day) override {
    fuse.burn(), real.looked(ids, day);
  }
  void add_notice(core::PersonId id, const core::Notice& it, core::MailId mail) override {
    fuse.burn(), real.add_notice(id, it, mail);
  }
  void notice_accepted(core::MailId id, Day day) override {
    fuse.burn(), real.notice_accepted(id, day);
  }
  std::vector<BouncedNotice> bounced(std::size_t limit) override { return real.bounced(limit); }
  std::vector<core::PersonId> corrected(std::size_t most) override { return real.corrected(most); }
  std::vector<core::PersonId> unheard(Day day, core::PersonId after, std::size_t limit) override {
    return real.unheard(day, after, limit);
  }
  std::vector<core::Notice> give_again(core::PersonId id) override {
    return fuse.burn(), real.give_again(id);
  }
  void recall(core::PersonId id, Instant at) override { fuse.burn(), real.recall(id, at); }
  std::optional<Day> successor_asked(core::AccountId id) override {
    return real.successor_asked(id);
  }
  std::vector<core::AccountId> successors_asked() override { return real.successors_asked(); }
  bool ask_successor(core::AccountId id, Day day) override {
    return fuse.burn(), real.ask_successor(id, day);
  }
  void successor_found(core::AccountId id) override { fuse.burn(), real.successor_found(id); }
  void not_collected(core::AccountId id, Day on) override {
    fuse.burn(), real.not_collected(id, on);
  }
  bool collected(core::AccountId id) override { return fuse.burn(), real.collected(id); }
  std::optional<core::RulesOnRecord> rules() override { return real.rules(); }
  void adopt(const core::RulesOnRecord& it) override { fuse.burn(), real.adopt(it); }
  std::optional<NightDone> last() override { return real.last(); }
  void done(const NightDone& it) override { fuse.burn(), real.done(it); }
  app::Nights& real;
  Fuse& fuse;
};

}  // namespace metroon::support::failing
